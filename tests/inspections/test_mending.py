"""Defects are notified, answered, given more days, judged; the inspection is confirmed or closed as found."""

from datetime import timedelta

import pytest

from kargah import clock
from kargah.applications.conditions import conditions_of
from kargah.inspections import edits, mending, queries
from kargah.inspections.models import Inspection
from kargah.process import engine, proposals
from kargah.process.engine import perform
from kargah.process.flowchart import MOVES
from kargah.refusal import InvalidInput, NotPermitted, OutOfTurn, Refused
from tests import cast


def notice_of(inspection):
    return mending.open_notice(inspection)


def last_moment(day):
    return clock.end_of(day) - timedelta(seconds=1)


def extended(inspection, days):
    proposal = proposals.propose("extend", inspection, by=cast.an_hq_expert(), days=str(days), reason="سیل")
    proposals.confirm(proposal, by=cast.a_director())
    inspection.refresh_from_db()
    return inspection


def lapsed(inspection):
    with clock.stopped_at(clock.end_of(notice_of(inspection).effective_due_on)):
        return perform("lapse_notice", inspection, by=None)


def verdict(inspection, **inputs):
    """finish_revisit with every item mended, unless `inputs` say otherwise ({about}_{field} → value)."""
    rows = {}
    for defect in notice_of(inspection).defects.all():
        key = f"{defect.pk}"
        rows[f"mended_{key}"] = inputs.pop("mended", "yes")
        for name in ("level", "note", "outcome"):
            if name in inputs:
                rows[f"{name}_{key}"] = inputs[name]
    extra = {name: value for name, value in inputs.items() if name not in ("level", "note", "outcome")}
    return perform("finish_revisit", inspection, by=inspection.inspector, **rows, **extra)


def errors_of(refusal):
    return " ".join(str(message) for messages in refusal.value.form.errors.values() for message in messages)


# --- the notice -----------------------------------------------------------------------------------------
def test_a_notice_of_day_d_is_due_on_day_d_plus_45(repairing):
    notice = notice_of(repairing)
    today = clock.day_of(notice.notified_at)
    assert notice.effective_due_on == today + timedelta(days=45)
    notice.refresh_from_db()
    assert notice.due_day == (today + timedelta(days=45)).toordinal()


def test_a_notice_names_at_least_one_defect_in_full(visited):
    for rows, says in (
        ({}, "at least one defect"),
        ({"item_1_about": "P1", "item_1_text": "ترک"}, "missing in the row"),
        ({"item_2_text": "ترک"}, "missing in the row"),
        (
            {
                f"item_{n}_{name}": value
                for n in (1, 2)
                for name, value in {"about": "P1", "class": "minor", "text": "ترک"}.items()
            },
            "stands once",
        ),
        ({"item_1_about": "X9", "item_1_class": "minor", "item_1_text": "ترک"}, ""),
    ):
        with pytest.raises(InvalidInput) as refusal:
            perform("notify_defects", visited, by=visited.inspector, **rows)
        assert says in errors_of(refusal)


def test_a_long_notice_brings_its_rows(visited):
    codes = [criterion.code for criterion in visited.application.cycle.guideline.criteria.all()[:14]]
    cast.a_defect_notice(visited, defects=[(code, "minor", "کاستی") for code in codes])
    assert notice_of(visited).defects.count() == 14


def test_the_third_notice_is_refused(visited):
    inspection = visited
    for _ in range(2):
        inspection = cast.a_finished_revisit(
            cast.an_answered_notice(cast.a_defect_notice(inspection)), mended=False
        )
    with pytest.raises(Refused, match="at most 2"):
        cast.a_defect_notice(inspection)


def test_while_a_notice_is_open_no_other_follows(repairing):
    with pytest.raises(OutOfTurn):
        cast.a_defect_notice(repairing)


# --- the answer -----------------------------------------------------------------------------------------
def test_only_the_applicant_answers(repairing):
    defect = notice_of(repairing).defects.get()
    with pytest.raises(NotPermitted):
        perform("answer_defects", repairing, by=repairing.inspector, **{f"text_{defect.pk}": "شد"})


