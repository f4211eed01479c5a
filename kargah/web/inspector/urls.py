"""The pages of the technical inspector at a desk or on a phone with a network."""

from django.urls import path

from kargah.web.inspector.views import sheet, visits

urlpatterns = [
    path("", visits.visits, name="inspector-visits"),
    path("visit/<slug:public_id>/", visits.visit, name="inspector-visit"),
    path("visit/<slug:public_id>/day/", visits.day, name="inspector-day"),
    path("visit/<slug:public_id>/conditions/", sheet.conditions, name="inspector-conditions"),
    path("visit/<slug:public_id>/review/", sheet.review, name="inspector-review"),
    path("visit/<slug:public_id>/<slug:axis>/", sheet.section, name="inspector-section"),
]
