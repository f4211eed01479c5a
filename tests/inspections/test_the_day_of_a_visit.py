"""The applicant confirms the planned day of a visit or asks for another one, and is answered."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kargah import clock
from kargah.inspections import edits
from kargah.inspections.models import VisitReply
from kargah.notifications.models import Letter
from kargah.refusal import NotPermitted, OutOfTurn, Refused
from tests import cast

pytestmark = pytest.mark.django_db


def in_days(number):
    return clock.today() + timedelta(days=number)


@pytest.fixture
def planned():
    return cast.an_assigned_inspection(visit_on=in_days(5))


def test_a_day_is_confirmed_once_however_often_it_is_said(planned):
    owner = planned.application.applicant

    first, second = edits.confirm_day(planned, owner), edits.confirm_day(planned, owner)

    assert first == second and first.visit_on == in_days(5)


def test_a_day_that_was_not_planned_cannot_be_confirmed():
    inspection = cast.an_assigned_inspection()

    with pytest.raises(OutOfTurn):
        edits.confirm_day(inspection, inspection.application.applicant)


def test_a_wish_is_told_to_inspector_and_province_and_answered_by_another_day(planned):
    edits.wish_day(planned, planned.application.applicant, in_days(7), "آن روز کوره روشن است")

    told = {letter.to for letter in Letter.objects.filter(name="day_wished")}
    edits.set_visit_day(planned, in_days(7), planned.inspector)

    assert {planned.inspector, cast.an_expert_of(planned.province)} <= told
    wish = VisitReply.objects.get()
    assert wish.answered_by == planned.inspector and wish.answer == ""


def test_a_wish_that_cannot_be_met_is_answered_with_a_reason(planned):
    edits.wish_day(planned, planned.application.applicant, None, "پنجشنبه‌ها هستم")

    edits.refuse_wish(planned, cast.an_expert_of(planned.province), "بازرس فقط همان روز در شهر است")

    assert VisitReply.objects.get().answer == "بازرس فقط همان روز در شهر است"
    assert Letter.objects.filter(name="wish_refused", to=planned.application.applicant).exists()


@pytest.mark.parametrize(("days", "words"), [(None, ""), (-1, ""), (5, "همان روز")])
def test_a_wish_names_a_day_to_come_or_says_why(planned, days, words):
    wished = None if days is None else in_days(days)

    with pytest.raises(Refused):
        edits.wish_day(planned, planned.application.applicant, wished, words)


def test_one_wish_waits_at_a_time(planned):
    owner = planned.application.applicant
    edits.wish_day(planned, owner, in_days(7), "")

    with pytest.raises(OutOfTurn):
        edits.wish_day(planned, owner, in_days(8), "")


def test_nobody_else_answers_for_the_applicant_and_only_planners_answer_them(planned):
    owner = planned.application.applicant

    with pytest.raises(NotPermitted):
        edits.confirm_day(planned, planned.inspector)
    with pytest.raises(NotPermitted):
        edits.wish_day(planned, cast.an_applicant(), in_days(7), "")
    edits.wish_day(planned, owner, in_days(7), "")
    with pytest.raises(NotPermitted):
        edits.refuse_wish(planned, owner, "نه")


def test_after_the_visit_its_day_is_no_matter_any_more():
    inspection = cast.a_finished_visit()

    with pytest.raises(OutOfTurn):
        edits.wish_day(inspection, inspection.application.applicant, in_days(3), "")


@pytest.mark.parametrize("more", [{}, {"wished_on": in_days(9), "again": True}])
def test_the_database_keeps_a_wish_from_being_empty_or_doubled(planned, more):
    again = more.pop("again", False)
    if again:
        edits.wish_day(planned, planned.application.applicant, in_days(7), "")

    with pytest.raises(IntegrityError), transaction.atomic():
        VisitReply.objects.create(inspection=planned, suits=False, by=planned.application.applicant, **more)


def test_a_day_that_is_over_cannot_be_confirmed(planned):
    clock.set_to(clock.now() + timedelta(days=6))
    try:
        with pytest.raises(OutOfTurn):
            edits.confirm_day(planned, planned.application.applicant)
    finally:
        clock.release()
