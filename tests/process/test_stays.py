"""How long a case stood in each box, told from the book, agrees with where the engine says it stands."""

from datetime import timedelta

import pytest

from kargah import clock
from kargah.journal import book
from kargah.process import stays
from kargah.process.engine import perform
from kargah.process.flowchart import MOVES
from kargah.process.models import Standing
from tests import cast


def test_the_last_stay_of_every_case_of_the_country_is_where_it_stands(country):
    told, kept = {}, {}
    for standing in Standing.objects.select_related("application"):
        found = stays.of(book.read(standing.application_id))
        told[standing.application_id] = found[-1].box if found else ""
        kept[standing.application_id] = standing.box

    assert len({*kept.values()}) > 14
    assert told == kept


def test_what_brings_a_case_into_a_box_is_a_move_of_the_chart():
    assert {*stays.INTO, *stays.TURNS} <= set(MOVES)


@pytest.fixture
def days_later():
    yield lambda days: clock.set_to(clock.now() + timedelta(days=days))
    clock.release()


@pytest.mark.django_db
def test_days_are_counted_in_the_box_in_which_they_were_waited(days_later):
    clock.set_to(clock.now())
    case = cast.a_registered_case()
    days_later(4)
    case = cast.selected(cast.screened_in(case))
    days_later(3)
    cast.an_assigned_inspection(case)
    days_later(2)

    found = stays.of(book.read(case))

    assert stays.days_by_box(found) == {"S3": 4, "S4": 3, "S5": 2}
    assert stays.times_by_box(found) == {"S3": 1, "S4": 1, "S5": 1}
    assert stays.box_at(found, clock.now() - timedelta(days=3)) == "S4"


@pytest.mark.django_db
def test_a_place_that_is_released_brings_the_case_back_and_counts_as_a_second_time():
    case = cast.a_selected_case()
    perform("release", case, by=cast.an_expert_of(case.province), to="waitlisted", reason="نوبت بعد")

    assert stays.times_by_box(stays.of(book.read(case))) == {"S3": 2, "S4": 1}
