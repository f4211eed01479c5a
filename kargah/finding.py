"""A name is found by the beginning of any of its words, however it was spelled, joined or spaced.

For each word of a name the rest from there on is kept as a row, in the one spelling of `letters.key`. What is
typed is then the beginning of such a rest, which an ordinary index answers on every engine.
"""

import re
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Q, QuerySet

from kargah.persian.letters import HALF_SPACE, key, text

LONGEST, FEWEST = 60, 2
_BETWEEN_WORDS = re.compile(rf"[\s{HALF_SPACE}\-_/]+")


class Tail(models.Model):
    """The rest of a name from one of its words on. A subclass says of whose: a foreign key `of`."""

    of: Any
    of_id: int
    text = models.CharField(max_length=LONGEST, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text


def tails(*names: str) -> set[str]:
    """«کارگاه خانه‌سازی مهر» is found under each of its four parts, and what follows them."""
    words = [_BETWEEN_WORDS.split(text(name)) for name in names]
    rests = {key("".join(parts[start:]))[:LONGEST] for parts in words for start in range(len(parts))}
    return rests - {""}


def keep(kind: type[Any], row: Any, *names: str) -> None:
    """`row` is found under these names from now on, and under no others."""
    wanted = tails(*names)
    with transaction.atomic():
        if row.pk and set(kind._base_manager.filter(of=row).values_list("text", flat=True)) == wanted:
            return
        kind._base_manager.filter(of=row).delete()
        kind._base_manager.bulk_create(kind(of=row, text=rest) for rest in sorted(wanted))


def named(kind: type[Any], typed: str) -> list[Q]:
    """Conditions on the rows whose name was typed: first as it stands, then its words in any order."""
    whole = key(typed)[:LONGEST]
    words = [word for word in map(key, text(typed).split()) if word]
    tries = [[whole]] if len(whole) >= FEWEST else []
    if len(words) > 1 and all(len(word) >= FEWEST for word in words):
        tries.append(words)
    return [_all(kind, beginnings) for beginnings in tries]


def _all(kind: type[Any], beginnings: list[str]) -> Q:
    condition = Q()
    for beginning in beginnings:
        condition &= Q(pk__in=_of(kind, beginning))
    return condition


def _of(kind: type[Any], beginning: str) -> QuerySet[Any]:
    """Keys of the rows with a tail that begins so. SQLite's LIKE uses no index here, a range does."""
    if connection.vendor == "sqlite":
        after = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        found = kind._base_manager.filter(text__gte=beginning, text__lt=after)
    else:
        found = kind._base_manager.filter(text__startswith=beginning)
    return found.values("of_id")
