"""The line at the quota: who would cross it, who took the last place, and whose place comes back to nobody."""

import pytest

from kargah.applications.models import Application
from kargah.process.engine import perform
from tests import cast

pytestmark = pytest.mark.django_db
PAGE = "/province/selection/"


@pytest.fixture
def waiting():
    """Three who wait in their order for two places."""
    cycle = cast.an_open_cycle(quota=2)
    cases = [cast.an_eligible_case(cycle) for _ in range(3)]
    perform("open_selection", cast.the_share(cycle, cast.a_province()), by=cast.an_expert_of())
    return [Application.objects.get(pk=case.pk) for case in cases]


@pytest.fixture
def expert(client, waiting):
    client.force_login(cast.an_expert_of())
    return client


def test_moving_one_up_shows_who_would_lose_the_place_and_saves_nothing(expert, waiting):
    before = [case.version for case in Application.objects.order_by("pk")]

    page = expert.get(PAGE, {"case": waiting[2].public_id, "to": "۱"})

    supposed = page.context["supposed"]
    assert [one.case for one in supposed["ins"]] == [waiting[2]]
    assert [one.case for one in supposed["outs"]] == [waiting[1]]
    assert "select_out_of_order" in page.content.decode()
    assert [case.version for case in Application.objects.order_by("pk")] == before
    assert [one.case for one in expert.get(PAGE).context["order"]] == waiting


def test_a_place_given_back_would_go_to_the_next(expert, waiting):
    expert.post(f"{PAGE}first/", {"number": "2", "held": "0"})

    page = expert.get(PAGE, {"case": waiting[0].public_id})

    assert [one.case for one in page.context["supposed"]["ins"]] == [waiting[2]]


def test_of_another_province_nothing_is_supposed(expert, waiting):
    elsewhere = cast.an_eligible_case(waiting[0].cycle, cast.a_province("فارس"))

    assert expert.get(PAGE, {"case": elsewhere.public_id}).status_code == 404


def test_a_spent_place_is_not_offered_for_release(expert, waiting):
    expert.post(f"{PAGE}first/", {"number": "2", "held": "0"})
    visited = cast.a_finished_visit(case=Application.objects.get(pk=waiting[0].pk)).application

    words = expert.get(PAGE).content.decode()

    assert f"/move/release/application/{waiting[1].public_id}/" in words
    assert f"/move/release/application/{visited.public_id}/" not in words


def test_whoever_comes_too_late_reads_who_took_the_last_place(expert, waiting):
    colleague = cast.an_expert_of(name="colleague")
    for case in waiting[:2]:
        perform("select", case, by=colleague)

    page = expert.post(f"{PAGE}first/", {"number": "1", "held": "1"}, follow=True).content.decode()

    assert colleague.full_name in page and waiting[1].workshop.name in page
    assert "آخرین جای خالی" in page
