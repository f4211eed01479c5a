"""Which inspector may get which workshop, and what happens when somebody else takes over."""

from datetime import timedelta

import pytest

from kargah import clock
from kargah.inspections import rules
from kargah.inspections.models import Conflict, Inspection
from kargah.people.models import Post
from kargah.places.models import CraftGroup
from kargah.process.engine import obstacle, perform
from kargah.process.flowchart import MOVES
from kargah.refusal import InvalidInput, NotPermitted, OutOfTurn, Refused
from tests import cast


def assign(case, nomination, **inputs):
    return perform(
        "assign", case, by=cast.an_expert_of(case.province), nomination=nomination.public_id, **inputs
    )


def reassign(inspection, nomination, **inputs):
    inputs = {"reason": "بازرس پیشین نیست", **inputs}
    expert = cast.an_expert_of(inspection.province)
    return perform("reassign", inspection, by=expert, nomination=nomination.public_id, **inputs)


def another_nomination(case, name="second"):
    return cast.an_accepted_nomination(case.share, inspector=cast.an_inspector_of(case.province, name))


def test_a_selected_case_is_given_to_an_accepted_inspector(case):
    nomination = cast.an_accepted_nomination(case.share)
    day = clock.today() + timedelta(days=3)
    inspection = assign(case, nomination, visit_on=day)
    assert (inspection.state, inspection.turn, inspection.visit_on) == ("assigned", 1, day)
    assert inspection.assignments.get().inspector == nomination.inspector
    case.refresh_from_db()
    assert case.standing.box == "S5"


def test_a_case_is_given_once(case):
    nomination = cast.an_accepted_nomination(case.share)
    assign(case, nomination)
    with pytest.raises(Refused, match="assigned already"):
        assign(case, nomination)


def test_a_case_that_is_not_selected_is_not_inspected(db):
    cast.the_ground()
    case = cast.an_eligible_case()
    with pytest.raises(Refused, match="Only a selected workshop"):
        assign(case, cast.an_accepted_nomination(case.share))


@pytest.mark.parametrize("state", ["named", "introduced"])
def test_a_nomination_that_is_not_accepted_is_no_choice(case, state):
    nomination = {"named": cast.a_named_inspector, "introduced": cast.an_introduced_inspector}[state](
        case.share
    )
    with pytest.raises(InvalidInput):
        assign(case, nomination)


def test_a_nomination_for_another_craft_group_is_no_choice(case):
    others = CraftGroup.objects.filter(active=True).exclude(pk=case.craft_group_id)[:2]
    with pytest.raises(InvalidInput):
        assign(case, cast.an_accepted_nomination(case.share, crafts=others))


def of_another_province(case):
    return cast.an_accepted_nomination(cast.the_share(case.cycle, cast.a_province("فارس")))


def not_yet_accepted(case):
    return cast.an_introduced_inspector(case.share, inspector=cast.an_inspector_of(case.province, "second"))


def for_other_crafts(case):
    others = CraftGroup.objects.filter(active=True).exclude(pk=case.craft_group_id)
    inspector = cast.an_inspector_of(case.province, "second")
    return cast.an_accepted_nomination(case.share, inspector=inspector, crafts=others)


@pytest.mark.parametrize(
    ("nomination", "says"),
    [
        (of_another_province, "This inspector is nominated in another province or cycle."),
        (not_yet_accepted, "This nomination is not accepted by headquarters."),
        (for_other_crafts, "This inspector is not authorised for the craft group."),
    ],
)
def test_the_nomination_is_looked_at_again_before_the_visit(case, nomination, says):
    """The form offers no such one and the database lets none be written: it is put there in memory alone."""
    inspection = cast.an_assigned_inspection(case, declared=False)
    move = MOVES["declare_no_conflict"]
    assert obstacle(move, inspection, by=inspection.inspector) is None

    inspection.nomination = nomination(case)

    refusal = obstacle(move, inspection, by=inspection.inspector)
    assert (type(refusal), str(refusal), refusal.field) == (Refused, says, "nomination")


def test_a_nomination_holds_from_its_first_to_its_last_day(case):
    today = clock.today()
    nomination = cast.an_accepted_nomination(
        case.share, starts_on=today + timedelta(days=2), ends_on=today + timedelta(days=4)
    )
    for days, holds in ((1, False), (2, True), (4, True), (5, False)):
        with clock.stopped_at(clock.end_of(today + timedelta(days=days)) - timedelta(minutes=1)):
            form_holds = nomination in _choices(case)
            assert form_holds == holds, f"day {days}"


def _choices(case):
    from kargah.process.engine import form_for

    return form_for("assign", case, by=cast.an_expert_of(case.province)).fields["nomination"].queryset


def test_the_day_of_the_visit_lies_within_the_nomination(case):
    nomination = cast.an_accepted_nomination(case.share, ends_on=clock.today() + timedelta(days=5))
    with pytest.raises(Refused, match="does not hold on that day"):
        assign(case, nomination, visit_on=clock.today() + timedelta(days=6))


def test_nobody_inspects_their_own_workshop(db):
    cast.the_ground()
    artisan = cast.an_applicant()
    Post.objects.create(
        holder=artisan, role="technical_inspector", province=cast.a_province(), starts_on=clock.today()
    )
    case = cast.a_selected_case(workshop=cast.a_workshop(owner=artisan))
    with pytest.raises(Refused, match="their own workshop"):
        assign(case, cast.an_accepted_nomination(case.share, inspector=artisan))


