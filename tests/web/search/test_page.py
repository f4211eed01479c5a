"""The page of the search: what is typed never stands in an address, and works from the head of every page."""

import re

import pytest

from kargah.journal.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db


def test_a_colleague_searches_from_the_head_of_any_page(client):
    case = cast.a_registered_case()
    client.force_login(cast.an_expert_of())
    page = client.get("/work/").content.decode()
    box = re.search(r"<form[^>]*findbox.*?</form>", page, re.DOTALL)[0]
    assert 'method="post"' in box and 'action="/search/"' in box

    answer = client.post("/search/", {"sought": case.applicant.national_id})

    assert answer.status_code == 200
    page = answer.content.decode()
    assert case.workshop.name in page and f"/case/{case.public_id}/" in page
    assert Entry.objects.filter(move="access:look_up").count() == 1


def test_an_address_carries_no_question(client):
    case = cast.a_registered_case()
    client.force_login(cast.an_expert_of())
    assert client.get("/search/", {"q": case.workshop.name}).context["found"] is None


def test_too_many_looks_at_persons_are_refused_on_the_page(client, monkeypatch):
    from kargah.people import throttle

    monkeypatch.setitem(
        throttle.DOORS, "search", throttle.Door((throttle.Limit(1, throttle.HOUR, 1),), (), 10**9)
    )
    client.force_login(cast.an_expert_of())
    answers = [client.post("/search/", {"sought": "09130000001"}).status_code for _turn in range(2)]
    assert answers == [200, 429]
    assert client.post("/search/", {"sought": ""}).status_code == 422


def test_an_applicant_searches_among_ones_own(client):
    case, other = cast.a_registered_case(), cast.a_registered_case()
    client.force_login(case.applicant)
    assert "findbox" not in client.get("/work/").content.decode()
    page = client.post("/search/", {"sought": "کارگاه سفال"}).content.decode()
    assert case.workshop.name in page
    assert f">{other.workshop.name}<" not in page


# --- while one types --------------------------------------------------------------------------------------
def test_what_is_typed_in_the_head_is_answered_with_choices_that_lead_on(client):
    case = cast.a_registered_case()
    client.force_login(cast.an_expert_of())
    assert 'data-suggest="/search/suggest/"' in client.get("/work/").content.decode()

    answer = client.post("/search/suggest/", {"sought": case.workshop.name[:10]})

    page = answer.content.decode()
    assert answer["Cache-Control"].count("no-store") == 1
    assert f'href="/case/{case.public_id}/" role="option"' in page and case.tracking_code in page
    assert client.get("/search/suggest/", {"sought": case.workshop.name}).status_code == 405


def test_a_personal_identifier_gets_no_choices_and_no_entry(client):
    case = cast.a_registered_case()
    client.force_login(cast.an_hq_expert())
    before = Entry.objects.count()
    for typed in (case.applicant.national_id, case.applicant.mobile, "", "آ", "ک" * 200):
        answer = client.post("/search/suggest/", {"sought": typed})
        assert (answer.status_code, "option" in answer.content.decode()) == (200, False)
    page = client.post("/search/suggest/", {"sought": case.applicant.last_name}).content.decode()
    assert case.applicant.national_id not in page and case.applicant.mobile not in page
    assert Entry.objects.count() == before


def test_more_rows_ask_the_database_no_more_often(client, django_assert_max_num_queries):
    cycle = cast.an_open_cycle()
    client.force_login(cast.an_hq_expert())
    for many in (1, 12):
        for _number in range(many):
            cast.a_registered_case(cycle)
        with django_assert_max_num_queries(20):
            assert client.post("/search/suggest/", {"sought": "کارگاه سفال"}).context["found"].number >= 2
