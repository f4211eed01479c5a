"""The sheet of a visit: answers, photos, decisions, and when the visit may be finished."""

import uuid
from datetime import timedelta

import pytest

from kargah import clock
from kargah.applications.conditions import conditions_of
from kargah.inspections import edits, queries
from kargah.inspections.models import HeldPacket
from kargah.journal import book
from kargah.notifications.models import Letter
from kargah.process.engine import perform
from kargah.refusal import NotPermitted, OutOfTurn, Refused
from tests import cast


def answer(inspection, **answers):
    return edits.save_answers(inspection, inspection.inspector, answers)


def given_to_another(inspection):
    nomination = cast.an_accepted_nomination(
        inspection.application.share, inspector=cast.an_inspector_of(inspection.province, "second")
    )
    expert = cast.an_expert_of(inspection.province)
    moved = perform("reassign", inspection, by=expert, nomination=nomination.public_id, reason="بیماری")
    return perform("declare_no_conflict", moved, by=moved.inspector)


def test_an_answer_is_revised_and_the_old_one_stays(inspection):
    assert answer(inspection, P1={"level": 2}).revised == ["P1"]
    assert answer(inspection, P1={"level": 3, "note": "بهتر از آنچه پنداشتم"}).revised == ["P1"]
    rows = list(inspection.answers.filter(criterion__code="P1").order_by("revision"))
    assert [(row.revision, row.level, row.current) for row in rows] == [(1, 2, False), (2, 3, True)]


def test_the_same_answer_makes_no_revision_and_no_entry(inspection):
    answer(inspection, P1={"level": 2})
    entries = book.about(inspection).count()
    assert answer(inspection, P1={"level": 2}).revised == []
    assert inspection.answers.count() == 1
    assert book.about(inspection).count() == entries


def test_an_answer_sent_twice_by_the_device_is_the_same_answer(inspection):
    mark = str(uuid.uuid4())
    answer(inspection, P1={"level": 2, "client_id": mark})
    answer(inspection, P1={"level": 3})
    assert answer(inspection, P1={"level": 2, "client_id": mark}).revised == []
    assert inspection.answers.get(current=True).level == 3


def test_a_mark_of_the_device_belongs_to_one_answer(inspection):
    mark = str(uuid.uuid4())
    answer(inspection, P1={"level": 2, "client_id": mark})
    with pytest.raises(Refused, match="P3: this answer was sent for another place"):
        answer(inspection, P3={"level": 2, "client_id": mark})


