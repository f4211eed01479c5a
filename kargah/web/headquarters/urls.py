"""The pages of headquarters, which the auditor reads."""

from django.urls import path

from kargah.web.headquarters.views import (
    dashboard,
    guidelines,
    issuing,
    journal,
    lists,
    people,
    quotas,
    ranking,
    referrals,
    registers,
    requests,
    reviewing,
)

app_name = "headquarters"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("provinces/", dashboard.side_by_side, name="provinces"),
    path("quotas/", quotas.quotas, name="quotas"),
    path("quotas/<slug:public_id>/", quotas.ledger, name="ledger"),
    path("requests/", requests.requests, name="requests"),
    path("inspectors/", registers.inspectors, name="inspectors"),
    path("reports/", reviewing.reports, name="reports"),
    path("reports/<slug:public_id>/", reviewing.report, name="report"),
    path("lines/<slug:public_id>/", reviewing.line, name="line"),
    path("rankings/", ranking.rankings, name="rankings"),
    path("rankings/<slug:public_id>/", ranking.ranking, name="ranking"),
    path("rankings/<slug:public_id>/difference/", ranking.difference, name="ranking-difference"),
    path("rankings/<slug:public_id>/draw/", lists.draw, name="draw"),
    path("lists/", lists.lists, name="lists"),
    path("lists/<slug:public_id>/", lists.one, name="list"),
    path("lists/<slug:public_id>/versions/", lists.versions, name="list-versions"),
    path("issue/", issuing.issue, name="issue"),
    path("issue/<slug:public_id>/", issuing.run, name="run"),
    path("certificates/", registers.certificates, name="certificates"),
    path("referrals/", referrals.lists, name="referrals"),
    path("referrals/<slug:public_id>/", referrals.one, name="referral"),
    path("referrals/<slug:public_id>/workbook/", referrals.workbook, name="referral-workbook"),
    path("appeals/", registers.appeals, name="appeals"),
    path("marks/", registers.marks, name="marks"),
    path("proposals/", registers.proposals, name="proposals"),
    path("guidelines/", guidelines.guidelines, name="guidelines"),
    path("guidelines/<slug:public_id>/", guidelines.guideline, name="guideline"),
    path("guidelines/<slug:public_id>/new/", guidelines.new, name="guideline-new"),
    path("guidelines/<slug:public_id>/workbook/", guidelines.as_workbook, name="guideline-workbook"),
    path("guidelines/<slug:public_id>/settings/", guidelines.parameters, name="guideline-settings"),
    path("guidelines/<slug:public_id>/axis/<slug:code>/", guidelines.axis, name="guideline-axis"),
    path(
        "guidelines/<slug:public_id>/criterion/<slug:code>/", guidelines.criterion, name="guideline-criterion"
    ),
    path("people/", people.people, name="people"),
    path("people/<slug:public_id>/end/", people.end, name="post-end"),
    path("people/<slug:public_id>/second-factor/", people.reset_factor, name="factor-reset"),
    path("journal/", journal.journal, name="journal"),
    path("journal/verify/", journal.verify, name="verify"),
]
