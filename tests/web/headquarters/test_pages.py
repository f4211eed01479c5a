"""Each page of headquarters opens for its own people and, to read, for the auditor; for nobody else."""

import pytest

from kargah.grading.models import CandidateList, Ranking
from kargah.guideline.queries import in_force
from kargah.reports.models import Report
from tests.cast.certificates import a_certificate
from tests.cast.cycles import an_open_cycle, the_ground, the_share
from tests.cast.people import (
    a_deputy_of,
    a_director,
    a_province,
    an_applicant,
    an_auditor,
    an_expert_of,
    an_hq_expert,
    an_inspector_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PAGES = [
    "", "quotas/", "inspectors/", "reports/", "rankings/", "lists/", "issue/", "certificates/", "appeals/", "marks/",
    "proposals/", "guidelines/", "people/", "journal/", "journal/verify/",
]  # fmt: skip


@pytest.fixture
def country():
    """A cycle with one workshop that came through to its certificate; gives the addresses of its rows."""
    certificate = a_certificate()
    cycle = certificate.cycle
    report, ranking, one = Report.objects.get(), Ranking.objects.get(), CandidateList.objects.get()
    return [
        *PAGES,
        f"quotas/{the_share(cycle, a_province()).public_id}/",
        f"reports/{report.public_id}/",
        f"lines/{report.lines.first().public_id}/",
        f"rankings/{ranking.public_id}/",
        f"rankings/{ranking.public_id}/?only=out",
        f"lists/{one.public_id}/",
        f"guidelines/{in_force().public_id}/",
        f"guidelines/{in_force().public_id}/workbook/",
        f"certificates/?q={certificate.code}",
        f"journal/?code={certificate.application.tracking_code}",
    ]


def test_every_page_opens_for_headquarters_and_the_auditor(client, country):
    for person in (an_hq_expert(), a_director(), an_auditor()):
        client.force_login(person)
        answers = {page: client.get(f"/hq/{page}").status_code for page in country}
        assert set(answers.values()) == {200}, answers


def test_nobody_else_enters_headquarters(client):
    an_open_cycle()
    for person in (an_applicant(), an_inspector_of(), an_expert_of(), a_deputy_of()):
        client.force_login(person)
        answers = {page: client.get(f"/hq/{page}").status_code for page in PAGES}
        assert set(answers.values()) == {403}, answers


def test_before_the_first_cycle_the_dashboard_says_what_to_do(client):
    the_ground()
    client.force_login(an_hq_expert())
    assert client.get("/hq/").status_code == 200
    assert client.get("/hq/quotas/").status_code == 404


def test_the_auditor_changes_nothing(client):
    an_open_cycle()
    client.force_login(an_auditor())
    for page in ("quotas/", "people/", "issue/", f"guidelines/{in_force().public_id}/new/"):
        assert client.post(f"/hq/{page}", {}).status_code == 403


def test_the_register_finds_a_certificate_by_number_code_and_name(client):
    certificate = a_certificate()
    client.force_login(an_auditor())
    for sought in (certificate.register_number, certificate.code, certificate.workshop.name):
        assert client.get("/hq/certificates/", {"q": sought}).context["listed"].rows == [certificate]
    assert not client.get("/hq/certificates/", {"q": "نیست"}).context["listed"].rows
    assert not client.get("/hq/certificates/", {"state": "revoked"}).context["listed"].rows
