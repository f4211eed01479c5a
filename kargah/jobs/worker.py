"""Do what was asked for: claim, run, finish; and again after a worker's death.

A claim is one statement, so any number of workers may run.  A lease number grows with each claim: a worker
that slept too long finds that its number is no longer the row's, and cannot finish or go on.
"""

import contextvars
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import close_old_connections, connection, transaction

from kargah import clock
from kargah.crashpoints import crashpoint
from kargah.jobs import queue
from kargah.jobs.models import LEASE, TRIES, Job, LeaseLost, Schedule
from kargah.jobs.queue import Rhythm

log = logging.getLogger(__name__)
PAUSE = timedelta(seconds=30)  # before the second try; four times as long before each further one
CLAIM = """
    UPDATE jobs_job
       SET state = 'running', lease_no = lease_no + 1, attempts = attempts + 1, note = '', lease_until = %s
     WHERE id = (SELECT id FROM jobs_job
                  WHERE (state IN ('waiting', 'failed') AND run_after <= %s)
                     OR (state = 'running' AND lease_until < %s)
                  ORDER BY run_after, id LIMIT 1 {lock})
    RETURNING id
"""


def claim() -> Job | None:
    """Take the job that waits longest, or None when none is ready."""
    now = clock.now()
    waits = Job.objects.filter(state__in=[Job.State.WAITING, Job.State.FAILED], run_after__lte=now)
    dead = Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=now)
    if not (waits.exists() or dead.exists()):  # asking costs no lock, claiming does on SQLite
        return None
    dead.filter(attempts__gte=TRIES).update(
        state=Job.State.PARKED, lease_until=None, note="its worker died each time", finished_at=now
    )
    lock = "FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    instant, until = (connection.ops.adapt_datetimefield_value(at) for at in (now, now + LEASE))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CLAIM.format(lock=lock), [until, instant, instant])
        row = cursor.fetchone()
    crashpoint("worker.claimed")
    return Job.objects.get(pk=row[0]) if row else None


def run(job: Job) -> None:
    """Do a claimed job and write down how it ended. What its function raises is noted, not raised."""
    try:
        function = queue.function_of(job.name)
        with _heartbeat(job):
            function(job, **job.args)
        crashpoint("worker.worked")
        job.held(state=Job.State.DONE, lease_until=None, finished_at=clock.now())
        crashpoint("worker.finished")
    except LeaseLost as lost:
        log.warning("job taken over by another worker: %s", lost)
    except Exception as error:
        log.exception("job %s %s failed at try %s", job.name, job.pk, job.attempts)
        _failed(job, error)


def run_next() -> bool:
    """Claim one job and do it. False when none is ready."""
    job = claim()
    if job is None:
        return False
    run(job)
    return True


def drain() -> int:
    """Do all that is ready now, and what the calendar asks for; the number of jobs done or tried."""
    enqueue_due()
    count = 0
    while run_next():
        count += 1
    return count


def work(stop: threading.Event, idle: float = 5.0) -> None:
    """Work until `stop` is set; look again after `idle` seconds, or at once when this process enqueues."""
    queue.discover()
    while not stop.is_set():
        queue.woken.clear()
        try:
            close_old_connections()
            enqueue_due()
            while not stop.is_set() and run_next():
                pass
        except Exception:  # the database is away: the loop outlives it
            log.exception("worker")
            connection.close()
        queue.woken.wait(idle)
    connection.close()


# --- the calendar -----------------------------------------------------------------------------------------
def enqueue_due() -> list[Job]:
    """Enqueue what the calendar asks for by now; each time is enqueued once, whichever worker sees it first."""
    queue.discover()
    now, asked = clock.now(), []
    rows = {row.name: row for row in Schedule.objects.filter(name__in=queue.CALENDAR)}
    for name, rhythm in queue.CALENDAR.items():
        if name not in rows:
            Schedule.objects.bulk_create(
                [Schedule(name=name, next_at=latest(rhythm, now))], ignore_conflicts=True
            )
            rows[name] = Schedule.objects.get(name=name)
        due = rows[name].next_at
        if due > now:
            continue
        with transaction.atomic():
            mine = Schedule.objects.filter(name=name, next_at=due).update(next_at=following(rhythm, now))
            crashpoint("worker.calendar_moved")
            if mine:
                asked.append(queue.enqueue(name, key=f"{name} {due.isoformat()}"))
    return asked


def latest(rhythm: Rhythm, now: datetime) -> datetime:
    """The last time of this rhythm that is not after `now`."""
    if rhythm.seconds:
        beat = int(now.timestamp()) // rhythm.seconds * rhythm.seconds
        return datetime.fromtimestamp(beat, now.tzinfo)
    start = now.astimezone(clock.TEHRAN).replace(hour=rhythm.hour or 0, minute=0, second=0, microsecond=0)
    return (start if start <= now else start - timedelta(days=1)).astimezone(now.tzinfo)


def following(rhythm: Rhythm, now: datetime) -> datetime:
    """The first time of this rhythm after `now`."""
    if rhythm.seconds:
        return latest(rhythm, now) + timedelta(seconds=rhythm.seconds)
    day_later = latest(rhythm, now).astimezone(clock.TEHRAN) + timedelta(
        days=1
    )  # same hour of the wall clock
    return day_later.astimezone(now.tzinfo)


# --- a failing job, a long one ----------------------------------------------------------------------------
def _failed(job: Job, error: Exception) -> None:
    now, parked = clock.now(), job.attempts >= TRIES
    changes = {"state": Job.State.PARKED, "finished_at": now} if parked else {"state": Job.State.FAILED}
    changes |= {
        "lease_until": None,
        "run_after": now + PAUSE * 4 ** (job.attempts - 1),
        "note": f"{type(error).__name__}: {error}"[:300],
    }
    try:
        job.held(**changes)
    except LeaseLost as lost:
        log.warning("job taken over by another worker: %s", lost)
    if parked:
        log.error("job %s %s is parked after %s tries", job.name, job.pk, job.attempts)


@contextmanager
def _heartbeat(job: Job) -> Iterator[None]:
    """Extend the lease from a thread while the function runs, so that only a dead worker loses it."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(LEASE.total_seconds() / 4):
            try:
                Job.objects.filter(pk=job.pk, lease_no=job.lease_no, state=Job.State.RUNNING).update(
                    lease_until=clock.now() + LEASE
                )
            except Exception:  # the next beat tries again; without any the lease runs out, as it should
                log.exception("heartbeat of job %s", job.pk)
            finally:
                connection.close()

    thread = threading.Thread(
        target=contextvars.copy_context().run, args=(beat,), daemon=True, name="heartbeat"
    )
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