@pytest.mark.parametrize(
    ("code", "given", "says"),
    [
        ("P1", {"level": 5}, "does not offer"),
        ("P1", {"level": -1}, "does not offer"),
        ("P1", {"level": True}, "does not offer"),
        ("P1", {"level": "3"}, "does not offer"),
        ("P1", {}, "give a level"),
        ("P1", {"level": 2, "not_applicable": True, "reason": "هر دو"}, "give a level"),
        ("P1", {"not_applicable": True, "reason": "ندارد"}, "can't be left out"),
        ("P2", {"not_applicable": True}, "say why"),
        ("X9", {"level": 2}, "no criterion X9"),
        ("P1", {"level": 2, "client_id": "دستگاه"}, "can't be read"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_saved(inspection, code, given, says):
    with pytest.raises(Refused, match=says) as refusal:
        answer(inspection, P3={"level": 2}, **{code: given})
    assert refusal.value.field == code
    assert not inspection.answers.exists()


def test_not_applicable_needs_a_reason_and_is_no_level(inspection):
    answer(inspection, P2={"not_applicable": True, "reason": "رشته بی‌رنگ است"})
    row = inspection.answers.get()
    assert (row.level, row.not_applicable, row.reason) == (None, True, "رشته بی‌رنگ است")


def test_before_the_declaration_nothing_is_answered(case):
    inspection = cast.an_assigned_inspection(case, declared=False)
    with pytest.raises(Refused, match="First declare"):
        answer(inspection, P1={"level": 2})


def test_only_the_assigned_inspector_answers(inspection):
    for person in (
        cast.an_expert_of(inspection.province),
        cast.an_inspector_of(inspection.province, "stranger"),
    ):
        with pytest.raises(NotPermitted):
            edits.save_answers(inspection, person, {"P1": {"level": 2}})


def test_a_finished_visit_takes_no_answers(visited):
    with pytest.raises(OutOfTurn):
        answer(visited, P1={"level": 2})
    with pytest.raises(OutOfTurn):
        edits.decide_condition(visited, 4, "met", "", visited.inspector)


def test_a_visit_is_finished_only_with_every_answer(inspection):
    cast.fill_form(inspection)
    assert queries.missing_for_finish(inspection) == []
    bare = cast.an_assigned_inspection(
        cast.a_selected_case(inspection.application.cycle), inspector=inspection.inspector
    )
    answer(bare, P1={"level": 0})
    with pytest.raises(Refused, match="not answered: P2"):
        perform("finish_visit", bare, by=bare.inspector)


def test_a_photo_is_missing_where_the_criterion_asks_for_one(inspection):
    cast.fill_form(inspection)
    photo = inspection.photos.filter(criterion__code="P1").get()
    edits.remove_photo(photo, inspection.inspector)
    assert "P1" in " ".join(queries.missing_for_finish(inspection))
    with pytest.raises(Refused, match="need a photo: P1"):
        perform("finish_visit", inspection, by=inspection.inspector)
    assert photo in inspection.photos.all()


def test_what_does_not_apply_needs_no_photo(inspection):
    cast.fill_form(inspection, levels={"P2": "na"})
    edits.remove_photo(inspection.photos.get(criterion__code="P2"), inspection.inspector)
    assert not any("P2" in sentence for sentence in queries.missing_for_finish(inspection))


def test_the_guidelines_number_of_photos_is_needed(inspection):
    cast.fill_form(inspection, photos=False)
    for _ in range(11):
        edits.add_photo(inspection, inspection.inspector, None, cast.a_stored_photo())
    assert any("11 photos" in sentence for sentence in queries.missing_for_finish(inspection))
    edits.add_photo(inspection, inspection.inspector, None, cast.a_stored_photo())
    assert not any("photos; at least" in sentence for sentence in queries.missing_for_finish(inspection))


def test_the_same_photo_at_the_same_place_is_one(inspection):
    picture = cast.a_stored_photo()
    first = edits.add_photo(inspection, inspection.inspector, "P1", picture)
    assert edits.add_photo(inspection, inspection.inspector, "P1", picture) == first
    edits.add_photo(inspection, inspection.inspector, None, picture)
    assert inspection.photos.count() == 2


def test_conditions_three_to_five_are_decided_before_the_end(inspection):
    cast.fill_form(inspection, decided=(3, 5))
    with pytest.raises(Refused, match="not decided: 4"):
        perform("finish_visit", inspection, by=inspection.inspector)


def test_a_condition_that_is_not_met_needs_words(inspection):
    with pytest.raises(Refused, match="Say why"):
        edits.decide_condition(inspection, 5, "not_met", " ", inspection.inspector)
    with pytest.raises(Refused, match="3, 4 and 5"):
        edits.decide_condition(inspection, 2, "met", "", inspection.inspector)
    edits.decide_condition(inspection, 5, "not_met", "سفارش نمی‌پذیرد", inspection.inspector)
    fifth = conditions_of(inspection.application)[4]
    assert (fifth.met, fifth.why) == (False, "سفارش نمی‌پذیرد")


def test_the_five_conditions_say_what_is_met(inspection):
    case = inspection.application
    assert [condition.met for condition in conditions_of(case)] == [None, True, None, None, None]
    cast.fill_form(inspection, outcomes={3: "not_met"})
    assert [condition.met for condition in conditions_of(case, 60000)] == [True, True, False, True, True]
    assert conditions_of(case, 59999)[0].met is False


def test_work_of_somebody_who_had_it_before_is_held_and_adopted(inspection):
    before = inspection.inspector
    inspection = given_to_another(inspection)
    saved = edits.save_answers(inspection, before, {"P1": {"level": 4}})
    edits.add_photo(inspection, before, "P1", cast.a_stored_photo())
    assert saved.held and saved.revised == []
    assert not inspection.answers.exists() and not inspection.photos.exists()
    packet = perform("adopt", saved.held, by=cast.an_expert_of(inspection.province))
    assert packet.state == "applied"
    assert (inspection.answers.get().level, inspection.answers.get().by) == (4, before)
    assert inspection.photos.get().by == before


def test_held_work_sent_again_is_held_once(inspection):
    before = inspection.inspector
    inspection = given_to_another(inspection)
    first = edits.save_answers(inspection, before, {"P1": {"level": 4}, "P3": {"level": 1}}).held
    assert edits.save_answers(inspection, before, {"P3": {"level": 1}, "P1": {"level": 4}}).held == first
    assert HeldPacket.objects.count() == 1


def test_held_work_is_set_aside_with_a_reason_and_stays(inspection):
    before = inspection.inspector
    inspection = given_to_another(inspection)
    held = edits.save_answers(inspection, before, {"P1": {"level": 4}}).held
    kept = perform("set_aside", held, by=cast.an_expert_of(inspection.province), reason="بازدید دوباره شد")
    assert (kept.state, kept.decision_reason) == ("kept", "بازدید دوباره شد")
    assert kept.answers["P1"]["level"] == 4


def test_a_finished_visit_adopts_nothing(inspection):
    before = inspection.inspector
    inspection = given_to_another(inspection)
    held = edits.save_answers(inspection, before, {"P1": {"level": 4}}).held
    cast.a_finished_visit(inspection=inspection)
    with pytest.raises(Refused, match="only be set aside"):
        perform("adopt", held, by=cast.an_expert_of(inspection.province))


def test_the_day_of_the_visit_is_planned_and_told(inspection):
    day = clock.today() + timedelta(days=4)
    edits.set_visit_day(inspection, day, inspection.inspector)
    inspection.refresh_from_db()
    assert inspection.visit_on == day
    assert Letter.objects.filter(name="visit_coming", to=inspection.application.applicant).exists()
    with pytest.raises(Refused, match="over already"):
        edits.set_visit_day(inspection, clock.today() - timedelta(days=1), inspection.inspector)
    with pytest.raises(Refused, match="does not hold"):
        edits.set_visit_day(inspection, clock.today() + timedelta(days=366), inspection.inspector)
    with pytest.raises(NotPermitted):
        edits.set_visit_day(inspection, day, inspection.application.applicant)
