"""The priority order is frozen, places are held in it, and the ones who come later know where they stand."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from kargah import clock
from kargah.applications import invariants
from kargah.applications.models import Application
from kargah.applications.queries import selection_order
from kargah.cycles import ledger
from kargah.process import proposals
from kargah.process.engine import perform
from kargah.refusal import NotPermitted, Refused
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle():
    return cast.an_open_cycle(quota=2)


def share_of(case):
    return cast.the_share(case.cycle, case.province)


def expert_of(case):
    return cast.an_expert_of(case.province)


def order(case):
    return selection_order(share_of(case))


def unbroken():
    return [line for check in invariants.CHECKS.values() for line in check()]


def reopened(case):
    proposal = proposals.propose("reopen_screening", case, by=expert_of(case), reason="بررسی دوباره")
    proposals.confirm(proposal, by=cast.a_deputy_of(case.province))
    case.refresh_from_db()
    return case


def released(case, to="waitlisted"):
    """What `release` and its move do, before the floors above have inspections to cancel."""
    return perform("release", case, by=expert_of(case), to=to, reason="در دسترس نبود")


def test_points_are_those_of_the_guideline_part_by_part(cycle):
    case = cast.an_eligible_case(
        cycle,
        workshop=cast.a_workshop(rural=True, licensed_on=date(2021, 3, 25)),
        women=3,
        men=1,
        national_seal=True,
    )
    earned = {part["code"]: part["earned"] for part in case.priority_parts}
    years = int(
        next(part["value"] for part in case.priority_parts if part["code"] == "years_since_first_licence")
    )
    assert earned == {
        "years_since_first_licence": (2 * 3500 * min(years, 15) + 15) // 30,
        "people_working": 800,
        "waited_cycles": 0,
        "national_seal": 1500,
        "rural_or_deprived_area": 1500,
    }
    assert case.priority_points == sum(earned.values())


def test_the_order_is_frozen_by_points_then_instant_with_its_hash(cycle):
    low, high, late = (cast.an_eligible_case(cycle, women=women) for women in (1, 8, 1))
    assert [case.order_place for case in order(low)] == [None, None, None]
    share = cast.selecting(share_of(low))
    assert [(case, case.order_place) for case in order(low)] == [(high, 1), (low, 2), (late, 3)]
    assert len(share.order_hash) == 64 and share.order_frozen_at
    for columns in ({"order_place": 9}, {"priority_points": 1}, {"order_place": None}):
        with pytest.raises(IntegrityError, match="a_frozen_place_stays"), transaction.atomic():
            Application.objects.filter(pk=low.pk).update(**columns)
    with pytest.raises(IntegrityError, match="a_frozen_order_keeps_its_hash"), transaction.atomic():
        type(share).objects.filter(pk=share.pk).update(order_hash="0" * 64)
    assert unbroken() == []


def test_there_is_no_order_without_somebody_eligible(cycle):
    case = cast.a_registered_case(cycle)
    with pytest.raises(Refused):
        perform("open_selection", share_of(case), by=expert_of(case))


def test_nobody_is_selected_or_waitlisted_before_the_order_is_frozen(cycle):
    case = cast.an_eligible_case(cycle)
    for move in ("select", "waitlist"):
        with pytest.raises(Refused):
            perform(move, case, by=expert_of(case))


def test_out_of_the_order_needs_two_persons(cycle):
    first, second = cast.an_eligible_case(cycle, women=8), cast.an_eligible_case(cycle, women=1)
    cast.selecting(share_of(first))
    with pytest.raises(Refused):
        perform("select", second, by=expert_of(second))
    proposal = proposals.propose(
        "select_out_of_order", second, by=expert_of(second), reason="هنر رو به فراموشی"
    )
    with pytest.raises(NotPermitted):
        proposals.confirm(proposal, by=expert_of(second))
    proposals.confirm(proposal, by=cast.a_deputy_of(second.province))
    second.refresh_from_db()
    assert second.state == "selected"
    assert perform("select", first, by=expert_of(first)).state == "selected"


def test_whoever_waits_keeps_the_place_in_the_order(cycle):
    first, second = cast.an_eligible_case(cycle, women=8), cast.an_eligible_case(cycle, women=1)
    cast.selecting(share_of(first))
    first = perform("waitlist", first, by=expert_of(first))
    with pytest.raises(Refused):
        perform("select", second, by=expert_of(second))
    assert perform("select", first, by=expert_of(first)).state == "selected"


def test_the_last_place_is_taken_once(cycle):
    cases = [cast.an_eligible_case(cycle, women=8 - n) for n in range(3)]
    for case in cases[:2]:
        cast.selected(case)
    with pytest.raises(Refused):
        perform("select", cases[2], by=expert_of(cases[2]))
    share = share_of(cases[0])
    assert (share.held, share.free) == (2, 0)
    with pytest.raises(IntegrityError, match="held_and_spent_within_quota"), transaction.atomic():
        ledger.hold(share, cases[2].public_id, by=None)
    assert unbroken() == []


def test_a_province_without_a_place_selects_nobody_until_it_gets_one():
    case = cast.an_eligible_case(cast.an_open_cycle(quota=0))
    cast.selecting(share_of(case))
    with pytest.raises(Refused) as caught:
        perform("select", case, by=expert_of(case))
    with override("en"):
        assert str(caught.value) == "All 0 places of the province are held or spent."
    perform(
        "change_quota",
        case.cycle,
        by=cast.a_director(),
        province=case.province,
        amount=1,
        letter_number="۱۳",
    )
    assert perform("select", case, by=expert_of(case)).state == "selected"


def test_a_selected_case_without_a_place_is_refused_by_the_database(cycle):
    case = cast.an_eligible_case(cycle)
    cast.selecting(share_of(case))
    with pytest.raises(IntegrityError, match="a_selected_case_holds_its_place"), transaction.atomic():
        Application.objects.filter(pk=case.pk).update(state="selected", version=case.version + 1)
    case = cast.selected(case)
    with pytest.raises(IntegrityError, match="whoever_leaves_the_selection"), transaction.atomic():
        Application.objects.filter(pk=case.pk).update(state="waitlisted", version=case.version + 1)


def test_the_late_ones_stand_after_the_frozen_order_in_the_order_of_their_points(cycle):
    frozen = cast.an_eligible_case(cycle, women=1)
    cast.selecting(share_of(frozen))
    weak, strong = cast.an_eligible_case(cycle, women=2), cast.an_eligible_case(cycle, women=8)
    assert order(frozen) == [frozen, strong, weak]
    assert strong.order_place is None and strong.priority_points > frozen.priority_points
    with pytest.raises(IntegrityError, match="a_place_in_the_order_is_given"), transaction.atomic():
        Application.objects.filter(pk=strong.pk).update(order_place=2)


def test_a_screening_opened_again_gives_the_place_of_its_points(cycle):
    strong, weak = cast.an_eligible_case(cycle, women=8), cast.an_eligible_case(cycle, women=1)
    wronged = cast.a_registered_case(cycle, women=4)
    perform("decline", wronged, by=expert_of(wronged), ground="not_a_handicraft", reason="اشتباه")
    cast.selecting(share_of(strong))
    late = cast.an_eligible_case(cycle, women=9)
    wronged = cast.screened_in(reopened(wronged))
    assert order(strong) == [strong, wronged, weak, late]


def test_a_released_case_gives_its_place_back_and_goes_behind_those_who_wait(cycle):
    first, second = cast.an_eligible_case(cycle, women=8), cast.an_eligible_case(cycle, women=1)
    first = released(cast.selected(first))
    assert first.state == "waitlisted" and first.releases.get().reason == "در دسترس نبود"
    share = share_of(first)
    assert (share.held, [entry.kind for entry in share.entries.exclude(case="")]) == (0, ["held", "freed"])
    assert order(first) == [second, first]
    cast.selected(second)
    assert cast.selected(first).state == "selected"
    assert share_of(first).held == 2
    assert unbroken() == []


def test_a_case_found_unfit_is_declined_and_its_place_is_free(cycle):
    case = released(cast.selected(cast.an_eligible_case(cycle)), to="declined")
    assert case.state == "declined" and case.behind_since is None
    assert share_of(case).held == 0


def test_a_withdrawal_frees_the_place_unless_the_visit_spent_it(cycle):
    one, other = (cast.selected(cast.an_eligible_case(cycle, women=8 - n)) for n in range(2))
    ledger.spend_if_held(share_of(other), other.public_id, by=None)
    for case in (one, other):
        perform("withdraw", case, by=case.applicant, reason="سفر")
    share = share_of(one)
    assert (share.held, share.spent, share.free) == (0, 1, 1)


def test_whoever_waited_when_a_cycle_closed_is_preferred_in_the_next(cycle):
    from kargah.applications.moves import close

    case = cast.a_waitlisted_case(cycle)
    with transaction.atomic():
        close(case, by=None)
    assert case.closed_from == "waitlisted"
    Application.objects.filter(pk=case.pk).update(state="closed", version=case.version + 1)
    again = cast.a_registered_case(cast.an_open_cycle(), workshop=case.workshop)
    assert again.waited_cycles == 1
    assert cast.a_registered_case(again.cycle).waited_cycles == 0


def test_requests_of_another_province_stay_out_of_the_order(cycle):
    here, there = cast.an_eligible_case(cycle), cast.an_eligible_case(cycle, cast.a_province("فارس"))
    cast.selecting(share_of(here))
    assert order(here) == [here] and order(there) == [there]
    assert clock.now() - here.registered_at < timedelta(minutes=5)
