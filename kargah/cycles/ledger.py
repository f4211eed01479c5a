"""The ledger of the quota: every place that is given, held, freed or spent is a line of it.

The database moves the counters of the share by each line; nothing else does.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, Sum, When

from .models import QuotaEntry, Share

Kind = QuotaEntry.Kind


def write(
    share: Share, kind: str, amount: int, *, by: Any, letter_number: str = "", case: str = ""
) -> QuotaEntry:
    return QuotaEntry.objects.create(
        share=share, kind=kind, amount=amount, by=by, letter_number=letter_number, case=case
    )


def hold(share: Share, case: str, *, by: Any) -> QuotaEntry:
    """Hold one place for the case of this public id. The database refuses where none is free."""
    return write(share, Kind.HELD, 1, by=by, case=case)


def free_if_held(share: Share, case: str, *, by: Any) -> bool:
    """Give the place of this case back, unless it holds none or its visit spent it."""
    if not is_held(share, case):
        return False
    write(share, Kind.FREED, 1, by=by, case=case)
    return True


def spend_if_held(share: Share, case: str, *, by: Any) -> bool:
    """The visit is finished: the held place is used up. A case that holds none (a visit ordered again) spends none."""
    if not is_held(share, case):
        return False
    write(share, Kind.SPENT, 1, by=by, case=case)
    return True


def is_held(share: Share, case: str) -> bool:
    return case in _holding(share, case)


def is_spent(share: Share, case: str) -> bool:
    return share.entries.filter(case=case, kind=Kind.SPENT).exists()


def above(share: Share, amount: int) -> list[str]:
    """Public ids of the cases that stand above a quota of `amount`: held before spent, the newest first."""
    holding = _holding(share)
    newest = share.entries.order_by("-pk").values_list("case", "kind")
    held = [case for case, kind in newest if kind == Kind.HELD and case in holding]
    spent = [case for case, kind in newest if kind == Kind.SPENT]
    return (held + spent)[: max(0, len(held) + len(spent) - amount)]


def _holding(share: Share, case: str = "") -> set[str]:
    entries = share.entries.filter(kind__in=(Kind.HELD, Kind.FREED, Kind.SPENT))
    if case:
        entries = entries.filter(case=case)
    return set(
        entries.order_by()
        .values("case")
        .annotate(left=Sum(Case(When(kind=Kind.HELD, then=F("amount")), default=-F("amount"))))
        .filter(left__gt=0)
        .values_list("case", flat=True)
    )


def sums(entries: Iterable[QuotaEntry]) -> dict[str, int]:
    """What the counters must be: {"allotted", "held", "spent"}, added up line by line."""
    total = dict.fromkeys(("allotted", "held", "spent"), 0)
    for entry in entries:
        for counter, sign in SIGNS[entry.kind].items():
            total[counter] += sign * entry.amount
    return total


SIGNS: dict[str, dict[str, int]] = {
    Kind.ALLOTTED: {"allotted": 1},
    Kind.RAISED: {"allotted": 1},
    Kind.LOWERED: {"allotted": -1},
    Kind.HELD: {"held": 1},
    Kind.FREED: {"held": -1},
    Kind.SPENT: {"held": -1, "spent": 1},
}
