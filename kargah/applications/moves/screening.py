"""The province examines a request."""

from typing import Any

from kargah.cycles.models import Share

from .. import judging, order
from ..models import Application, Decline


def decline(application: Application, *, by: Any, ground: str, reason: str) -> None:
    """Where the years are short, the day from which they may come is told and kept."""
    come = None
    if ground == Decline.Reason.CONDITION_2 and judging.years_are_short(application):
        come = judging.may_come_from(application, application.cycle.limits)
    Decline.objects.create(application=application, reason=ground, text=reason, may_come_from=come, by=by)


def screen_in(application: Application) -> None:
    """Points are known at once; they are frozen with the order, or now when the order is frozen already."""
    set_points(application)


def reopen_screening(application: Application, *, by: Any, reason: str) -> None:
    """After an upheld appeal, or by two persons. Its points will give its place, wherever it stood before."""
    application.behind_since = None
    application.save(update_fields=["behind_since"])


def set_points(application: Application) -> None:
    if application.order_place is not None:
        return  # its place and points were frozen before it was declined
    found = order.priority_of(application, application.cycle.limits)
    application.priority_points, application.priority_parts = found.total, order.parts_as_json(found)
    application.save(update_fields=["priority_points", "priority_parts"])


def eligible_of(share: Share) -> list[Application]:
    cases = share.applications.filter(state=Application.State.ELIGIBLE)
    return list(cases.select_related("workshop", "cycle"))