@pytest.mark.parametrize(("after", "late"), [(timedelta(seconds=-1), False), (timedelta(), True)])
def test_an_answer_is_in_time_to_the_last_second_of_the_due_day(repairing, after, late):
    with clock.stopped_at(clock.end_of(notice_of(repairing).effective_due_on) + after):
        cast.an_answered_notice(repairing, done=False)
    assert notice_of(repairing).defects.get().answers.get().late is late


def test_an_answer_says_something(repairing):
    with pytest.raises(InvalidInput) as refusal:
        perform("answer_defects", repairing, by=repairing.application.applicant)
    assert "what was mended" in errors_of(refusal)


def test_after_done_no_answer_follows(repairing):
    cast.an_answered_notice(repairing)
    with pytest.raises(InvalidInput) as refusal:
        cast.an_answered_notice(repairing)
    assert "everything is done" in errors_of(refusal)


# --- the deadline ---------------------------------------------------------------------------------------
def test_the_clock_lapses_a_notice_when_its_last_day_is_over(repairing):
    due = notice_of(repairing).effective_due_on
    with clock.stopped_at(last_moment(due)):
        assert queries.notices_to_lapse() == []
        with pytest.raises(Refused, match="to the end of its last day"):
            perform("lapse_notice", repairing, by=None)
    with clock.stopped_at(clock.end_of(due)):
        assert queries.notices_to_lapse() == [notice_of(repairing)]
        assert perform("lapse_notice", repairing, by=None).state == "repairing"
        assert queries.notices_to_lapse() == []
        with pytest.raises(Refused, match="No deadline runs"):
            perform("lapse_notice", repairing, by=None)


def test_where_no_notice_is_open_no_revisit_can_fail(visited):
    inspector = visited.inspector
    refusal = engine.obstacle(MOVES["could_not_revisit"], visited, by=inspector)
    assert (type(refusal), str(refusal)) == (Refused, "No notice is open.")
    answered = cast.an_answered_notice(cast.a_defect_notice(visited))
    assert engine.obstacle(MOVES["could_not_revisit"], answered, by=inspector) is None


def test_a_notice_that_is_done_does_not_lapse(repairing):
    cast.an_answered_notice(repairing)
    with pytest.raises(Refused, match="No deadline runs"):
        lapsed(repairing)


def test_an_extension_is_a_row_and_moves_the_due_day(repairing):
    due = notice_of(repairing).effective_due_on
    extended(extended(repairing, 10), 5)
    notice = notice_of(repairing)
    assert notice.effective_due_on == due + timedelta(days=15)
    assert [row.days for row in notice.extensions.order_by("pk")] == [10, 5]
    assert notice.extensions.first().confirmed_by == cast.a_director()


def test_one_person_alone_extends_nothing(repairing):
    with pytest.raises(NotPermitted):
        perform("extend", repairing, by=cast.an_hq_expert(), days="5", reason="سیل")


def test_an_extension_clears_a_lapsed_notice(repairing):
    due = notice_of(repairing).effective_due_on
    repairing = lapsed(repairing)
    with clock.stopped_at(clock.end_of(due)):
        repairing = extended(repairing, 7)
        assert notice_of(repairing).lapsed_at is None
        cast.an_answered_notice(repairing)
        assert not notice_of(repairing).defects.get().answers.get().late


def test_an_extension_that_is_over_already_is_none(repairing):
    with clock.stopped_at(clock.end_of(notice_of(repairing).effective_due_on + timedelta(days=3))):
        with pytest.raises(InvalidInput):
            proposals.propose("extend", repairing, by=cast.an_hq_expert(), days="3", reason="سیل")
        assert proposals.propose("extend", repairing, by=cast.an_hq_expert(), days="4", reason="سیل")


