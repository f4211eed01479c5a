"""The machine interface, its schema and its page; a person's own tokens, headquarters' addresses."""

from django.urls import path

from kargah.api import pages, schema
from kargah.api.hooks import pages as hooks
from kargah.api.site import api

urlpatterns = [
    path("api/v1/openapi.json", schema.openapi, name="api-schema"),
    path("api/v1/docs", schema.docs, name="api-docs"),
    path("api/v1/docs/<slug:tag>", schema.docs_of, name="api-docs-of"),
    path("api/v1/docs/<slug:tag>/<slug:name>", schema.docs_one, name="api-docs-one"),
    path("api/v1/", api.urls),
    path("me/tokens/", pages.own, name="tokens"),
    path("hq/hooks/", hooks.hooks, name="hooks"),
    path("hq/hooks/<slug:public_id>/", hooks.deliveries, name="hook-deliveries"),
]
