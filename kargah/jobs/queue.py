"""Ask for work. `@job("name")` names a function, `enqueue("name", …)` asks for it, `every` puts it on the calendar.

Functions stand in an app's `batches.py`, `post.py`, `clock.py` or `background.py`; those rooms are searched
when a name is first asked for.  A function receives the job and its arguments as keywords and may run more
than once: its effect carries `job.progress(…)` in the same transaction, or finds by itself that it is done.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from kargah import rows
from kargah.jobs.models import Job

ROOMS = ("batches", "post", "clock", "background")
JOBS: dict[str, "Work"] = {}
CALENDAR: dict[str, "Rhythm"] = {}
woken = threading.Event()  # set when work was enqueued in this process: its own worker need not wait


@dataclass(frozen=True)
class Rhythm:
    """How often: every so many seconds, or each day from this hour of Tehran on."""

    seconds: int | None = None
    hour: int | None = None


Work = Callable[..., Any]


def job(name: str) -> Callable[[Work], Work]:
    """Name a function as a job."""

    def named(function: Work) -> Work:
        if JOBS.setdefault(name, function) is not function:
            raise ValueError(f"two jobs have the name {name}")
        return function

    return named


def every(name: str, *, seconds: int | None = None, hour: int | None = None) -> None:
    """Enqueue job `name` by itself: every `seconds`, or daily from `hour` (Tehran) on. Missed times are made up once."""
    if (seconds is None) == (hour is None):
        raise ValueError(f"{name}: give either seconds or an hour")
    CALENDAR[name] = Rhythm(seconds, hour)


def function_of(name: str) -> Work:
    """The function that does job `name`; LookupError when nobody does."""
    if name not in JOBS:
        discover()
    if name not in JOBS:
        raise LookupError(f"no job has the name {name}")
    return JOBS[name]


def discover() -> None:
    """Import the rooms in which apps keep their jobs."""
    autodiscover_modules(*ROOMS)


def of_key(key: str) -> Job | None:
    """The job that was enqueued under this key."""
    return Job.objects.filter(key=key).first()


def enqueue(name: str, *, key: str | None = None, after: datetime | None = None, **args: Any) -> Job:
    """Ask for job `name` inside the caller's transaction: it exists when the caller's change does.

    `args` are what JSON can hold (keys of rows, not rows).  With a `key` the job is enqueued once; asking again
    gives the first one back.  It does not start before `after` (an aware instant).
    """
    function_of(name)
    asked = Job(name=name, key=key, args=args, **({"run_after": after} if after else {}))
    if not rows.insert(asked, once=key is not None):
        asked = Job.objects.get(key=key)
    transaction.on_commit(woken.set)
    return asked
