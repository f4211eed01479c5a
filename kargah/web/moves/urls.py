"""Every move of the chart has an address, and so has every proposal."""

from django.urls import path

from kargah.web.moves import bulk, proposals, views

urlpatterns = [
    path("move/<slug:name>/<str:kind>/<slug:public_id>/", views.move, name="move"),
    path("moves/<slug:name>/", bulk.moves, name="moves"),
    path("proposal/<slug:public_id>/", proposals.proposal, name="proposal"),
]
