"""What pages and decisions ask about requests."""

from typing import Any

from django.db.models import Count, QuerySet

from kargah.cycles.models import Cycle, Share

from .judging import LIVE, decision_on, first_licensed_on, may_come_from, open_duplicates, years_are_short
from .models import Application, Workshop
from .order import next_in_order, selection_order
from .rules import what_is_missing

__all__ = [
    "LIVE",
    "decision_on",
    "first_licensed_on",
    "may_come_from",
    "next_in_order",
    "of_the_applicant",
    "of_the_cycle",
    "of_the_share",
    "open_duplicates",
    "selection_order",
    "states_of",
    "what_is_missing",
    "workshops_of",
    "years_are_short",
]


def of_the_applicant(user: Any) -> QuerySet[Application]:
    """A person's own requests, the newest first."""
    own = Application.objects.filter(applicant=user)
    return own.select_related("workshop", "cycle", "craft_group", "province").order_by("-pk")


def of_the_share(share: Share, user: Any) -> QuerySet[Application]:
    """Requests of a province in a cycle that were handed in, as far as `user` may see them."""
    seen = Application.objects.visible_to(user).filter(share=share, registered_at__isnull=False)
    return seen.select_related("workshop", "applicant", "craft_group", "cycle").order_by(
        "registered_at", "pk"
    )


def of_the_cycle(cycle: Cycle, user: Any) -> QuerySet[Application]:
    """Requests of a cycle that were handed in, as far as `user` may see them."""
    seen = Application.objects.visible_to(user).filter(cycle=cycle, registered_at__isnull=False)
    return seen.select_related("workshop", "applicant", "craft_group", "province").order_by(
        "registered_at", "pk"
    )


def workshops_of(user: Any) -> QuerySet[Workshop]:
    return Workshop.objects.filter(owner=user).prefetch_related("licences")


def states_of(cycle: Cycle, user: Any) -> dict[str, int]:
    """How many requests of the cycle stand in each state, as far as `user` may see them."""
    seen = Application.objects.visible_to(user).filter(cycle=cycle).order_by()
    return dict(seen.values_list("state").annotate(number=Count("pk")))
