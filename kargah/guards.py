"""Rules that the database keeps: one shape, two dialects (SQLite and PostgreSQL).

A `Guard` refuses a write whose condition is true; an `Effect` writes along with it (a counter moves when
a place is taken).  Each app declares its own in `<app>/guards.py`; `process` gathers and installs them.
"""

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.db import transaction

PREFIX = "g_"
EVENTS = ("insert", "update", "delete", "truncate")
SEARCH_PATH = "pg_catalog, public, pg_temp"
INSTALLING = 7_130_001  # the advisory lock that keeps two installers apart on PostgreSQL
_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")

Event = Literal["insert", "update", "delete", "truncate"]


@dataclass(frozen=True)
class Guard:
    """Refuse `event` on `table` when the SQL condition `when` is true (NULL does not refuse).

    `when` speaks of OLD.column and NEW.column in words that both engines read; {true} and {false} stand for
    boolean literals.  `parents` ("reports_report WHERE id = NEW.report_id") are locked FOR SHARE before the
    condition is read on PostgreSQL, so that nobody changes them meanwhile.  `of` narrows an update to these
    columns.  The event 'truncate' exists on PostgreSQL alone and has no OLD or NEW.
    """

    name: str
    table: str
    event: Event
    when: str
    says: str
    parents: tuple[str, ...] = ()
    of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True)
class Effect:
    """After `event` on `table`, and when `when` holds, run the one SQL statement `do` over OLD and NEW."""

    name: str
    table: str
    event: Event
    do: str
    when: str = ""
    of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check(self)
        if self.event == "truncate":
            raise ValueError(f"{self.name}: an effect has no row to speak of at a truncate")


Rule = Guard | Effect


def _check(rule: Rule) -> None:
    if not _NAME.fullmatch(rule.name):
        raise ValueError(f"{rule.name!r}: a guard's name is 1 to 61 of a-z, 0-9, _")
    if rule.event not in EVENTS:
        raise ValueError(f"{rule.name}: unknown event {rule.event!r}")
    if rule.of and rule.event != "update":
        raise ValueError(f"{rule.name}: only an update is narrowed to columns")


# --- the two dialects -----------------------------------------------------------------------------------
def _spoken(rule: Guard) -> str:
    return f"{rule.name}: {rule.says}".replace("'", "''")


def _event(rule: Rule) -> str:
    columns = ", ".join(f'"{column}"' for column in rule.of)
    return f"{rule.event.upper()}{' OF ' + columns if columns else ''}"


def for_sqlite(rule: Rule) -> str:
    """The CREATE TRIGGER of SQLite, or '' when the rule has no meaning there."""
    if rule.event == "truncate":
        return ""
    if isinstance(rule, Guard):
        moment, when = "BEFORE", rule.when
        body = f"SELECT RAISE(ABORT, '{_spoken(rule)}')"
    else:
        moment, when, body = "AFTER", rule.when, rule.do
    sql = f'CREATE TRIGGER {PREFIX}{rule.name} {moment} {_event(rule)} ON "{rule.table}" FOR EACH ROW'
    sql += f" WHEN {when}" if when else ""
    return f"{sql} BEGIN {body}; END".replace("{true}", "1").replace("{false}", "0")


def postgres_body(rule: Rule) -> str:
    """The PL/pgSQL text of the rule's function."""
    if isinstance(rule, Guard):
        locks = "".join(f" PERFORM 1 FROM {parent} FOR SHARE;" for parent in rule.parents)
        raised = (
            f"RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = '{_spoken(rule)}';"
        )
        back = {"delete": "OLD", "truncate": "NULL"}.get(rule.event, "NEW")
        body = f"BEGIN{locks} IF {rule.when} THEN {raised} END IF; RETURN {back}; END"
    else:
        body = f"BEGIN IF {rule.when or '{true}'} THEN {rule.do}; END IF; RETURN NULL; END"
    return body.replace("{true}", "true").replace("{false}", "false")


