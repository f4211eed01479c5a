"""The share of a province on which a colleague works now."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from kargah.cycles.models import Cycle, Share
from kargah.people.queries import provinces_of
from kargah.people.rules import IN_THEIR_PROVINCE
from kargah.process import scope
from kargah.web import acting

CHOSEN = "share"  # in the address once, in the session from then on


def shares(request: HttpRequest) -> QuerySet[Share]:
    """Their province's shares of all announced cycles, the newest first; of the chosen post's province alone."""
    post = acting.chosen(request)
    here = {post.province_id} if post and post.role in IN_THEIR_PROVINCE else None
    mine = here or provinces_of(request.user, roles=IN_THEIR_PROVINCE)
    announced = (
        scope.rows(Share, request.user).filter(province_id__in=mine).exclude(cycle__state=Cycle.State.PLANNED)
    )
    return announced.order_by("cycle__closed_at", "-cycle__opened_at", "province__rank")


def share(request: HttpRequest) -> Share | None:
    """The share that was chosen, else that of the newest open cycle; None before the first cycle is announced."""
    if asked := request.GET.get(CHOSEN):
        chosen = shares(request).filter(public_id=asked).first()
        if chosen is None:
            raise Http404
        request.session[CHOSEN] = chosen.public_id
        return chosen
    kept = shares(request).filter(public_id=request.session.get(CHOSEN, "")).first()
    return kept or open_first(shares(request))


def open_first(mine: QuerySet[Share]) -> Share | None:
    return mine.exclude(cycle__state=Cycle.State.CLOSED).first() or mine.first()


def the_share(request: HttpRequest) -> Share:
    """As `share`, for pages that are about nothing without one."""
    if (found := share(request)) is None:
        raise Http404
    return found


def row(model: type[Any], request: HttpRequest, public_id: str) -> Any:
    """A visible row of one of their provinces; any other is not found."""
    found = scope.one(model, request.user, public_id)
    if found is None or found.province_id not in provinces_of(request.user, roles=IN_THEIR_PROVINCE):
        raise Http404
    return found
