"""Rules in the database, tried by raw SQL on the engine that the tests run on."""

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from kargah import guards
from kargah.guards import Effect, Guard

pytestmark = pytest.mark.django_db

CHART = {("draft", "sent"), ("sent", "approved"), ("sent", "draft")}
RULES = (
    *guards.append_only("shop_note"),
    *guards.edges("shop_report", CHART, {"draft"}),
    guards.frozen_columns("shop_report", ["total"], "OLD.state = 'approved'"),
    Guard(
        "a_line_enters_an_open_report",
        "shop_line",
        "insert",
        "(SELECT state FROM shop_report WHERE id = NEW.report_id) = 'approved'",
        "the report isn't open",
        parents=("shop_report WHERE id = NEW.report_id",),
    ),
    Effect(
        "a_line_counts",
        "shop_line",
        "insert",
        "UPDATE shop_report SET lines = lines + 1 WHERE id = NEW.report_id",
        when="NEW.counts = {true}",
    ),
)


@pytest.fixture
def sql(db):
    def run(statement):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None

    run("CREATE TABLE shop_note (id integer PRIMARY KEY, text varchar(20))")
    run("""CREATE TABLE shop_report (id integer PRIMARY KEY, state varchar(20), version integer DEFAULT 0,
           total integer DEFAULT 0, lines integer DEFAULT 0)""")
    run("CREATE TABLE shop_line (id integer PRIMARY KEY, report_id integer, counts boolean)")
    guards.install(connection, RULES)
    return run


def refused(sql, statement, by):
    with pytest.raises(IntegrityError) as caught:
        sql(statement)
    assert str(caught.value).startswith(by + ": ")
    assert guards.speaker(caught.value, RULES).name == by


def test_a_written_row_stays(sql):
    sql("INSERT INTO shop_note VALUES (1, 'first')")
    refused(sql, "UPDATE shop_note SET text = 'other'", "shop_note_is_never_changed")
    refused(sql, "DELETE FROM shop_note", "shop_note_is_never_deleted")
    if connection.vendor == "postgresql":
        refused(sql, "TRUNCATE shop_note", "shop_note_is_never_emptied")
    else:
        refused(sql, "INSERT OR REPLACE INTO shop_note VALUES (1, 'other')", "shop_note_is_never_deleted")
    assert sql("SELECT text FROM shop_note") == [("first",)]


def test_a_state_changes_only_along_the_chart(sql):
    refused(sql, "INSERT INTO shop_report (id, state) VALUES (1, 'sent')", "shop_report_starts_at_the_start")
    sql("INSERT INTO shop_report (id, state) VALUES (1, 'draft')")
    refused(sql, "UPDATE shop_report SET state = 'approved', version = 1", "shop_report_follows_the_chart")
    sql("UPDATE shop_report SET state = 'sent', version = 1")
    sql("UPDATE shop_report SET state = 'approved', version = 2")
    assert sql("SELECT state, version FROM shop_report") == [("approved", 2)]


@pytest.mark.parametrize(
    "change", ["state = 'sent'", "state = 'sent', version = 2", "version = 2", "version = -1"]
)
def test_the_version_counts_each_change_by_one(sql, change):
    sql("INSERT INTO shop_report (id, state) VALUES (1, 'draft')")
    refused(sql, f"UPDATE shop_report SET {change}", "shop_report_counts_its_versions")
    sql("UPDATE shop_report SET state = 'draft', version = 1")


def test_a_column_is_frozen_only_while_its_condition_holds(sql):
    sql("INSERT INTO shop_report (id, state) VALUES (1, 'draft')")
    sql("UPDATE shop_report SET total = 5")
    sql("UPDATE shop_report SET state = 'sent', version = 1")
    sql("UPDATE shop_report SET state = 'approved', version = 2")
    refused(sql, "UPDATE shop_report SET total = 6", "shop_report_is_frozen")
    sql("UPDATE shop_report SET total = 5")
    assert sql("SELECT total FROM shop_report") == [(5,)]


def test_a_guard_reads_the_parent_and_its_words_may_hold_an_apostrophe(sql):
    sql("INSERT INTO shop_report (id, state) VALUES (1, 'draft')")
    sql("INSERT INTO shop_line VALUES (1, 1, true)")
    sql("UPDATE shop_report SET state = 'sent', version = 1")
    sql("UPDATE shop_report SET state = 'approved', version = 2")
    with pytest.raises(IntegrityError, match="a_line_enters_an_open_report: the report isn't open"):
        sql("INSERT INTO shop_line VALUES (2, 1, true)")


