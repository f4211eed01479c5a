"""Rankings: the preview with its ties and lines, what it changes, and the one that was settled."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kargah.grading import queries
from kargah.grading.models import Ranking
from kargah.places.queries import provinces
from kargah.process import scope
from kargah.web.headquarters import own
from kargah.web.headquarters.ranked import PLACEMENTS, strip
from kargah.web.offices import found, of_headquarters, shown

CHANGES = 200  # that a page shows


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
    """`?only=` narrows to those who qualify and have a place (`in`), have none (`no_place`), or do not qualify (`out`)."""
    chosen = found(Ranking, request, public_id)
    return PLACEMENTS.answer(
        request,
        queries.placements_of(chosen, request.user).select_related("ranking__cycle"),
        "headquarters/ranking.html",
        ranking=chosen,
        numbers=queries.numbers_of(chosen),
        strip=strip(chosen, queries.totals_of(chosen)),
        late=[province for province in provinces() if province.numeric_code in chosen.late_provinces],
        earlier=queries.previous(chosen),
        left=queries.places_left(chosen.cycle),
    )


@of_headquarters
@require_GET
def difference(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a ranking changes against another one of its cycle: `?with=`, else the settled one before it."""
    chosen = found(Ranking, request, public_id)
    others = scope.rows(Ranking, request.user).filter(cycle=chosen.cycle).exclude(pk=chosen.pk)
    if asked := request.GET.get("with"):
        other = others.filter(public_id=asked).first()
        if other is None:
            raise Http404
    else:
        other = queries.previous(chosen) or others.first()
    moved = queries.difference(chosen, other) if other else []
    return shown(
        request,
        "headquarters/ranking_difference.html",
        ranking=chosen,
        other=other,
        others=others,
        moved=moved[:CHANGES],
        number=len(moved),
        more=len(moved) - CHANGES,
    )
