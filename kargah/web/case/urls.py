"""The case and every other row, and the board of a cycle."""

from django.urls import path

from kargah.web.case import board, views

urlpatterns = [
    path("case/<slug:public_id>/", views.case, name="case"),
    path("row/<slug:kind>/<slug:public_id>/", views.row, name="row"),
    path("cycle/<slug:public_id>/", board.cycle, name="cycle"),
    path("cycle/<slug:public_id>/box/<slug:code>/", board.box, name="cycle-box"),
]