def _by_owner(rule: Rule) -> bool:
    """Whether the function runs with its owner's rights: it writes, or locks rows that the caller may only read."""
    return isinstance(rule, Effect) or bool(rule.parents)


def for_postgres(rule: Rule) -> list[str]:
    """The function and the trigger of PostgreSQL."""
    rights = f" SECURITY DEFINER SET search_path = {SEARCH_PATH}" if _by_owner(rule) else ""
    each = "STATEMENT" if rule.event == "truncate" else "ROW"
    moment = "BEFORE" if isinstance(rule, Guard) else "AFTER"
    name = PREFIX + rule.name
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql{rights} AS $guard${postgres_body(rule)}$guard$",
        f'CREATE TRIGGER {name} {moment} {_event(rule)} ON "{rule.table}" FOR EACH {each} EXECUTE FUNCTION {name}()',
    ]


# --- what is there, what should be ----------------------------------------------------------------------
# pg_trigger.tgtype: 1 row, 2 before, 4 insert, 8 delete, 16 update, 32 truncate
_BITS = {"insert": 4, "delete": 8, "update": 16, "truncate": 32}

_CATALOGUE = """
    SELECT t.tgname, c.relname, t.tgtype, t.tgenabled::text, p.proname, p.prosecdef, p.prosrc,
           array_to_string(p.proconfig, ';'),
           (SELECT string_agg(a.attname, ',' ORDER BY a.attname) FROM pg_attribute a
             WHERE a.attrelid = t.tgrelid AND a.attnum = ANY (t.tgattr::int2[]))
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
     WHERE NOT t.tgisinternal AND t.tgname LIKE 'g\\_%' AND pg_table_is_visible(c.oid)
"""


def _digest(*parts: Any) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


def _is_postgres(connection: Any) -> bool:
    return bool(connection.vendor == "postgresql")


def _as_catalogued(rule: Rule) -> tuple[Any, ...]:
    kind = _BITS[rule.event] + (0 if rule.event == "truncate" else 1) + (2 if isinstance(rule, Guard) else 0)
    config = f"search_path={SEARCH_PATH}" if _by_owner(rule) else None
    columns = ",".join(sorted(rule.of)) or None
    name = PREFIX + rule.name
    return (rule.table, kind, "O", name, _by_owner(rule), postgres_body(rule), config, columns)


def expected(connection: Any, guards: Iterable[Rule]) -> dict[str, str]:
    """Name -> SHA-256 of what the database's catalogue must say of each rule that this engine has."""
    if _is_postgres(connection):
        return {rule.name: _digest(*_as_catalogued(rule)) for rule in guards}
    return {rule.name: _digest(sql) for rule in guards if (sql := for_sqlite(rule))}


def installed(connection: Any) -> dict[str, str]:
    """Name -> SHA-256 of what the catalogue says now; a disabled or rewritten trigger has another one."""
    with connection.cursor() as cursor:
        if _is_postgres(connection):
            cursor.execute(_CATALOGUE)
            return {row[0].removeprefix(PREFIX): _digest(*row[1:]) for row in cursor.fetchall()}
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 2) = 'g_'"
        )
        return {name.removeprefix(PREFIX): _digest(sql) for name, sql in cursor.fetchall()}


def missing(connection: Any, guards: Iterable[Rule]) -> list[str]:
    """Names of the rules that are absent, disabled or altered."""
    there = installed(connection)
    return sorted(name for name, digest in expected(connection, guards).items() if there.get(name) != digest)


