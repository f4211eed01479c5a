"""Who is put through inspection: the frozen order, the places, the waiting list."""

from typing import Any

from kargah import clock
from kargah.cycles import ledger
from kargah.cycles.models import Share
from kargah.inputs import digest

from .. import order
from ..models import Application, Release
from .screening import eligible_of, set_points


def open_selection(share: Share) -> None:
    """Points of all who are eligible, their places 1 to n, and the hash over both."""
    cases = eligible_of(share)
    for case in cases:
        set_points(case)
    cases.sort(key=order.by_points)
    for place, case in enumerate(cases, start=1):
        case.order_place = place
        case.save(update_fields=["order_place"])
    share.order_hash = digest(
        [[case.order_place, case.tracking_code, case.priority_points] for case in cases]
    )
    share.order_frozen_at = clock.now()
    share.save(update_fields=["order_hash", "order_frozen_at"])


def select(application: Application, *, by: Any, reason: str = "") -> None:
    """Holds a place of the quota; `reason` comes with a selection out of the order."""
    ledger.hold(application.share, application.public_id, by=by)


def waitlist(application: Application) -> None:
    """Nothing is written: whoever waits keeps the place in the order."""


def release(application: Application, *, by: Any, to: str, reason: str) -> None:
    Release.objects.create(application=application, reason=reason, by=by)
    ledger.free_if_held(application.share, application.public_id, by=by)
    application.behind_since = clock.now() if to == Application.State.WAITLISTED else None
    application.save(update_fields=["behind_since"])


def released_to(application: Application) -> str:
    return Application.State.WAITLISTED if application.behind_since else Application.State.DECLINED
