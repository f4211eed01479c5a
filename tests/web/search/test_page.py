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