def test_an_effect_writes_along_when_its_condition_holds(sql):
    sql("INSERT INTO shop_report (id, state) VALUES (1, 'draft')")
    sql("INSERT INTO shop_line VALUES (1, 1, true)")
    sql("INSERT INTO shop_line VALUES (2, 1, false)")
    assert sql("SELECT lines FROM shop_report") == [(1,)]


def test_installing_again_changes_nothing(sql):
    assert guards.installed(connection) == guards.expected(connection, RULES)
    assert guards.missing(connection, RULES) == []
    assert guards.install(connection, RULES) == []


def test_what_is_no_longer_declared_is_dropped(sql):
    guards.install(connection, RULES[:3])
    assert set(guards.installed(connection)) == set(guards.expected(connection, RULES[:3]))
    guards.install(connection, ())
    assert guards.installed(connection) == {}
    sql("INSERT INTO shop_report (id, state) VALUES (1, 'anything')")


def test_a_dropped_guard_is_missed_and_comes_back(sql):
    on = " ON shop_note" if connection.vendor == "postgresql" else ""
    sql(f"DROP TRIGGER g_shop_note_is_never_deleted{on}")
    assert guards.missing(connection, RULES) == ["shop_note_is_never_deleted"]
    assert guards.install(connection, RULES) == ["shop_note_is_never_deleted"]
    assert guards.missing(connection, RULES) == []


def test_an_altered_guard_is_missed_and_made_right(sql):
    name = "g_shop_note_is_never_deleted"
    if connection.vendor == "postgresql":
        sql(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'"
        )
    else:
        sql(f"DROP TRIGGER {name}")
        sql(f"CREATE TRIGGER {name} BEFORE DELETE ON shop_note WHEN 0 BEGIN SELECT 1; END")
    assert guards.missing(connection, RULES) == ["shop_note_is_never_deleted"]
    guards.install(connection, RULES)
    sql("INSERT INTO shop_note VALUES (1, 'first')")
    refused(sql, "DELETE FROM shop_note", "shop_note_is_never_deleted")


@pytest.mark.postgres  # only PostgreSQL can disable a trigger
def test_a_disabled_guard_is_missed(sql):
    sql("ALTER TABLE shop_note DISABLE TRIGGER g_shop_note_is_never_deleted")
    assert guards.missing(connection, RULES) == ["shop_note_is_never_deleted"]


def test_a_guard_of_a_table_that_is_not_there_waits(sql):
    early = Guard("early", "shop_later", "insert", "{true}", "never")
    guards.install(connection, [early])
    assert guards.missing(connection, [early]) == ["early"]
    sql("CREATE TABLE shop_later (id integer)")
    assert guards.install(connection, [early]) == ["early"]


def test_two_different_guards_of_one_name_are_a_mistake(sql):
    with pytest.raises(ValueError, match="two guards"):
        guards.install(connection, [RULES[0], Guard(RULES[0].name, "shop_line", "delete", "{true}", "no")])


@pytest.mark.parametrize("wrong", [{"name": "Not A Name"}, {"event": "select"}, {"of": ("id",)}])
def test_a_malformed_guard_is_a_mistake(wrong):
    with pytest.raises(ValueError, match=r"guard|event|update"):
        Guard(**{"name": "g", "table": "t", "event": "insert", "when": "{true}", "says": "no", **wrong})


@pytest.mark.sqlite  # PostgreSQL alters a table in its place
def test_a_table_can_be_rebuilt_once_the_guards_that_name_it_are_gone(sql):
    rebuild = ("CREATE TABLE new_report AS SELECT * FROM shop_report", "DROP TABLE shop_report")
    with pytest.raises(OperationalError, match="g_a_line"), transaction.atomic():
        for statement in (*rebuild, "ALTER TABLE new_report RENAME TO shop_report"):
            sql(statement)
    guards.install(connection, ())
    for statement in (*rebuild, "ALTER TABLE new_report RENAME TO shop_report"):
        sql(statement)
    guards.install(connection, RULES)
    assert guards.missing(connection, RULES) == []
