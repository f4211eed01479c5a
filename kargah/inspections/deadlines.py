"""The days of a defect notice. Whole days of the Tehran calendar; nothing but values."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta


def due_on(notified_on: date, days: int, extensions: Iterable[int] = ()) -> date:
    """The last day in time: `days` after the day of the notice, the days of each extension added."""
    return notified_on + timedelta(days=days + sum(extensions))


def days_left(due: date, today: date) -> int:
    """Days until the due day: 0 on it, less than nothing after it."""
    return (due - today).days


def is_late(due: date, today: date) -> bool:
    """The due day itself is in time, to its end."""
    return today > due


def reminder_due(due: date, today: date, days_before: Iterable[int], sent: Collection[int]) -> int | None:
    """Which reminder is to be sent today: the nearest that is reached and was not sent; None when there is none.

    One that was missed (the machine stood still) is sent late, but never together with a nearer one.
    """
    left = days_left(due, today)
    reached = [days for days in days_before if 0 <= left <= days]
    nearest = min(reached, default=None)
    return None if nearest is None or nearest in sent else nearest


def silence_is_over(introduced_on: date, days: int, today: date) -> bool:
    """Headquarters has `days` whole days after the introduction to refuse; then silence accepts."""
    return today > introduced_on + timedelta(days=days)
