"""The pages of a province's expert and deputy."""

from django.urls import path

from kargah.web.province.views import (
    counter,
    desk,
    importing,
    lists,
    papers,
    planning,
    reports,
    requests,
    selection,
    visits,
)

app_name = "province"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("office/", desk.office, name="office"),
    path("requests/", requests.requests, name="requests"),
    path("requests/<slug:public_id>/", requests.one, name="request"),
    path("counter/", counter.who, name="counter"),
    path("counter/workshop/", counter.workshop, name="counter-workshop"),
    path("counter/workshop/<slug:public_id>/", counter.start, name="counter-start"),
    path("counter/<slug:public_id>/", counter.case, name="counter-case"),
    path("counter/<slug:public_id>/register/", counter.register, name="counter-register"),
    path("counter/<slug:public_id>/receipt/", counter.receipt, name="counter-receipt"),
    path("import/", importing.page, name="import"),
    path("import/template/", importing.empty, name="import-template"),
    path("import/marked/", importing.marked, name="import-marked"),
    path("import/all/", importing.enter, name="import-enter"),
    path("selection/", selection.selection, name="selection"),
    path("selection/first/", selection.select_first, name="select-first"),
    path("inspectors/", visits.inspectors, name="inspectors"),
    path("visits/", visits.visits, name="visits"),
    path("visits/month/", planning.month, name="month"),
    path("visits/<slug:public_id>/", visits.visit, name="visit"),
    path("certificates/", papers.certificates, name="certificates"),
    path("certificates/<slug:public_id>/", papers.give, name="give"),
    path("letters/", papers.letters, name="letters"),
    path("held/", visits.held, name="held"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<slug:public_id>/", reports.report, name="report"),
    path("reports/<slug:public_id>/tables/", reports.tables, name="tables"),
    path("lists/", lists.lists, name="lists"),
    path("lists/<slug:public_id>/", lists.one, name="list"),
    path("lists/<slug:public_id>/versions/", lists.versions, name="list-versions"),
]
