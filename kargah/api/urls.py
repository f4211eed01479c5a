"""The machine interface, its schema and its page; and a person's own tokens."""

from django.urls import path

from kargah.api import pages, schema
from kargah.api.site import api

urlpatterns = [
    path("api/v1/openapi.json", schema.openapi, name="api-schema"),
    path("api/v1/docs", schema.docs, name="api-docs"),
    path("api/v1/", api.urls),
    path("me/tokens/", pages.own, name="tokens"),
]
