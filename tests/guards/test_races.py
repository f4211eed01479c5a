"""Two sessions of PostgreSQL in fixed interleavings: what one does, the other's guard must see."""

import threading
from contextlib import closing

import pytest
from django.db import connection

from kargah import guards
from kargah.guards import Effect, Guard

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,  # SQLite has one writer at a time
]
RULES = (
    Guard(
        "a_race_line_enters_an_open_report",
        "race_report_line",
        "insert",
        "(SELECT frozen FROM race_report WHERE id = NEW.report_id)",
        "the report is frozen",
        parents=("race_report WHERE id = NEW.report_id",),
    ),
    Effect(
        "a_race_place_is_counted",
        "race_place",
        "insert",
        "UPDATE race_quota SET used = used + 1 WHERE id = NEW.quota_id",
    ),
)


@pytest.fixture
def sessions():
    """Two sessions beside the test's own, on tables that both can see."""
    psycopg = pytest.importorskip("psycopg")
    names = connection.get_connection_params()
    access = {name: names[name] for name in ("dbname", "user", "password", "host", "port") if names.get(name)}
    with (
        closing(psycopg.connect(**access, autocommit=True)) as one,
        closing(psycopg.connect(**access, autocommit=True)) as two,
    ):
        one.execute("CREATE TABLE race_report (id integer PRIMARY KEY, frozen boolean)")
        one.execute("CREATE TABLE race_report_line (report_id integer)")
        one.execute("CREATE TABLE race_quota (id integer PRIMARY KEY, used integer, CHECK (used <= 1))")
        one.execute("CREATE TABLE race_place (quota_id integer)")
        one.execute("INSERT INTO race_report VALUES (1, false)")
        one.execute("INSERT INTO race_quota VALUES (1, 0)")
        for rule in RULES:
            for statement in guards.for_postgres(rule):
                one.execute(statement)
        yield one, two
        one.execute("ROLLBACK")
        one.execute("DROP TABLE race_report, race_report_line, race_quota, race_place")
        for rule in RULES:
            one.execute(f"DROP FUNCTION g_{rule.name}()")


def waiting_insert(session, statement):
    """Start `statement` in a session that must wait for the other one; its error arrives in the list."""
    errors = []

    def insert():
        try:
            session.execute(statement)
        except Exception as error:
            errors.append(error)

    thread = threading.Thread(target=insert)
    thread.start()
    return thread, errors


def test_a_line_that_meets_the_freezing_of_its_report_is_refused(sessions):
    one, two = sessions
    one.execute("BEGIN")
    one.execute("UPDATE race_report SET frozen = true")
    thread, errors = waiting_insert(two, "INSERT INTO race_report_line VALUES (1)")
    thread.join(0.2)
    assert thread.is_alive()
    one.execute("COMMIT")
    thread.join(10)
    assert [str(error).partition(":")[0] for error in errors] == ["a_race_line_enters_an_open_report"]
    assert one.execute("SELECT count(*) FROM race_report_line").fetchone() == (0,)


def test_a_line_enters_when_the_freezing_was_given_up(sessions):
    one, two = sessions
    one.execute("BEGIN")
    one.execute("UPDATE race_report SET frozen = true")
    thread, errors = waiting_insert(two, "INSERT INTO race_report_line VALUES (1)")
    one.execute("ROLLBACK")
    thread.join(10)
    assert errors == []
    assert one.execute("SELECT count(*) FROM race_report_line").fetchone() == (1,)


def test_two_offices_cannot_take_the_last_place(sessions):
    one, two = sessions
    one.execute("BEGIN")
    one.execute("INSERT INTO race_place VALUES (1)")
    thread, errors = waiting_insert(two, "INSERT INTO race_place VALUES (1)")
    thread.join(0.2)
    assert thread.is_alive()
    one.execute("COMMIT")
    thread.join(10)
    assert len(errors) == 1
    assert "race_quota_used_check" in str(errors[0])
    assert one.execute("SELECT used FROM race_quota").fetchone() == (1,)
