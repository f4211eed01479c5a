"""Each page of the province opens for its own staff, and for nobody else."""

import pytest

from kargah.reports.models import ReportLine
from tests.cast.applications import a_registered_case, a_waitlisted_case, an_eligible_case
from tests.cast.cycles import an_open_cycle, the_share
from tests.cast.grading import a_sent_list
from tests.cast.inspections import a_defect_notice, an_assigned_inspection
from tests.cast.people import (
    a_deputy_of,
    a_province,
    an_applicant,
    an_expert_of,
    an_hq_expert,
    an_inspector_of,
)
from tests.cast.reports import a_compiled_report, a_drafted_report, a_returned_report, a_supplemented_report

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PAGES = [
    "",
    "office/",
    "requests/",
    "counter/",
    "import/",
    "selection/",
    "inspectors/",
    "visits/",
    "held/",
    "reports/",
    "lists/",
]


@pytest.fixture
def cycle():
    return an_open_cycle(quota=5)


def test_every_page_of_the_province_opens_for_its_expert_and_deputy(client, cycle):
    for person in (an_expert_of(), a_deputy_of()):
        client.force_login(person)
        assert {client.get(f"/province/{page}").status_code for page in PAGES} == {200}


def test_nobody_else_enters_the_pages_of_the_province(client, cycle):
    for person in (an_applicant(), an_inspector_of(), an_hq_expert()):
        client.force_login(person)
        assert {client.get(f"/province/{page}").status_code for page in PAGES} == {403}


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get("/province/").status_code == 302


def test_the_desk_says_so_when_no_cycle_was_announced(client):
    client.force_login(an_expert_of())
    assert client.get("/province/").status_code == 200
    assert client.get("/province/requests/").status_code == 404


def test_the_desk_counts_what_waits(client, cycle):
    a_registered_case(cycle)
    client.force_login(an_expert_of())
    page = client.get("/province/")
    assert next(queue for queue in page.context["queues"] if queue.count).count == 1
    assert page.context["first"].url.endswith("state=registered")


def test_the_desk_holds_with_work_in_every_box(client, cycle):
    a_registered_case(cycle)
    a_waitlisted_case(cycle)
    a_defect_notice(cycle=cycle)
    client.force_login(an_expert_of())
    for page in PAGES:
        assert client.get(f"/province/{page}").status_code == 200


def test_a_case_of_another_province_is_not_found(client, cycle):
    case = a_registered_case(cycle, a_province("تهران"))
    client.force_login(an_expert_of())
    for address in (
        f"requests/{case.public_id}/",
        f"counter/{case.public_id}/",
        f"counter/{case.public_id}/receipt/",
    ):
        assert client.get(f"/province/{address}").status_code == 404


def test_a_visit_of_another_province_is_not_found(client, cycle):
    inspection = an_assigned_inspection(cycle=cycle, province=a_province("تهران"))
    client.force_login(an_expert_of())
    assert client.get(f"/province/visits/{inspection.public_id}/").status_code == 404


def test_a_share_of_another_province_is_not_chosen(client, cycle):
    client.force_login(an_expert_of())
    assert (
        client.get(f"/province/?share={the_share(cycle, a_province('تهران')).public_id}").status_code == 404
    )
    assert client.get(f"/province/?share={the_share(cycle, a_province()).public_id}").status_code == 200


@pytest.mark.parametrize(
    "build", [a_drafted_report, a_compiled_report, a_returned_report, a_supplemented_report]
)
def test_a_batch_opens_in_every_state_with_its_tables(client, build):
    report = build(lines=2)
    for person in (an_expert_of(), a_deputy_of()):
        client.force_login(person)
        page = client.get(f"/province/reports/{report.public_id}/")
        assert page.status_code == 200
        assert client.get(f"/province/reports/{report.public_id}/tables/").status_code == 200
    client.force_login(an_expert_of(a_province("تهران")))
    assert client.get(f"/province/reports/{report.public_id}/").status_code == 404
    assert ReportLine.objects.filter(report=report).count() == 2


def test_a_sent_list_shows_its_lines_and_who_is_absent(client):
    candidates = a_sent_list()
    absent = an_eligible_case(candidates.cycle)
    client.force_login(an_expert_of())
    page = client.get(f"/province/lists/{candidates.public_id}/")
    assert page.status_code == 200
    assert len(page.context["lines"]) == candidates.lines.count() > 0
    assert absent.public_id not in {
        told["case"] for told, _why in page.context["absent"]
    }  # it came after the list
    client.force_login(an_expert_of(a_province("تهران")))
    assert client.get(f"/province/lists/{candidates.public_id}/").status_code == 404