def test_a_declared_conflict_holds_in_the_next_cycle_too(case):
    inspection = cast.an_assigned_inspection(case, declared=False)
    inspection = perform("declare_conflict", inspection, by=inspection.inspector, note="خویشاوند")
    assert inspection.state == "unvisited"
    with pytest.raises(Refused, match="conflict of interest"):
        reassign(inspection, inspection.nomination)
    later = cast.a_selected_case(cast.an_open_cycle(year=1406), workshop=case.workshop)
    with pytest.raises(Refused, match="conflict of interest"):
        assign(later, cast.an_accepted_nomination(later.share))


def test_who_inspected_in_the_previous_cycle_does_not_inspect_again(visited):
    workshop = visited.application.workshop
    later = cast.a_selected_case(cast.an_open_cycle(year=1406), workshop=workshop)
    with pytest.raises(Refused, match="previous cycle"):
        assign(later, cast.an_accepted_nomination(later.share))
    assert assign(later, another_nomination(later)).state == "assigned"


def test_who_inspected_two_cycles_ago_may_inspect(visited):
    cast.an_open_cycle(year=1406)
    later = cast.a_selected_case(cast.an_open_cycle(year=1407), workshop=visited.application.workshop)
    assert assign(later, cast.an_accepted_nomination(later.share)).state == "assigned"


def test_an_assignment_without_a_visit_in_the_previous_cycle_does_not_count(inspection):
    later = cast.a_selected_case(cast.an_open_cycle(year=1406), workshop=inspection.application.workshop)
    assert assign(later, cast.an_accepted_nomination(later.share)).state == "assigned"


def test_another_inspector_takes_over_and_declares_anew(inspection):
    before = inspection.inspector
    inspection = reassign(inspection, another_nomination(inspection.application))
    assert inspection.state == "assigned"
    assert inspection.no_conflict_declared_at is None
    assert [row.inspector for row in inspection.assignments.all()] == [before, inspection.inspector]
    with pytest.raises(NotPermitted):
        perform("declare_no_conflict", inspection, by=before)


def test_an_assigned_inspection_is_not_given_to_the_same_person(inspection):
    with pytest.raises(Refused, match="has it already"):
        reassign(inspection, inspection.nomination)


def test_a_visit_that_failed_is_tried_again_by_the_same_person(inspection):
    inspection = perform(
        "could_not_visit",
        inspection,
        by=inspection.inspector,
        reason="درِ کارگاه بسته بود",
        photo=cast.a_photo(),
    )
    assert inspection.state == "unvisited"
    assert reassign(inspection, inspection.nomination).state == "assigned"


def test_a_revisit_given_to_somebody_else_goes_on_repairing(repairing):
    inspection = reassign(repairing, another_nomination(repairing.application))
    assert inspection.state == "repairing"
    cast.an_answered_notice(inspection)
    with pytest.raises(Refused, match="First declare"):
        cast.a_finished_revisit(inspection)
    perform("declare_no_conflict", inspection, by=inspection.inspector)
    inspection.refresh_from_db()
    assert cast.a_finished_revisit(inspection).state == "visited"


def test_a_released_place_cancels_the_inspection_and_a_later_one_has_the_next_turn(inspection):
    case = inspection.application
    perform("release", case, by=cast.an_expert_of(case.province), reason="تعطیل است", to="waitlisted")
    inspection.refresh_from_db()
    assert (inspection.state, inspection.total) == (Inspection.State.CANCELLED, None)
    case.refresh_from_db()
    again = cast.an_assigned_inspection(cast.selected(case))
    assert again.turn == 2
    visited = cast.a_finished_visit(inspection=again)
    visited.application.share.refresh_from_db()
    assert visited.application.share.spent == 1


def test_a_declaration_is_made_once(inspection):
    with pytest.raises(Refused, match="declared it already"):
        perform("declare_no_conflict", inspection, by=inspection.inspector)


def test_an_inspector_whose_post_ended_does_nothing_more(inspection):
    Post.objects.filter(holder=inspection.inspector).update(ends_on=clock.today())
    with pytest.raises(NotPermitted):
        cast.a_finished_visit(inspection=inspection)


def test_a_conflict_found_before_the_end_stops_the_visit(inspection):
    cast.fill_form(inspection)
    Conflict.objects.create(inspector=inspection.inspector, workshop=inspection.application.workshop)
    with pytest.raises(Refused, match="conflict of interest"):
        perform("finish_visit", inspection, by=inspection.inspector)


def test_a_visited_inspection_is_not_given_to_somebody_else(visited):
    with pytest.raises(OutOfTurn):
        reassign(visited, another_nomination(visited.application))


def test_a_visit_ordered_by_an_appeal_is_not_made_by_who_saw_the_workshop(visited):
    """The panel's form offers no such inspector; the rule holds at the move itself."""
    case = visited.application
    with pytest.raises(Refused, match="Another inspector than before") as refusal:
        rules.another_inspector(case, inputs={"nomination": visited.nomination})
    assert (type(refusal.value), refusal.value.field) == (Refused, "nomination")
    rules.another_inspector(case, inputs={"nomination": another_nomination(case)})
