"""The priority order of a province: points of each request, and who is next."""

from typing import Any

from kargah import clock
from kargah.cycles.models import Share
from kargah.guideline.limits import Limits
from kargah.jalali.calendar import completed_years

from . import priority
from .models import Application

State = Application.State
IN_THE_ORDER = (State.ELIGIBLE, State.WAITLISTED)


def priority_of(application: Application, limits: Limits) -> priority.Priority:
    """Years are whole Jalali years to the day of registration."""
    on = clock.day_of(application.registered_at) if application.registered_at else clock.today()
    first = application.first_licensed_on
    values = {
        "years_since_first_licence": completed_years(first, on) if first else 0,
        "people_working": application.people_working,
        "waited_cycles": application.waited_cycles,
        "national_seal": int(application.national_seal),
        "rural_or_deprived_area": int(application.workshop.rural),
    }
    return priority.priority(limits.priority, values)


def parts_as_json(found: priority.Priority) -> list[dict[str, Any]]:
    """For the row: points, cap and earned in hundredths, value as text (it may be a fraction)."""
    return [
        {
            "code": part.code,
            "name": part.name,
            "value": str(part.value),
            "counted": str(part.counted),
            "cap": str(part.cap),
            "points": part.points,
            "earned": part.earned,
        }
        for part in found.parts
    ]


def by_points(application: Application) -> tuple[Any, ...]:
    """Of a registered request: nobody else waits in the order."""
    assert application.registered_at and application.tracking_code
    return priority.place_in_order(
        application.priority_points or 0, application.registered_at, application.tracking_code
    )


def selection_order(share: Share) -> list[Application]:
    """Who is next, of those eligible or waitlisted.

    The frozen order; a case whose screening was opened again takes the place that its points give in it; then those
    who became eligible later, by their points; then those released, the longest released first.
    """
    cases = Application.objects.filter(share=share, state__in=IN_THE_ORDER).select_related(
        "workshop", "applicant"
    )
    reopened = set(cases.filter(order_place=None, declines__isnull=False).values_list("pk", flat=True))
    frozen, late, behind = [], [], []
    for case in cases:
        if case.behind_since:
            behind.append(case)
        elif case.order_place is not None or case.pk in reopened:
            frozen.append(case)
        else:
            late.append(case)
    return [
        *sorted(frozen, key=by_points),
        *sorted(late, key=by_points),
        *sorted(behind, key=lambda case: (case.behind_since, by_points(case))),
    ]


def next_in_order(share: Share) -> Application | None:
    return next(iter(selection_order(share)), None)
