"""Many requests at once: screened together, and placed at the line of the quota."""

import pytest

from kargah.applications import edits
from kargah.applications.models import Application
from tests import cast

pytestmark = pytest.mark.browser

SCREENED_BY_THE_EXPERT = (2, 3)


def test_requests_are_screened_together_and_the_first_take_the_places(a_site, already_in):
    with a_site.here():
        cycle = cast.an_open_cycle(quota=2)
        cases = [cast.a_registered_case(cycle) for _ in range(4)]
        for case in cases[:3]:
            judged_as_met(case)
        expert = already_in(cast.an_expert_of())

    when_all_four_are_ticked_one_is_not_accepted(expert)
    when_the_order_is_frozen_the_first_two_are_selected(expert)
    then_the_line_leaves_the_third_waiting(a_site, expert)


def judged_as_met(case):
    for condition in SCREENED_BY_THE_EXPERT:
        edits.judge_condition(
            case, by=cast.an_expert_of(case.province), condition=condition, outcome="met", why=""
        )


def when_all_four_are_ticked_one_is_not_accepted(expert):
    expert.opens("/moves/screen_in/?next=/province/requests/")
    boxes = expert.page.locator('main [name="subject"]')
    assert boxes.count() == 4
    for box in boxes.all():
        box.check()
    expert.presses()
    assert "۳" in expert.page.locator("main .btn-primary").inner_text()
    expert.presses()
    assert expert.page.locator("main tbody .tag-ok").count() >= 3


def when_the_order_is_frozen_the_first_two_are_selected(expert):
    expert.opens("/province/selection/").takes("open_selection")
    assert expert.page.locator("main tr.cut").count() == 1
    expert.follows('main form[action$="/selection/first/"] button').succeeds()


def then_the_line_leaves_the_third_waiting(a_site, expert):
    with a_site.here():
        states = Application.objects.order_by("order_place").values_list("state", flat=True)
        assert sorted(states) == ["eligible", "registered", "selected", "selected"]
        third = Application.objects.get(state="eligible")
    expert.opens("/province/selection/").takes("waitlist")
    with a_site.here():
        third.refresh_from_db()
        assert third.state == "waitlisted"
