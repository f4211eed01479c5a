"""The days of a notice, as the calendar of Tehran counts them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kargah.inspections.deadlines import days_left, due_on, is_late, reminder_due, silence_is_over

DAY = date(2026, 11, 25)
days = st.integers(0, 400)


def test_forty_five_days_run_to_the_end_of_the_forty_fifth():
    due = due_on(DAY, 45)
    assert due == date(2027, 1, 9)
    assert not is_late(due, due)
    assert is_late(due, due + timedelta(days=1))


def test_extensions_add_up():
    assert due_on(DAY, 45, [10, 5]) == due_on(DAY, 60)


@pytest.mark.parametrize(
    ("left", "sent", "due"),
    [
        (16, set(), None),
        (15, set(), 15),
        (15, {15}, None),
        (14, {15}, None),
        (12, set(), 15),  # the machine stood still on the fifteenth day before
        (5, {15}, 5),
        (4, set(), 5),  # never two at once
        (1, {15, 5}, 1),
        (0, {15, 5}, 1),
        (0, {15, 5, 1}, None),
        (-1, set(), None),
    ],
)
def test_reminders_come_once_each_and_never_after_the_due_day(left, sent, due):
    assert reminder_due(DAY + timedelta(days=left), DAY, (15, 5, 1), sent) == due


@given(days, st.lists(days, max_size=4))
def test_days_left_and_late_never_disagree(length, extensions):
    due = due_on(DAY, length, extensions)
    for offset in (-1, 0, 1):
        today = due + timedelta(days=offset)
        assert is_late(due, today) == (days_left(due, today) < 0)


@given(st.sets(st.integers(0, 60), min_size=1), st.integers(0, 90))
def test_walking_day_by_day_sends_each_reminder_exactly_on_its_day(before, start):
    due, sent, when = DAY + timedelta(days=start), set(), {}
    for passed in range(start + 3):
        today = DAY + timedelta(days=passed)
        if (reminder := reminder_due(due, today, before, sent)) is not None:
            sent.add(reminder)
            when[reminder] = days_left(due, today)
    reached = {number for number in before if number <= start}
    nearest = min((number for number in before if number >= start), default=None)
    late = set() if nearest is None or nearest == start else {nearest}
    assert set(when) == reached | late
    assert all(when[number] == number for number in reached)


def test_ten_days_of_silence_are_ten_whole_days():
    assert not silence_is_over(DAY, 10, DAY + timedelta(days=10))
    assert silence_is_over(DAY, 10, DAY + timedelta(days=11))
