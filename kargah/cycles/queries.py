"""What pages and decisions ask about cycles and quotas."""

from typing import Any

from django.db.models import QuerySet

from .models import Cycle, QuotaEntry, Share


def taking_requests() -> list[Cycle]:
    """The cycles in which a request can be handed in today."""
    return [cycle for cycle in Cycle.objects.filter(state=Cycle.State.OPEN) if cycle.takes_requests]


def current() -> Cycle | None:
    """The newest cycle that is announced and not closed; without one, the newest announced."""
    announced = Cycle.objects.exclude(state=Cycle.State.PLANNED).order_by("-opened_at", "-pk")
    return announced.exclude(state=Cycle.State.CLOSED).first() or announced.first()


def shares_of(cycle: Cycle, user: Any) -> QuerySet[Share]:
    return Share.objects.visible_to(user).filter(cycle=cycle).select_related("province", "cycle")


def ledger_of(share: Share) -> QuerySet[QuotaEntry]:
    """Every line with who wrote it, the oldest first."""
    return share.entries.select_related("by").order_by("pk")


def without_quota(cycle: Cycle) -> QuerySet[Share]:
    """Shares of a planned cycle that have no entry yet: what box S1 counts."""
    return cycle.shares.exclude(entries__kind=QuotaEntry.Kind.ALLOTTED).select_related("province")


def spent_in(share: Share) -> set[str]:
    """Public names of the cases whose place is spent: it comes back to nobody."""
    return set(share.entries.filter(kind=QuotaEntry.Kind.SPENT).values_list("case", flat=True))
