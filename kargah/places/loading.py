"""The provinces and crafts that come with the house, read from `data/`."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.db import models, transaction

from kargah.persian.letters import sort_key, text
from kargah.places.models import CraftField, CraftGroup, Province, search_key_of

DATA = Path(__file__).parent / "data"


class Loaded(NamedTuple):
    """How many rows of one table were new, and how many differed from the file."""

    table: type[models.Model]
    created: int
    changed: int


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _bring(
    table: type[models.Model],
    by: str,
    rows: Iterable[dict[str, Any]],
    at_first: Iterable[dict[str, Any]] = (),
) -> Loaded:
    """Make the rows of `table` equal to `rows`, found by the column `by`. `at_first`, row for row, holds what is
    set only on a new row, because from then on it is HQ's to edit."""
    rows = list(rows)
    firsts = list(at_first) or [{}] * len(rows)
    there = {getattr(row, by): row for row in table._default_manager.all()}
    new, changed = [], []
    for values, first in zip(rows, firsts, strict=True):
        row = there.get(values[by])
        if row is None:
            new.append(table(**values, **first))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    table._default_manager.bulk_create(new)
    if changed:
        table._default_manager.bulk_update(changed, [name for name in rows[0] if name != by])
    return Loaded(table, len(new), len(changed))


@transaction.atomic
def load() -> list[Loaded]:
    """Bring provinces, craft groups and craft fields to what the files say.

    Rows are found by their code. What HQ edits is kept: the offices of the provinces, `active`, `official_code`.
    A row that no file names stays.
    """
    return [_load_provinces(), *_load_crafts()]


def _load_provinces() -> Loaded:
    rows = sorted(_rows("provinces.csv"), key=lambda row: sort_key(row["name_fa"]))
    return _bring(
        Province,
        "iso_code",
        [
            {
                "iso_code": row["iso_code"],
                "numeric_code": row["numeric_code"],
                "name": text(row["name_fa"]),
                "name_en": row["name_en"],
                "capital": text(row["capital_fa"]),
                "capital_en": row["capital_en"],
                "rank": rank,
            }
            for rank, row in enumerate(rows, start=1)
        ],
    )


def _load_crafts() -> list[Loaded]:
    rows = list(_rows("craft_fields.csv"))
    groups = {
        row["group_code"]: {
            "code": row["group_code"],
            "name": text(row["group_fa"]),
            "name_en": row["group_en"],
            "authority": row["authority"],
        }
        for row in rows
    }.values()
    loaded_groups = _bring(
        CraftGroup,
        "code",
        groups,
        at_first=[{"active": group["authority"] != CraftGroup.CARPET_CENTRE} for group in groups],
    )
    ids = dict(CraftGroup.objects.values_list("code", "pk"))
    loaded_fields = _bring(
        CraftField,
        "code",
        [
            {
                "code": row["field_code"],
                "group_id": ids[row["group_code"]],
                "name": text(row["field_fa"]),
                "name_en": row["field_en"],
                "search_key": search_key_of(row["field_fa"], row["field_en"]),
            }
            for row in rows
        ],
    )
    return [loaded_groups, loaded_fields]
