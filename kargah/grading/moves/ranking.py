"""S10: all approved lines are ranked and graded; headquarters looks, then settles."""

from typing import Any

from django.db.models import Max

from kargah import clock
from kargah.cycles.models import Cycle
from kargah.inputs import digest

from .. import bundle, placing
from ..models import Placement, Ranking


def preview_ranking(cycle: Cycle, *, by: Any) -> Ranking:
    """Nothing refers to a preview: the one before it goes, and its number is taken again."""
    Ranking.objects.filter(cycle=cycle, state=Ranking.State.PREVIEW).delete()
    told = bundle.of(cycle)
    last = Ranking.objects.filter(cycle=cycle).aggregate(last=Max("number"))["last"] or 0
    ranking = Ranking.objects.create(
        cycle=cycle,
        number=last + 1,
        bundle=told,
        bundle_hash=digest(told),
        late_provinces=bundle.late_provinces(cycle),
        previewed_by=by,
    )
    lines = {line.public_id: line for line in bundle.approved_lines(cycle)}
    Placement.objects.bulk_create(
        [
            Placement(
                ranking=ranking,
                line=lines[place["line"]],
                application_id=lines[place["line"]].application_id,
                **{name: value for name, value in place.items() if name != "line"},
            )
            for place in placing.ranked(told)
        ],
        batch_size=500,
    )
    return ranking


def settle_ranking(ranking: Ranking, *, by: Any) -> None:
    """The placements are frozen from here on."""
    ranking.settled_by, ranking.settled_at = by, clock.now()
    ranking.save(update_fields=["settled_by", "settled_at"])
