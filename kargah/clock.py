"""The one clock. Tests and the played demo set it; nothing else in the house asks the machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TEHRAN = ZoneInfo("Asia/Tehran")
_stopped_at: ContextVar[datetime | None] = ContextVar("stopped_at", default=None)


def now() -> datetime:
    """This instant, in UTC."""
    return _stopped_at.get() or datetime.now(UTC)


def today() -> date:
    """Today's date in Tehran, wherever the reader is."""
    return now().astimezone(TEHRAN).date()


def day_of(instant: datetime) -> date:
    """The date in Tehran on which `instant` lies."""
    return instant.astimezone(TEHRAN).date()


def end_of(day: date) -> datetime:
    """The first instant after `day` in Tehran: what began before it was in time."""
    return datetime.combine(day + timedelta(days=1), time(), TEHRAN).astimezone(UTC)


def set_to(instant: datetime) -> None:
    """Stop the clock of this thread at `instant` (aware)."""
    _stopped_at.set(instant.astimezone(UTC))


def release() -> None:
    _stopped_at.set(None)


@contextmanager
def stopped_at(instant: datetime) -> Iterator[None]:
    token = _stopped_at.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _stopped_at.reset(token)
