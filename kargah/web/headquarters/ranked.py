"""The long table of a ranking: what narrows it, its ties, and the lines that cut it."""

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from kargah.grading.models import Placement, Ranking
from kargah.grading.queries import reason_sentences
from kargah.jalali.templatetags.jalali import fa, points
from kargah.places.queries import active_groups, provinces
from kargah.web.listing.listing import Column, Listed, Listing
from kargah.web.listing.sought import Sought, choice, offer

RESULTS = {
    "in": {"qualifies": True, "within_places": True},
    "no_place": {"qualifies": True, "within_places": False},
    "out": {"qualifies": False},
}


class OfPlacements(Sought):
    by = {"province": "application__province__numeric_code", "group": "application__craft_group__code"}
    only = choice(
        lazy("Result"),
        [
            ("in", lazy("Qualifying, with a place")),
            ("no_place", lazy("Qualifying, no place left")),
            ("out", lazy("Not qualifying")),
        ],
    )
    province = choice(lazy("Province"))
    group = choice(lazy("Craft group"))

    def prepare(self) -> None:
        offer(self, "province", ((one.numeric_code, one.title) for one in provinces()))
        offer(self, "group", ((one.code, one.title) for one in active_groups()))

    def narrowed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return super().narrowed(rows).filter(**RESULTS.get(self.asked.get("only", ""), {}))


def told(listed: Listed) -> None:
    """Mark on each row of the page its reasons, its tie, and the `cuts` that lie above it."""
    rows = listed.part.rows
    if not rows:
        return
    before = _row_before(listed, rows[0]) if listed.order == "rank" else None
    for at, row in enumerate(rows):
        above = rows[at - 1] if at else before
        below = rows[at + 1] if at + 1 < len(rows) else None
        row.why = reason_sentences(row)
        row.tied = any(one is not None and one.total == row.total for one in (above, below))
        row.cuts = cuts(above, row) if listed.order == "rank" and above is not None else []


def _row_before(listed: Listed, first: Placement) -> Placement | None:
    earlier = listed.narrowed.filter(national_rank__lte=first.national_rank).exclude(
        national_rank=first.national_rank, pk__gte=first.pk
    )
    return earlier.order_by("-national_rank", "-pk").first()


def cuts(above: Placement, below: Placement) -> list[str]:
    """The lines between two neighbours of the ranking: the end of the places, the pass mark, the bounds of the grades."""
    limits, lines = above.ranking.cycle.limits, []
    if above.qualifies and above.within_places and not (below.qualifies and below.within_places):
        lines.append(_("The last one with a place stands above this line"))
    if above.total >= limits.pass_mark > below.total:
        lines.append(_("Pass mark %(points)s") % {"points": points(limits.pass_mark)})
    lines += [
        _("Grade “%(grade)s” from %(points)s points")
        % {"grade": band.name, "points": points(band.from_hundredths)}
        for band in limits.bands
        if above.total >= band.from_hundredths > below.total and band.from_hundredths != limits.pass_mark
    ]
    return lines


def strip(ranking: Ranking, totals: dict[int, int]) -> dict[str, Any]:
    """The scores as dots, and the same in the bands of the guideline."""
    limits = ranking.cycle.limits
    bounds = [(band.name, band.from_hundredths) for band in limits.bands]
    rows, upper = [], None
    for name, lower in [*bounds, (limits.below_bands, 0)]:
        number = sum(
            count for total, count in totals.items() if total >= lower and (upper is None or total < upper)
        )
        words = _("%(grade)s, from %(points)s points") % {"grade": name, "points": points(lower) or fa(0)}
        rows.append((words, number))
        upper = lower
    return {
        "numbers": totals, "line": limits.pass_mark, "most": limits.total_points * 100, "rows": rows,
    }  # fmt: skip


PLACEMENTS = Listing(
    "ranking",
    lazy("Ranking"),
    OfPlacements,
    (
        Column(lazy("Country"), lambda row: row.national_rank, kind="int", order="rank", css="n"),
        Column(lazy("Workshop"), lambda row: row.application.workshop.name),
        Column(lazy("Province"), lambda row: row.application.province.title),
        Column(lazy("Points"), lambda row: _points(row.total), kind="decimal", css="n"),
        Column(lazy("Grade"), lambda row: row.band),
        Column(lazy("In the province"), lambda row: row.province_rank, kind="int", css="n"),
        Column(lazy("In the craft"), lambda row: row.craft_rank, kind="int", css="n"),
        Column(lazy("Result"), lambda row: _result(row)),
        Column(lazy("Why"), lambda row: " ".join(reason_sentences(row)), css="wide"),
    ),
    {"rank": ("national_rank",)},
    "headquarters/_placement_row.html",
    size=100,
    named_by="application__public_id",
    told=told,
)


def _points(total: int) -> Any:
    return Decimal(total) / 100


def _result(row: Placement) -> Any:
    if not row.qualifies:
        return _("Does not qualify")
    return _("Qualifies") if row.within_places else _("No place left")
