"""The auditor reads who saw what, draws a sample that anybody draws again, and makes a ranking once more."""

from datetime import timedelta

import pytest

from kargah import clock
from kargah.grading import rebuilding
from kargah.grading.models import Ranking
from kargah.jalali import calendar
from kargah.process import sampling, search
from kargah.process.engine import perform
from kargah.refusal import NotPermitted
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client):
    user = cast.an_auditor()
    client.force_login(user)
    return user


# --- who saw ----------------------------------------------------------------------------------------------
def test_searches_exports_and_readings_are_listed_and_nothing_else(client, auditor):
    cast.a_certificate()
    made = cast.a_referral_list()
    expert, partner = cast.an_hq_expert(), cast.a_partner_of(made.body)
    search.look_up("09130000001", expert)
    client.force_login(partner)
    client.get(f"/partner/lists/{made.public_id}/")
    client.get(f"/partner/lists/{made.public_id}/")
    client.post(f"/partner/lists/{made.public_id}/workbook/")
    client.force_login(auditor)

    lines = client.get("/audit/").context["lines"]

    assert [(line.move, line.entry.by) for line in lines] == [
        ("access:referral_list", partner),
        ("access:referral_read", partner),  # once in a session
        ("access:look_up", expert),
    ]
    assert [line.move for line in client.get("/audit/?what=access:look_up").context["lines"]] == [
        "access:look_up"
    ]


def test_days_narrow_the_list_of_accesses(client, auditor):
    with clock.stopped_at(clock.now()):
        search.look_up("09130000001", cast.an_hq_expert())
    today, before = calendar.short(clock.today()), calendar.short(clock.today() - timedelta(days=1))
    assert len(client.get("/audit/", {"since": today, "until": today}).context["lines"]) == 1
    assert client.get("/audit/", {"until": before}).context["lines"] == []


# --- the sample -------------------------------------------------------------------------------------------
def test_the_same_seed_draws_the_same_cases_and_another_one_others(auditor):
    cycle = cast.an_open_cycle()
    cases = [cast.a_registered_case(cycle) for _turn in range(6)]
    cast.a_draft(cycle)
    first = sampling.draw(cycle, auditor, number=3, seed="audit-1405")

    assert first == sampling.draw(cycle, auditor, number=3, seed="audit-1405")
    assert (len(first.cases), first.out_of) == (3, 6)
    assert first.cases == sampling.draw(cycle, auditor, number=2, seed="audit-1405").cases + first.cases[2:]
    seeds = {sampling.draw(cycle, auditor, number=3, seed=f"seed-{n}").hash for n in range(8)}
    assert len(seeds) > 1
    everybody = sampling.draw(cycle, auditor, number=50, seed="x-all").cases
    assert sorted(case.pk for case in everybody) == sorted(case.pk for case in cases)


def test_a_sample_is_drawn_from_its_address(client, auditor):
    case = cast.a_registered_case()
    asked = {"cycle": case.cycle.public_id, "number": "5", "seed": "audit-1405"}
    page = client.get("/audit/sample/", asked)
    assert page.context["drawn"].cases == [case]
    assert client.get("/audit/sample/", asked | {"seed": "؟"}).status_code == 422


# --- a ranking made again ---------------------------------------------------------------------------------
def test_a_settled_ranking_comes_out_the_same(client, auditor):
    ranking = cast.a_settled_ranking(lines=3)

    page = client.get(f"/audit/rankings/{ranking.public_id}/?again=1")

    again = page.context["again"]
    assert again.same and again.lines == 3
    assert again.hash_now == ranking.bundle_hash
    assert client.get(f"/audit/rankings/{ranking.public_id}/").context["again"] is None


def test_a_bundle_that_was_altered_shows_by_its_hash_and_its_ranks():
    ranking = cast.a_settled_ranking(lines=3)
    line = ranking.bundle["lines"][0]
    criterion = next(name for name, level in line["levels"].items() if level == 3)
    line["levels"][criterion] = 0
    again = rebuilding.rebuilt(ranking)  # as if the table had been written by hand

    assert not again.same and again.hash_now != again.hash_kept
    assert {one.line for one in again.differences} >= {line["line"]}
    assert "total" in {one.what for one in again.differences}
    ranking.bundle["lines"][0]["content_hash"] = "0" * 64
    assert rebuilding.rebuilt(ranking).altered == [line["line"]]
    assert Ranking.objects.get(pk=ranking.pk).bundle_hash == again.hash_kept


def test_the_pages_are_the_auditors_and_the_directors(client):
    for user, status in ((cast.an_auditor(), 200), (cast.a_director(), 200), (cast.an_hq_expert(), 403)):
        client.force_login(user)
        assert client.get("/audit/").status_code == status


def test_every_case_is_open_to_the_auditor_who_changes_none(client, auditor):
    case = cast.a_registered_case()
    assert client.get(f"/case/{case.public_id}/").status_code == 200
    with pytest.raises(NotPermitted):
        perform("screen_in", case, by=auditor)
