"""My work: what waits for a person, and nothing that waits for somebody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast

pytestmark = pytest.mark.django_db


def waiting_for(client, person):
    client.force_login(person)
    answer = client.get("/work/")
    assert answer.status_code == 200
    return {move.name: group["count"] for group in answer.context["groups"] for move in group["moves"]}


def test_a_registered_case_waits_for_its_provinces_expert_alone(client):
    case = cast.a_registered_case()

    assert waiting_for(client, cast.an_expert_of(case.province))["screen_in"] == 1
    assert "screen_in" not in waiting_for(client, cast.an_expert_of(cast.a_province("فارس")))
    assert "screen_in" not in waiting_for(client, cast.a_deputy_of(case.province))
    assert "screen_in" not in waiting_for(client, case.applicant)


def test_a_draft_waits_for_its_applicant(client):
    case = cast.a_draft()

    assert waiting_for(client, case.applicant) == {"register": 1}


def test_a_selected_case_waits_for_an_inspector_until_one_has_it(client):
    case = cast.a_selected_case()
    expert = cast.an_expert_of(case.province)
    assert waiting_for(client, expert)["assign"] == 1

    inspection = cast.an_assigned_inspection(case)

    assert "assign" not in waiting_for(client, expert)
    assert waiting_for(client, inspection.inspector) == {"finish_visit": 1}


def test_a_report_goes_from_deputy_to_headquarters(client):
    report = cast.a_compiled_report()
    assert waiting_for(client, cast.a_deputy_of(report.province))["send_report"] == 1
    assert "approve_line" not in waiting_for(client, cast.an_hq_expert())

    cast.a_sent_report(report)

    assert waiting_for(client, cast.an_hq_expert())["approve_line"] == 1
    assert "send_report" not in waiting_for(client, cast.a_deputy_of(report.province))


def test_nothing_to_do_says_what_comes_next(client):
    client.force_login(cast.an_auditor())

    assert 'class="empty"' in client.get("/work/").content.decode()


def test_more_cases_do_not_mean_more_questions_to_the_database(client):
    case = cast.a_registered_case()
    client.force_login(cast.an_expert_of(case.province))
    with CaptureQueriesContext(connection) as few:
        client.get("/work/")
    for _ in range(3):
        cast.a_registered_case(cycle=case.cycle)
    with CaptureQueriesContext(connection) as more:
        client.get("/work/")

    assert len(more) == len(few) < 90


def test_a_reader_without_steps_is_shown_the_way_to_their_own_pages(client):
    client.force_login(cast.an_auditor())
    assert 'class="btn" href="/audit/"' in client.get("/work/").content.decode()

    client.force_login(cast.a_partner_of())
    assert 'class="btn" href="/partner/"' in client.get("/work/").content.decode()


def test_several_certificates_are_issued_on_the_page_of_one_signature(client):
    cast.an_agreed_list(lines=2)
    client.force_login(cast.a_director())

    page = client.get("/work/").content.decode()

    assert 'class="btn btn-s push" href="/hq/issue/"' in page
