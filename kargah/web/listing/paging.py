"""Pages that begin at a row, not at a number: a row that comes in meanwhile moves nobody to another page."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Part:
    """Rows of one page. `after` and `before` are the public names of the rows at which the neighbours begin."""

    rows: list[Any]
    after: str = ""
    before: str = ""


def part(
    rows: QuerySet[Any],
    fields: tuple[str, ...],
    *,
    after: str = "",
    before: str = "",
    among: QuerySet[Any] | None = None,
    size: int,
    named_by: str = "public_id",
) -> Part:
    """The rows after (or before) the one of this name, in the order of `fields`; the key settles equal ones.

    `fields` are never empty in a row; "-" stands before what falls. The named row is looked for `among` all that
    may be seen: one that was narrowed away still says where to go on. `named_by` is the lookup of its public name.
    """
    fields = (*fields, "-pk" if fields[-1].startswith("-") else "pk")
    named = after or before
    name_of = attrgetter(named_by.replace("__", "."))
    mark = _values(rows if among is None else among, {named_by: named}, fields) if named else None
    if mark is None:
        found = list(rows.order_by(*fields)[: size + 1])
        return Part(found[:size], after=name_of(found[size - 1]) if len(found) > size else "")
    if after:
        found = list(_beyond(rows, fields, mark).order_by(*fields)[: size + 1])
        more, found = len(found) > size, found[:size]
        return Part(found, name_of(found[-1]) if more else "", name_of(found[0]) if found else "")
    back = tuple(_turned(field) for field in fields)
    found = list(_beyond(rows, back, mark).order_by(*back)[: size + 1])
    more, found = len(found) > size, found[:size][::-1]
    return Part(found, name_of(found[-1]) if found else "", name_of(found[0]) if more and found else "")


def _values(rows: QuerySet[Any], named: dict[str, str], fields: tuple[str, ...]) -> tuple[Any, ...] | None:
    names = [field.removeprefix("-") for field in fields]
    return rows.order_by().filter(**named).values_list(*names).first()


def _beyond(rows: QuerySet[Any], fields: tuple[str, ...], mark: tuple[Any, ...]) -> QuerySet[Any]:
    """The rows that stand strictly after the mark. The first condition alone lets an index begin there."""
    beyond, same = Q(), Q()
    for field, value in zip(fields, mark, strict=True):
        name, sign = field.removeprefix("-"), "lt" if field.startswith("-") else "gt"
        beyond |= same & Q(**{f"{name}__{sign}": value})
        same &= Q(**{name: value})
    first = fields[0]
    begin = {f"{first.removeprefix('-')}__{'lte' if first.startswith('-') else 'gte'}": mark[0]}
    return rows.filter(**begin).filter(beyond)


def _turned(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"
