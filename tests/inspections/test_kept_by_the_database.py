"""What the database refuses, though no rule was asked: raw writes against rows that a story made."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from kargah import clock
from kargah.inspections import edits, invariants, mending, sheet
from kargah.inspections.guards import GUARDS
from kargah.inspections.models import (
    Answer,
    Assignment,
    Conflict,
    Defect,
    DefectAnswer,
    DefectNotice,
    DefectVerdict,
    Extension,
    HeldPacket,
    Inspection,
    Nomination,
    NoticeReminder,
    Photo,
    VisitFailure,
)
from kargah.process import database
from kargah.process.engine import perform
from tests import cast


@contextmanager
def refused(says):
    with pytest.raises(IntegrityError, match=says), transaction.atomic():
        yield


def notice_row(inspection, turn, **columns):
    return DefectNotice.objects.create(
        application=inspection.application,
        inspection=inspection,
        turn=turn,
        notified_day=clock.today().toordinal(),
        days=45,
        notified_by=inspection.inspector,
        **columns,
    )


def test_every_guard_is_installed(db):
    assert database.missing() == []
    assert {guard.name for guard in GUARDS} <= {rule.name for rule in database.rules()}


def test_an_inspection_needs_an_accepted_nomination_of_its_inspector(case):
    named = cast.a_named_inspector(case.share)
    row = {"application": case, "province": case.province, "nomination": named, "inspector": named.inspector}
    with refused("given_to_an_accepted_inspector"):
        Inspection.objects.create(**row)
    perform("introduce", named, by=cast.a_deputy_of(case.province), letter_number="۱")
    named.refresh_from_db()
    perform("accept_inspector", named, by=cast.an_hq_expert())
    with refused("given_to_an_accepted_inspector"):
        Inspection.objects.create(**row | {"inspector": cast.an_inspector_of(name="other")})
    assert Inspection.objects.create(**row).pk


def test_neither_the_owner_nor_who_declared_a_conflict_is_put_in_charge(inspection):
    case = inspection.application
    stranger = cast.an_accepted_nomination(case.share, inspector=cast.an_inspector_of(name="stranger"))
    Conflict.objects.create(inspector=stranger.inspector, workshop=case.workshop)
    with refused("the_next_inspector_keeps_distance"):
        Inspection.objects.filter(pk=inspection.pk).update(nomination=stranger, inspector=stranger.inspector)
    with refused("given_on_to_an_accepted_inspector"):
        Inspection.objects.filter(pk=inspection.pk).update(inspector=cast.an_inspector_of(name="other"))
    with refused("the_next_inspector_keeps_distance|given_on_to_an_accepted_inspector"):
        Inspection.objects.filter(pk=inspection.pk).update(inspector=case.applicant)


def test_answers_and_photos_are_never_rewritten_and_the_sheet_closes(inspection):
    cast.fill_form(inspection)
    answer, photo = inspection.answers.first(), inspection.photos.first()
    for columns in ({"level": 0}, {"reason": "x"}, {"by": inspection.application.applicant}, {"revision": 9}):
        with refused("answer_is_frozen"):
            Answer.objects.filter(pk=answer.pk).update(**columns)
    with refused("photo_is_frozen"):
        Photo.objects.filter(pk=photo.pk).update(caption="x")
    for row in (answer, photo):
        with refused("never_deleted"):
            row.delete()
    perform("finish_visit", inspection, by=inspection.inspector)
    with refused("answer_gives_way_while"):
        Answer.objects.filter(pk=answer.pk).update(current=False)
    with refused("answer_is_given_while"):
        Answer.objects.create(
            inspection=inspection,
            criterion=answer.criterion,
            revision=2,
            current=False,
            level=4,
            by=answer.by,
        )
    with refused("photo_is_added_before"):
        Photo.objects.create(inspection=inspection, stored=photo.stored, by=photo.by)
    with refused("photo_is_removed_before"):
        Photo.objects.filter(pk=photo.pk).update(removed_at=clock.now())
    with refused("visit_is_finished_once"):
        Inspection.objects.filter(pk=inspection.pk).update(visited_at=clock.now())


def test_an_answer_that_gave_way_does_not_come_back(inspection):
    for level in (1, 2):
        edits.save_answers(inspection, inspection.inspector, {"P1": {"level": level}})
    with refused("gives_way"):
        Answer.objects.filter(inspection=inspection, revision=1).update(current=True)


def test_an_ended_inspection_keeps_its_score_and_its_people(visited):
    inspection = perform("confirm", visited, by=visited.inspector)
    rows = Inspection.objects.filter(pk=inspection.pk)
    with refused("total_changes_with_a_returned_line"):
        rows.update(total=99999)
    for columns in ({"ended_at": clock.now()}, {"repair_given_up": True}, {"visit_on": clock.today()}):
        with refused("ended_inspection_is_frozen"):
            rows.update(**columns)
    with refused("never_deleted"):
        rows._raw_delete("default")


def test_a_corrected_level_needs_a_returned_line(visited):
    inspection = perform("confirm", visited, by=visited.inspector)
    criterion = inspection.answers.get(criterion__code="P1", current=True).criterion
    with refused("gives_way"):
        content = {"level": 4, "not_applicable": False, "reason": "اشتباه", "note": "", "measured": ""}
        sheet.revise(inspection, {criterion: content}, by=inspection.inspector)


def test_a_third_notice_is_refused_by_the_database(visited):
    inspection = visited
    for _ in range(2):
        inspection = cast.a_finished_revisit(
            cast.an_answered_notice(cast.a_defect_notice(inspection)), mended=False
        )
    with refused("at_most_two_notices"):
        notice_row(inspection, 3)


def test_a_notice_comes_after_a_visit_and_after_the_verdict_before(inspection):
    with refused("a_notice_follows_the_visit"):
        notice_row(inspection, 1)
    visited = cast.a_finished_visit(inspection=inspection)
    with refused("a_notice_follows_the_one_before"):
        notice_row(visited, 2)
    notice_row(visited, 1)
    with refused("a_notice_follows_the_one_before"):
        notice_row(visited, 2)


def test_a_notice_stays_as_it_was_given(repairing):
    notices = DefectNotice.objects.filter(inspection=repairing)
    for columns in ({"days": 90}, {"notified_day": 1}, {"turn": 2}):
        with refused("defectnotice_is_frozen"):
            notices.update(**columns)
    with refused("never_deleted"):
        notices._raw_delete("default")
    with refused("judged_with_all_its_items"):
        notices.update(judged_at=clock.now())
    with refused("defect_comes_with_its_notice"):
        Defect.objects.create(notice=notices.get(), condition=4, defect_class="minor", text="بعداً")
    cast.an_answered_notice(repairing)
    with refused("done_is_said_once"):
        notices.update(done_at=None)


def test_after_the_verdict_the_notice_is_closed(repairing):
    inspection = cast.a_finished_revisit(cast.an_answered_notice(repairing), mended=False)
    notice = inspection.notices.get()
    defect, by = notice.defects.get(), inspection.inspector
    with refused("judged_notice_is_closed"):
        DefectNotice.objects.filter(pk=notice.pk).update(judged_at=None)
    with refused("answer_to_a_defect_comes_before"):
        DefectAnswer.objects.create(defect=defect, text="دیر", by=by)
    with refused("more_days_come_before"):
        Extension.objects.create(notice=notice, days=5, reason="سیل", confirmed_by=by)


def test_a_verdict_is_given_at_a_revisit(repairing):
    inspection = cast.a_finished_revisit(cast.an_answered_notice(repairing), mended=False)
    with refused("verdict_comes_with_a_revisit"):
        DefectVerdict.objects.create(
            defect=inspection.notices.get().defects.get(), mended=True, by=inspection.inspector
        )


@pytest.mark.parametrize("how", ["update", "delete"])
def test_what_was_written_once_stays(repairing, how):
    inspection = cast.an_answered_notice(repairing)
    picture = cast.a_stored_photo()
    notice = mending.open_notice(inspection)
    Extension.objects.create(notice=notice, days=1, reason="x", confirmed_by=inspection.inspector)
    NoticeReminder.objects.create(notice=notice, due_on=clock.today(), days_before=5)
    VisitFailure.objects.create(
        inspection=inspection, of_revisit=True, reason="x", photo=picture, by=inspection.inspector
    )
    Conflict.objects.create(inspector=inspection.inspector, workshop=inspection.application.workshop)
    columns = {
        Assignment: {"reason": "y"},
        Conflict: {"note": "y"},
        Defect: {"text": "y"},
        DefectAnswer: {"late": True},
        Extension: {"days": 9},
        NoticeReminder: {"days_before": 9},
        VisitFailure: {"reason": "y"},
    }
    for model, change in columns.items():
        rows = model.objects.all()
        assert rows.exists()
        with refused(f"{model._meta.db_table}_is_never"), connection.cursor() as cursor:
            if how == "update":
                rows.update(**change)
            else:
                cursor.execute(f"DELETE FROM {model._meta.db_table}")


def test_a_nomination_and_held_work_stay_as_they_came(inspection):
    with refused("nomination_is_frozen"):
        Nomination.objects.update(ends_on=clock.today())
    packet = HeldPacket.objects.create(
        inspection=inspection,
        province=inspection.province,
        inspector=inspection.inspector,
        answers={"P1": {"level": 1}},
    )
    with refused("heldpacket_is_frozen"):
        HeldPacket.objects.filter(pk=packet.pk).update(answers={})


def test_the_invariants_hold_over_a_whole_story(visited):
    notified = cast.a_defect_notice(visited)
    cast.a_confirmed_inspection(cast.a_selected_case(visited.application.cycle))
    assert {name: check() for name, check in invariants.CHECKS.items() if check()} == {}
    inspection = cast.a_finished_revisit(cast.an_answered_notice(notified), mended=True)
    perform("confirm", inspection, by=inspection.inspector)
    assert {name: check() for name, check in invariants.CHECKS.items() if check()} == {}


def test_the_invariants_name_what_was_bent(visited):
    inspection = perform("confirm", visited, by=visited.inspector)
    database.lay_off()
    try:
        Inspection.objects.filter(pk=inspection.pk).update(total=1)
        Answer.objects.filter(inspection=inspection, criterion__code="P1").update(current=False)
        found = {name for name, check in invariants.CHECKS.items() if check()}
    finally:
        database.install()
    assert found == {
        "an_ended_inspection_has_the_total_of_its_answers",
        "the_current_answer_is_the_last_revision",
    }
