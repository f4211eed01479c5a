"""A ranking made again from its published bundle, and held against what was settled."""

from dataclasses import dataclass
from typing import Any

from kargah.grading import placing
from kargah.grading.models import Placement, Ranking
from kargah.inputs import digest
from kargah.reports.models import ReportLine

COMPARED = (
    "total", "band", "qualifies", "reasons", "national_rank", "province_rank", "craft_rank", "within_places",
    "settled_by_rule",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One value of one placement that does not come out again. `now` is None when the line is not there."""

    line: str
    what: str
    kept: Any
    now: Any


@dataclass(frozen=True)
class Rebuilt:
    """`hash_now` of the kept bundle; what comes out differently; lines of the report that are not those any more."""

    hash_kept: str
    hash_now: str
    lines: int
    differences: list[Difference]
    altered: list[str]

    @property
    def same(self) -> bool:
        return self.hash_kept == self.hash_now and not self.differences and not self.altered


def rebuilt(ranking: Ranking) -> Rebuilt:
    """Everything is computed anew; nothing is written."""
    bundle = ranking.bundle
    again = {place["line"]: place for place in placing.ranked(bundle)}
    kept = {one.line.public_id: one for one in _placements(ranking)}
    return Rebuilt(
        hash_kept=ranking.bundle_hash,
        hash_now=digest(bundle),
        lines=len(bundle["lines"]),
        differences=[found for line in sorted({*again, *kept}) for found in _compared(line, kept, again)],
        altered=_altered(bundle),
    )


def _placements(ranking: Ranking) -> list[Placement]:
    return list(ranking.placements.select_related("line"))


def _compared(line: str, kept: dict[str, Placement], again: dict[str, dict[str, Any]]) -> list[Difference]:
    if line not in again or line not in kept:
        return [Difference(line, "line", line if line in kept else None, line if line in again else None)]
    then, now = kept[line], again[line]
    return [
        Difference(line, name, getattr(then, name), now[name])
        for name in COMPARED
        if getattr(then, name) != now[name]
    ]


def _altered(bundle: dict[str, Any]) -> list[str]:
    """Lines whose report says something else than it said when they were ranked."""
    hashes = {line["line"]: line["content_hash"] for line in bundle["lines"]}
    stand = dict(ReportLine.objects.filter(public_id__in=hashes).values_list("public_id", "content_hash"))
    return sorted(line for line, kept in hashes.items() if stand.get(line) != kept)
