"""The cycle on which headquarters works now."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from kargah.cycles import queries
from kargah.cycles.models import Cycle
from kargah.process import scope
from kargah.process.flowchart import SHAPES
from kargah.process.standing import AFTER

BOXES = [box for shape in SHAPES for box in shape.boxes]
CHOSEN = "cycle"  # in the address once, in the session from then on


def cycles(request: HttpRequest) -> Any:
    return scope.rows(Cycle, request.user).order_by("-year", "-pk")


def cycle(request: HttpRequest) -> Cycle | None:
    """The cycle that was chosen, else the newest announced one, else the newest."""
    if asked := request.GET.get(CHOSEN):
        chosen = scope.one(Cycle, request.user, asked)
        if chosen is None:
            raise Http404
        request.session[CHOSEN] = chosen.public_id
        return chosen
    kept = scope.one(Cycle, request.user, request.session.get(CHOSEN, ""))
    return kept or queries.current() or cycles(request).first()


def the_cycle(request: HttpRequest) -> Cycle:
    """As `cycle`, for pages that are about nothing without one."""
    if (found := cycle(request)) is None:
        raise Http404
    return found


def boxes() -> list[tuple[str, str]]:
    """The boxes of the chart in its order, each with its words, and those who came through."""
    return [*((box.code, box.words) for box in BOXES), (AFTER, _("Certified"))]
