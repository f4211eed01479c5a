"""The few statements that every step makes, composed once: to read, lock and write rows of a model.

The ORM composes each statement anew, which costs more than the database needs to run it. Values go through the
fields of the model in both directions, so that a row is the same whoever wrote it. Signals are not sent.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def locked(model: type[Row], pk: Any) -> Row:
    """The row with this key, locked until the transaction ends. Raises model.DoesNotExist."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    row = next(iter(found(model, f"{_name(model._meta.pk.column)} = %s{lock}", [pk])), None)
    if row is None:
        raise model.DoesNotExist(f"{model._meta.label} {pk}")  # type: ignore[attr-defined]
    return row


def found(model: type[Row], where: str, given: Sequence[Any]) -> list[Row]:
    """The rows of which the SQL condition `where` (with an order, if one is wanted) is true."""
    statement, names, reads = _selection(model, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement + where, given)
        lines = cursor.fetchall()
    rows = []
    for line in lines:
        values = list(line)
        for place, column, convert in reads:
            values[place] = convert(values[place], column, connection)
        rows.append(model.from_db(connection.alias, names, values))
    return rows


def insert(row: Model, *, once: bool = False) -> bool:
    """Write a new row and give it its key. With `once`, False and nothing written when a unique rule has it already."""
    model, fresh = type(row), row.pk is None
    values = [
        field.get_db_prep_save(field.pre_save(row, True), connection)  # type: ignore[attr-defined]
        for field in _written(model, fresh)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_insertion(model, fresh, once), values)
        given = cursor.fetchone()
    if given is None:
        return False
    if fresh:
        row.pk = given[0]
    row._state.adding, row._state.db = False, connection.alias
    return True


def change(row: Model, where: Mapping[str, Any], **values: Any) -> bool:
    """Set columns of the row, in the database and in memory; False when it is not as `where` says any more."""
    model, meta = type(row), type(row)._meta
    told = [*values.items(), ("pk", row.pk), *where.items()]
    given = [
        (meta.pk if name == "pk" else meta.get_field(name)).get_db_prep_save(value, connection)  # type: ignore[union-attr]
        for name, value in told
    ]
    with connection.cursor() as cursor:
        cursor.execute(_update(model, tuple(values), tuple(where)), given)
        done = cursor.rowcount == 1
    if done:
        for name, value in values.items():
            setattr(row, name, value)
    return done


# --- the statements, composed once for each model -------------------------------------------------------
def _fields(model: type[Model]) -> tuple[Any, ...]:
    return model._meta.concrete_fields


@cache
def _written(model: type[Model], fresh: bool) -> tuple[Any, ...]:
    """The columns that an insert names; a row without a key gets its key from the database."""
    return tuple(field for field in _fields(model) if not (fresh and field.primary_key))


def _name(name: Any) -> str:
    return connection.ops.quote_name(name)


@cache
def _selection(model: type[Model], vendor: str) -> tuple[str, list[str], list[tuple[int, Any, Any]]]:
    """The statement up to WHERE, the fields' names, and what turns values of this engine into theirs, by place."""
    table, fields = model._meta.db_table, _fields(model)
    reads = [
        (place, column, convert)
        for place, column in enumerate(field.get_col(table) for field in fields)
        for convert in connection.ops.get_db_converters(column) + column.get_db_converters(connection)
    ]
    columns = ", ".join(_name(field.column) for field in fields)
    statement = f"SELECT {columns} FROM {_name(table)} WHERE "  # noqa: S608 names of models
    return statement, [field.attname for field in fields], reads


@cache
def _insertion(model: type[Model], fresh: bool, once: bool) -> str:
    columns = [field.column for field in _written(model, fresh)]
    names, places = ", ".join(map(_name, columns)), ", ".join(["%s"] * len(columns))
    otherwise = " ON CONFLICT DO NOTHING" if once else ""
    table, key = _name(model._meta.db_table), _name(model._meta.pk.column)
    return f"INSERT INTO {table} ({names}) VALUES ({places}){otherwise} RETURNING {key}"  # noqa: S608


@cache
def _update(model: type[Model], names: tuple[str, ...], where: tuple[str, ...]) -> str:
    meta: Any = model._meta
    changes = ", ".join(f"{_name(meta.get_field(name).column)} = %s" for name in names)
    keys = [_name(meta.pk.column), *(_name(meta.get_field(name).column) for name in where)]
    held = " AND ".join(f"{key} = %s" for key in keys)
    return f"UPDATE {_name(meta.db_table)} SET {changes} WHERE {held}"  # noqa: S608
