"""Two workers at one queue: on PostgreSQL in fixed interleavings, on SQLite as threads at one file."""

import sqlite3
import threading
from collections import Counter
from contextlib import closing

import pytest
from django.db import connection

from kargah.jobs.worker import CLAIM

TABLE = """CREATE TABLE jobs_job (id integer PRIMARY KEY, state varchar(10), lease_no integer, attempts integer,
           note varchar(9), lease_until varchar(30), run_after varchar(30))"""
JOB = "INSERT INTO jobs_job VALUES ({}, 'waiting', 0, 0, '', NULL, '2026-01-01')"
HOURS = ("2026-01-02 00:02", "2026-01-02 00:00", "2026-01-02 00:00")


def test_threads_at_one_file_take_each_job_once(tmp_path):
    file, taken = tmp_path / "queue.sqlite3", Counter()
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute(TABLE)
        for number in range(60):
            db.execute(JOB.format(number))

    def work():
        claim = CLAIM.format(lock="").replace("%s", "?")
        with closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as db:
            while row := db.execute(claim, HOURS).fetchone():
                taken[row[0]] += 1

    workers = [threading.Thread(target=work) for _ in range(4)]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join()
    assert taken == Counter(range(60))


@pytest.mark.django_db
@pytest.mark.postgres  # SKIP LOCKED is PostgreSQL's
def test_a_second_worker_takes_the_next_job_without_waiting():
    psycopg = pytest.importorskip("psycopg")
    names = connection.get_connection_params()
    access = {name: names[name] for name in ("dbname", "user", "password", "host", "port") if names.get(name)}
    claim = CLAIM.format(lock="FOR UPDATE SKIP LOCKED")
    with (
        closing(psycopg.connect(**access, autocommit=True)) as one,
        closing(psycopg.connect(**access, autocommit=True)) as two,
    ):
        for session in (one, two):  # a table of their own, found before the real one
            session.execute("CREATE SCHEMA IF NOT EXISTS claims")
            session.execute("SET search_path = claims")
            session.execute("SET lock_timeout = '2s'")
        try:
            one.execute(TABLE)
            one.execute(JOB.format(1))
            one.execute(JOB.format(2))
            one.execute("BEGIN")
            assert one.execute(claim, HOURS).fetchone() == (1,)
            assert two.execute(claim, HOURS).fetchone() == (2,)
            assert two.execute(claim, HOURS).fetchone() is None
            one.execute("ROLLBACK")
            assert two.execute(claim, HOURS).fetchone() == (1,)
        finally:
            one.execute("DROP SCHEMA claims CASCADE")