def install(connection: Any, guards: Iterable[Rule]) -> list[str]:
    """Make the installed triggers exactly `guards`; what is right already stays.  Returns the names created.

    A rule whose table does not exist yet is left out: `missing` names it until the table is there.  Call
    it with nothing before migrations: SQLite refuses to rebuild a table that another table's trigger names.
    """
    rules: dict[str, Rule] = {}
    for rule in guards:
        if rules.setdefault(rule.name, rule) != rule:
            raise ValueError(f"two guards have the name {rule.name}")
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if _is_postgres(connection):
            cursor.execute(f"SELECT pg_advisory_xact_lock({INSTALLING})")
        there, wanted = installed(connection), expected(connection, rules.values())
        for name in there:
            if there[name] != wanted.get(name):
                _drop(connection, cursor, name)
        tables = set(connection.introspection.table_names(cursor))
        new = [
            name
            for name, digest in wanted.items()
            if there.get(name) != digest and rules[name].table in tables
        ]
        for name in new:
            sql = for_postgres(rules[name]) if _is_postgres(connection) else [for_sqlite(rules[name])]
            for statement in sql:
                cursor.execute(statement)
    return new


def _drop(connection: Any, cursor: Any, name: str) -> None:
    if _is_postgres(connection):  # the function takes its triggers along
        cursor.execute(f"DROP FUNCTION IF EXISTS {PREFIX}{name}() CASCADE")
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [PREFIX + name])
        for (table,) in cursor.fetchall():  # one that calls a function of another name
            cursor.execute(f"DROP TRIGGER {PREFIX}{name} ON {table}")
    else:
        cursor.execute(f"DROP TRIGGER {PREFIX}{name}")


def speaker(error: BaseException, guards: Iterable[Rule]) -> Rule | None:
    """The guard that raised this IntegrityError, if it was one of `guards`."""
    name, colon, _ = str(error).partition(": ")
    return next((rule for rule in guards if colon and rule.name == name), None)


# --- rules that many tables share -----------------------------------------------------------------------
def append_only(table: str) -> tuple[Guard, ...]:
    """Rows of `table` are written once and stay."""
    return (
        Guard(f"{table}_is_never_changed", table, "update", "{true}", "a written row stays as it is"),
        Guard(f"{table}_is_never_deleted", table, "delete", "{true}", "a written row is not deleted"),
        Guard(f"{table}_is_never_emptied", table, "truncate", "{true}", "the table is not emptied"),
    )


def frozen_columns(
    table: str, columns: Collection[str], when_sql: str = "{true}", *, name: str = "", says: str = ""
) -> Guard:
    """These columns keep their values while `when_sql` holds; `name` is needed for a second one per table."""
    changed = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns)
    return Guard(
        name or f"{table}_is_frozen",
        table,
        "update",
        f"({when_sql}) AND ({changed})",
        says or "what is settled does not change",
        of=tuple(columns),
    )


def edges(table: str, transitions: Iterable[tuple[str, str]], initial: Collection[str]) -> tuple[Guard, ...]:
    """A row of `table` starts in an `initial` state, and its state changes only along `transitions`.

    Each change of state adds exactly one to `version`; a move that stays in its state may add one.
    """
    pairs = _listed(f"{source}>{target}" for source, target in transitions)
    elsewhere = f" AND OLD.state || '>' || NEW.state NOT IN ({pairs})" if pairs else ""
    return (
        Guard(
            f"{table}_starts_at_the_start",
            table,
            "insert",
            f"NEW.state NOT IN ({_listed(initial)})",
            "it does not begin in this state",
        ),
        Guard(
            f"{table}_follows_the_chart",
            table,
            "update",
            f"OLD.state <> NEW.state{elsewhere}",
            "the chart has no such step",
            of=("state",),
        ),
        Guard(
            f"{table}_counts_its_versions",
            table,
            "update",
            "(OLD.state <> NEW.state AND NEW.version <> OLD.version + 1)"
            " OR NEW.version < OLD.version OR NEW.version > OLD.version + 1",
            "the version counts each change by one",
            of=("state", "version"),
        ),
    )


def _listed(words: Iterable[str]) -> str:
    return ", ".join("'" + word.replace("'", "''") + "'" for word in sorted(set(words)))
