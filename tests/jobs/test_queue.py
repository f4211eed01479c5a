"""Work that is asked for is done: once, in its time, and again after a death."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connections, transaction

from kargah import clock
from kargah.jobs import embedded, queue, worker
from kargah.jobs.models import LEASE, TRIES, Job, LeaseLost, Schedule
from kargah.jobs.queue import enqueue, every, job

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)  # 12:00 in Tehran


@pytest.fixture(autouse=True)
def done(monkeypatch):
    """A queue of our own: `note` remembers what it was told, `break` breaks, `long` says how far it is."""
    told = []
    monkeypatch.setattr(queue, "JOBS", {})
    monkeypatch.setattr(queue, "CALENDAR", {})
    monkeypatch.setattr(queue, "discover", lambda: None)

    @job("note")
    def note(job, **args):
        told.append(args)

    @job("break")
    def break_(job):
        raise ValueError("the printer is out of paper")

    @job("long")
    def long(job, steps):
        for step in range(steps):
            job.progress(step + 1, steps, "printing")

    clock.set_to(NOON)
    yield told
    clock.release()


def later(**time):
    clock.set_to(clock.now() + timedelta(**time))


def test_what_is_enqueued_is_done_in_order(done):
    enqueue("note", text="first")
    enqueue("note", text="second")
    assert worker.drain() == 2
    assert done == [{"text": "first"}, {"text": "second"}]
    assert set(Job.objects.values_list("state", "attempts", "finished_at")) == {("done", 1, NOON)}


def test_a_job_with_a_key_is_enqueued_once(done):
    first = enqueue("note", key="letter 7", text="first")
    assert enqueue("note", key="letter 7", text="again").pk == first.pk
    worker.drain()
    assert enqueue("note", key="letter 7", text="after it is done").pk == first.pk
    assert worker.drain() == 0
    assert done == [{"text": "first"}]


def test_a_job_goes_with_the_transaction_that_asked_for_it(done):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue("note", text="never")
        1 / 0  # noqa: B018
    assert worker.drain() == 0


def test_a_name_that_nobody_does_is_refused_when_asked():
    with pytest.raises(LookupError, match="print_all"):
        enqueue("print_all")


def test_two_functions_of_one_name_are_a_mistake():
    with pytest.raises(ValueError, match="two jobs"):
        job("note")(lambda job: None)


def test_a_job_waits_for_its_hour(done):
    enqueue("note", after=NOON + timedelta(hours=1), text="later")
    assert worker.drain() == 0
    later(hours=1)
    assert worker.drain() == 1


def test_a_failing_job_is_tried_five_times_with_growing_pauses_and_parked(done):
    broken = enqueue("break")
    pauses = []
    for _ in range(TRIES - 1):
        assert worker.drain() == 1
        broken.refresh_from_db()
        assert broken.state == "failed"
        pauses.append(int((broken.run_after - clock.now()).total_seconds()))
        assert worker.drain() == 0
        clock.set_to(broken.run_after)
    worker.drain()
    broken.refresh_from_db()
    assert pauses == [30, 120, 480, 1920]
    assert (broken.state, broken.attempts) == ("parked", 5)
    assert broken.note == "ValueError: the printer is out of paper"
    later(days=30)
    assert worker.drain() == 0


def test_others_go_on_beside_a_broken_job(done):
    enqueue("break")
    enqueue("note", text="good")
    assert worker.drain() == 2
    assert done == [{"text": "good"}]


def test_the_job_of_a_dead_worker_is_done_after_its_lease(done):
    enqueue("note", text="first")
    dead = worker.claim()
    assert dead.state == "running"
    assert worker.claim() is None
    later(seconds=LEASE.total_seconds() + 1)
    assert worker.drain() == 1
    assert done == [{"text": "first"}]
    dead.refresh_from_db()
    assert (dead.state, dead.attempts, dead.lease_no) == ("done", 2, 2)


def test_a_job_that_kills_its_workers_is_parked(done):
    enqueue("note", text="deadly")
    for _ in range(TRIES):
        assert worker.claim()
        later(seconds=LEASE.total_seconds() + 1)
    assert worker.claim() is None
    assert Job.objects.get().state == "parked"


def test_a_worker_that_slept_too_long_can_neither_go_on_nor_finish(done):
    enqueue("long", steps=2)
    asleep = worker.claim()
    later(seconds=LEASE.total_seconds() + 1)
    awake = worker.claim()
    with pytest.raises(LeaseLost):
        asleep.progress(2, 2)
    worker.run(asleep)
    assert Job.objects.get().state == "running"
    worker.run(awake)
    found = Job.objects.get()
    assert (found.state, found.progress_done, found.progress_total, found.note) == ("done", 2, 2, "printing")


def test_progress_keeps_the_lease(done):
    enqueue("long", steps=1)
    slow = worker.claim()
    for step in range(4):
        later(seconds=LEASE.total_seconds() - 1)
        slow.progress(step, 4)
    assert worker.claim() is None


def test_the_heartbeat_keeps_the_lease_of_a_long_job(done, monkeypatch):
    beats = threading.Event()

    class Beating:
        def filter(self, **_):
            return self

        def update(self, **changes):
            assert changes["lease_until"] > clock.now()
            beats.set()

    @job("very long")
    def very_long(job):
        monkeypatch.setattr(worker, "Job", type("Job", (), {"objects": Beating(), "State": Job.State}))
        assert beats.wait(5)

    enqueue("very long")
    claimed = worker.claim()
    monkeypatch.setattr(worker, "LEASE", timedelta(seconds=0.04))
    worker.run(claimed)
    assert Job.objects.get().state == "done"


def test_the_daily_job_is_enqueued_once_a_day_from_its_hour_on(done):
    every("note", hour=13)
    Schedule.objects.create(name="note", next_at=NOON + timedelta(hours=1))
    assert worker.drain() == 0
    later(hours=1)
    assert worker.drain() == 1
    assert worker.drain() == 0
    later(hours=23, minutes=59)
    assert worker.drain() == 0
    later(minutes=1)
    assert worker.drain() == 1
    later(days=3)  # the machine was off: made up once
    assert worker.drain() == 1
    assert Schedule.objects.get().next_at == NOON + timedelta(days=5, hours=1)


def test_a_new_daily_job_is_done_at_the_first_start(done):
    every("note", hour=1)
    assert worker.drain() == 1
    assert Schedule.objects.get().next_at == datetime(2026, 6, 1, 21, 30, tzinfo=UTC)


def test_two_workers_see_the_calendar_and_one_enqueues(done, monkeypatch):
    every("note", seconds=60)
    assert len(worker.enqueue_due()) == 1
    Schedule.objects.update(next_at=NOON)  # what the second worker read before the first one moved it
    worker.enqueue_due()
    assert Job.objects.count() == 1


def test_a_rhythm_is_seconds_or_an_hour():
    with pytest.raises(ValueError, match="seconds or an hour"):
        every("note", seconds=60, hour=3)


def test_the_command_does_what_is_ready_and_ends(done, capsys):
    enqueue("note", text="first")
    call_command("worker", "--once")
    assert capsys.readouterr().out == "jobs done: 1\n"


def test_the_loop_works_until_it_is_told_to_stop(done, monkeypatch):
    stop = threading.Event()
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(connections["default"], "close", lambda: None)

    @job("stop")
    def stop_(job):
        stop.set()

    enqueue("note", text="first")
    enqueue("stop")
    worker.work(stop, idle=0)
    assert done == [{"text": "first"}]


def test_the_web_process_has_one_worker_and_only_when_asked(settings, monkeypatch):
    monkeypatch.setattr(embedded, "_started", threading.Lock())
    monkeypatch.setattr(worker, "work", lambda stop: None)
    settings.EMBEDDED_WORKER = False
    assert embedded.start() is None
    settings.EMBEDDED_WORKER = True
    assert embedded.start() is not None
    assert embedded.start() is None


KILLED = """
import os, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "kargah.config.settings_test"
django.setup()
from django.conf import settings
from django.db import connection
from kargah.jobs import queue, worker
from kargah.jobs.models import Job, Schedule

