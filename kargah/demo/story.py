"""The frame of the played story: its clock, its chance, its people, and how far it has come."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction

from kargah import clock
from kargah.demo.examples import Example
from kargah.demo.staff import Staff
from kargah.places.models import Province
from kargah.process import clock as calendar

Told = Callable[[str, int, int], None]


@dataclass
class Story:
    """`end` is the instant at which the story stops: now. Days are counted back from it."""

    end: datetime
    chance: random.Random
    staff: Staff
    examples: list[Example]
    tell: Told
    refusals: Counter[str] = field(default_factory=Counter)
    refused_cells: dict[str, list[str]] = field(default_factory=dict)

    @property
    def provinces(self) -> list[Province]:
        return [example.province for example in self.examples]

    def day(self, before: int, hour: int = 9) -> datetime:
        """The instant `before` days ago at `hour` o'clock in Tehran."""
        date = clock.day_of(self.end) - timedelta(days=before)
        return datetime.combine(date, time(hour), clock.TEHRAN)

    def go_to(self, before: int, hour: int = 9) -> None:
        """Move the clock forward, and let the calendar do what came due on the way."""
        clock.set_to(max(self.day(before, hour), clock.now()))
        with transaction.atomic():
            calendar.tick()

    def each(self, what: str, things: Iterable[Any], *, at_once: bool = True) -> Iterator[Any]:
        """Walk through `things` and tell how far. `at_once`: one transaction for a thing with all its steps."""
        things = list(things)
        for done, thing in enumerate(things, start=1):
            clock.set_to(clock.now() + timedelta(minutes=1))
            if at_once:
                with transaction.atomic():
                    yield thing
            else:
                yield thing
            self.tell(what, done, len(things))
