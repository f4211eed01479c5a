"""Where a search is sent."""

from django.urls import path

from kargah.web.listing import views

urlpatterns = [path("seek/", views.seek, name="seek")]