def test_reminders_are_remembered_for_each_due_day(repairing):
    notice = notice_of(repairing)
    with clock.stopped_at(last_moment(notice.effective_due_on - timedelta(days=5))):
        assert list(queries.notices_to_remind()) == [(notice, 5)]
        assert queries.remembered(notice, 5)
        assert not queries.remembered(notice, 5)
        assert list(queries.notices_to_remind()) == []
        extended(repairing, 10)
        notice = notice_of(repairing)
        assert list(queries.notices_to_remind()) == [(notice, 15)]


# --- the re-visit ---------------------------------------------------------------------------------------
def test_the_inspector_waits_for_the_answer_or_the_deadline(repairing):
    with pytest.raises(Refused, match="still has time"):
        verdict(repairing)
    with clock.stopped_at(clock.end_of(notice_of(repairing).effective_due_on)):
        repairing = perform("lapse_notice", repairing, by=None)
        assert verdict(repairing, mended="no", note="بی‌تغییر").state == "visited"


def test_an_answer_to_every_item_is_enough(visited):
    inspection = cast.a_defect_notice(visited, defects=[("P1", "minor", "ترک"), ("P3", "minor", "کجی")])
    first, second = notice_of(inspection).defects.all()
    applicant = inspection.application.applicant
    perform("answer_defects", inspection, by=applicant, **{f"text_{first.pk}": "شد"})
    inspection.refresh_from_db()
    with pytest.raises(Refused, match="still has time"):
        verdict(inspection)
    inspection = perform("answer_defects", inspection, by=applicant, **{f"text_{second.pk}": "شد"})
    assert verdict(inspection).state == "visited"


def test_only_notified_criteria_get_a_new_level(repairing):
    cast.an_answered_notice(repairing)
    repairing.refresh_from_db()
    before = {code: answer.pk for code, answer in _current(repairing).items()}
    verdict(repairing, level="4")
    after = _current(repairing)
    assert {code for code in before if after[code].pk != before[code]} == {"P1"}
    assert after["P1"].level == 4


def _current(inspection):
    from kargah.inspections.sheet import current_answers

    return current_answers(inspection)


def test_a_level_that_falls_needs_a_reason(repairing):
    repairing = cast.an_answered_notice(repairing)
    with pytest.raises(InvalidInput) as refusal:
        verdict(repairing, level="1")
    assert "falls needs a reason" in errors_of(refusal)
    verdict(repairing, level="1", note="بدتر شده است")
    assert _current(repairing)["P1"].reason == "بدتر شده است"


def test_a_condition_is_decided_again_and_counts_as_major(visited):
    inspection = cast.a_defect_notice(visited, defects=[("condition_5", "minor", "برنامهٔ فروش ندارد")])
    inspection = cast.an_answered_notice(inspection)
    with pytest.raises(InvalidInput) as refusal:
        verdict(inspection, outcome="not_met", note="هنوز نه")
    assert "mended is met" in errors_of(refusal)
    inspection = verdict(inspection, mended="no", outcome="not_met", note="هنوز نه")
    assert conditions_of(inspection.application)[4].met is False
    with pytest.raises(Refused, match="open: 1"):
        perform("confirm", inspection, by=inspection.inspector)


def test_photos_that_came_in_time_are_ground_for_a_verdict(repairing):
    repairing = cast.an_answered_notice(repairing)
    assert verdict(repairing, from_photos=True).state == "visited"


@pytest.mark.parametrize("why", ["late", "without a photo", "critical"])
def test_without_ground_there_is_no_verdict_from_photos(visited, why):
    defect_class = "critical" if why == "critical" else "major"
    inspection = cast.a_defect_notice(visited, defects=[("P1", defect_class, "ترک")])
    due = notice_of(inspection).effective_due_on
    at = clock.end_of(due) if why == "late" else last_moment(due)
    with clock.stopped_at(at):
        inspection = cast.an_answered_notice(inspection, photos=why != "without a photo")
        with pytest.raises(InvalidInput) as refusal:
            verdict(inspection, from_photos=True)
        assert "from_photos" in refusal.value.form.errors
        assert verdict(inspection).state == "visited", "on site the inspector judges what is seen"


