"""The case and every other row, and the board of a cycle."""

from django.urls import path

from kargah.web.case import board, versions, views

urlpatterns = [
    path("case/<slug:public_id>/", views.case, name="case"),
    path("case/<slug:public_id>/<slug:part>/", views.case, name="case-part"),
    path(
        "case/<slug:public_id>/report/<slug:line>/<int:number>/",
        versions.report_line,
        name="case-report-version",
    ),
    path(
        "case/<slug:public_id>/list/<slug:line>/<int:number>/", versions.list_line, name="case-list-version"
    ),
    path("row/<slug:kind>/<slug:public_id>/", views.row, name="row"),
    path("cycle/<slug:public_id>/", board.cycle, name="cycle"),
    path("cycle/<slug:public_id>/box/<slug:code>/", board.box, name="cycle-box"),
]
