"""Rankings: the preview with its ties and lines, what it changes, and the one that was settled."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kargah.grading import queries
from kargah.grading.models import Placement, Ranking
from kargah.places.queries import provinces
from kargah.process import scope
from kargah.web.headquarters import own
from kargah.web.offices import found, of_headquarters, paged, shown

AT_A_TIME = 100


@of_headquarters
@require_GET
def rankings(request: HttpRequest) -> HttpResponse:
    cycle = own.the_cycle(request)
    return shown(
        request,
        "headquarters/rankings.html",
        cycle=cycle,
        rankings=scope.rows(Ranking, request.user).filter(cycle=cycle),
    )


@of_headquarters
@require_GET
def ranking(request: HttpRequest, public_id: str) -> HttpResponse:
    """`?only=` narrows to those who qualify (`in`) or do not (`out`)."""
    chosen = found(Ranking, request, public_id)
    placements = queries.placements_of(chosen, request.user)
    only = request.GET.get("only", "")
    narrowed = placements.filter(qualifies=only == "in") if only in ("in", "out") else placements
    page = paged(request, narrowed, AT_A_TIME)
    last = placements.filter(qualifies=True, within_places=True).order_by("-national_rank", "-pk").first()
    return shown(
        request,
        "headquarters/ranking.html",
        ranking=chosen,
        page=page,
        rows=[(one, queries.reason_sentences(one)) for one in page.object_list],
        tied=_tied(list(page.object_list)),
        last=last,
        only=only,
        number=placements.count(),
        qualifying=placements.filter(qualifies=True).count(),
        within=placements.filter(qualifies=True, within_places=True).count(),
        late=[province for province in provinces() if province.numeric_code in chosen.late_provinces],
        difference=queries.difference(chosen)[:AT_A_TIME] if queries.previous(chosen) else [],
        left=queries.places_left(chosen.cycle),
    )


def _tied(rows: list[Placement]) -> set[int]:
    """Keys of placements that have the points of a neighbour."""
    totals = [one.total for one in rows]
    return {one.pk for one in rows if totals.count(one.total) > 1}