def test_the_second_failed_revisit_is_a_verdict(repairing):
    inspection = cast.an_answered_notice(repairing)
    for state in ("repairing", "visited"):
        inspection = perform(
            "could_not_revisit", inspection, by=inspection.inspector, reason="کسی نبود", photo=cast.a_photo()
        )
        assert inspection.state == state
    assert inspection.notices.get().judged_at is not None
    assert inspection.notices.get().defects.get().verdict.mended is False


# --- the end --------------------------------------------------------------------------------------------
def test_a_minor_defect_does_not_stand_against_the_confirmation(visited):
    inspection = cast.a_defect_notice(visited, defects=[("P1", "minor", "لکه")])
    inspection = cast.a_finished_revisit(cast.an_answered_notice(inspection), mended=False)
    assert perform("confirm", inspection, by=inspection.inspector).state == "confirmed"


@pytest.mark.parametrize("defect_class", ["critical", "major"])
def test_a_grave_defect_stands_against_it_until_it_is_mended(visited, defect_class):
    defects = [("P1", defect_class, "ترک")]
    inspection = cast.a_defect_notice(visited, defects=defects)
    inspection = cast.a_finished_revisit(cast.an_answered_notice(inspection), mended=False)
    with pytest.raises(Refused, match="open: 1"):
        perform("confirm", inspection, by=inspection.inspector)
    with pytest.raises(Refused, match="A notice is left"):
        perform("close_as_found", inspection, by=inspection.inspector)
    inspection = cast.a_defect_notice(inspection, defects=defects)
    inspection = cast.a_finished_revisit(cast.an_answered_notice(inspection), mended=True)
    with pytest.raises(Refused, match="confirm it"):
        perform("close_as_found", inspection, by=inspection.inspector)
    assert perform("confirm", inspection, by=inspection.inspector).state == "confirmed"


def test_an_item_left_out_of_the_second_notice_stays_open(visited):
    inspection = cast.a_defect_notice(visited, defects=[("P1", "major", "ترک"), ("P3", "major", "کجی")])
    inspection = cast.a_finished_revisit(cast.an_answered_notice(inspection), mended=False)
    inspection = cast.a_defect_notice(inspection, defects=[("P1", "major", "ترک")])
    inspection = cast.a_finished_revisit(cast.an_answered_notice(inspection), mended=True)
    assert [defect.about for defect in mending.open_defects(inspection)] == ["P3"]
    assert perform("close_as_found", inspection, by=inspection.inspector).state == "closed_as_found"


def test_who_gives_the_mending_up_in_writing_is_closed_after_the_first_notice(repairing):
    applicant = repairing.application.applicant
    with pytest.raises(Refused, match="in words"):
        edits.give_up_repair(repairing, applicant, "  ")
    inspection = edits.give_up_repair(repairing, applicant, "توان مالی ندارم")
    inspection = verdict(inspection, mended="no")
    with pytest.raises(Refused, match="will not mend"):
        cast.a_defect_notice(inspection)
    assert perform("close_as_found", inspection, by=inspection.inspector).state == "closed_as_found"


def test_nothing_is_given_up_before_a_defect_was_notified(visited):
    with pytest.raises(OutOfTurn):
        edits.give_up_repair(visited, visited.application.applicant, "نمی‌خواهم")
    with pytest.raises(NotPermitted):
        edits.give_up_repair(visited, visited.inspector, "نمی‌خواهم")


def test_an_open_knock_out_without_a_notice_is_confirmed_and_said_by_the_score(case):
    criteria = case.cycle.guideline.criteria.exclude(knockout_level=None)
    code = criteria.order_by("position").first().code
    inspection = cast.a_confirmed_inspection(case, levels={code: 0})
    assert [knockout.code for knockout in queries.score_of(inspection).open_knockouts] == [code]


def test_a_withdrawn_case_cancels_its_inspection_without_a_score(repairing):
    perform("withdraw", repairing.application, by=repairing.application.applicant)
    inspection = Inspection.objects.get(pk=repairing.pk)
    assert (inspection.state, inspection.total) == ("cancelled", None)
    assert inspection.ended_at is not None
