"""The place of a request in the province's order, and why it stands there."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kargah.applications.models import Application
from kargah.applications.order import IN_THE_ORDER, parts_as_json, priority_of
from kargah.applications.queries import selection_order
from kargah.cycles.models import Share
from kargah.web.signedin import SignedIn
from kargah.web.workshop import own


@never_cache
@login_required
@require_GET
def waiting(request: SignedIn, public_id: str) -> HttpResponse:
    """Only while it waits: of the others in the order nothing is told but how many stand before this one."""
    case = own.case(request, public_id)
    if case.state not in IN_THE_ORDER:
        return redirect("workshop-home")
    order = [one.pk for one in selection_order(case.share)]
    points, parts = _priority(case)
    return render(
        request,
        "workshop/waiting.html",
        {
            "case": case,
            "share": case.share,
            "frozen": case.share.state == Share.State.SELECTING,
            "place": order.index(case.pk) + 1,
            "all": len(order),
            "points": points,
            "parts": parts,
            "most": sum(part["points"] for part in parts),
        },
    )


def _priority(case: Application) -> tuple[int, list[dict[str, Any]]]:
    """As it was frozen with the order, or as it would be today; hundredths."""
    if case.priority_points is not None:
        return case.priority_points, case.priority_parts
    found = priority_of(case, case.cycle.limits)
    return found.total, parts_as_json(found)