settings.CRASH_POINTS = True
connection.settings_dict["NAME"] = sys.argv[1]
queue.discover = lambda: None

@queue.job("mark")
def mark(job):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO mark VALUES (1)")

with connection.schema_editor() as editor:
    editor.create_model(Job)
    editor.create_model(Schedule)
    editor.execute("CREATE TABLE mark (id integer)")
queue.enqueue("mark")
worker.drain()
"""


@pytest.mark.slow
@pytest.mark.sqlite  # the killed process has a SQLite file of its own
@pytest.mark.parametrize(
    ("point", "state", "marks"),
    [("worker.claimed", "running", 0), ("worker.worked", "running", 1), ("worker.finished", "done", 1)],
)
def test_a_killed_worker_leaves_a_job_that_another_can_take(tmp_path, point, state, marks):
    file, record = tmp_path / "killed.sqlite3", tmp_path / "points"
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(file)],
        env={**os.environ, "KARGAH_CRASH_AT": f"{point}:1", "KARGAH_CRASH_RECORD": str(record)},
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    assert record.read_text().split()[-1] == point
    found = sqlite3.connect(file)
    assert found.execute("SELECT state FROM jobs_job").fetchall() == [(state,)]
    assert found.execute("SELECT count(*) FROM mark").fetchone() == (marks,)
