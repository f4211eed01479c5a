"""What is ranked, gathered from the database: anonymous, so that it can be published and computed again."""

import hashlib
from typing import Any

from django.db.models import QuerySet

from kargah.cycles.models import Cycle
from kargah.grading import room
from kargah.grading.ranking import draw
from kargah.guideline.arithmetic import NOT_APPLICABLE
from kargah.guideline.queries import rubric_of
from kargah.inputs import canonical
from kargah.places.models import Province
from kargah.reports.models import Report, ReportLine

NOT_RANKED_BY = {"workbook"}  # the layout of sheets decides nothing


def approved_lines(cycle: Cycle) -> QuerySet[ReportLine]:
    """All lines that HQ approved, of approved batches; nobody who withdrew, was struck or is visited anew."""
    approved = ReportLine.objects.standing().filter(
        report__cycle=cycle, report__state=Report.State.APPROVED, state=ReportLine.State.APPROVED
    )
    return approved.select_related("application", "province")


def of(cycle: Cycle) -> dict[str, Any]:
    """The bundle as of now: {guideline, rubric, parameters, seed_digest, places_left, lines}.

    A line carries its own random name, never a tracking code: the declared draw stands for it.
    """
    rubric = rubric_of(cycle.guideline, cycle.parameters)
    keeping = room.keepers(cycle)
    lines = [_line(line, cycle, line.application_id in keeping) for line in approved_lines(cycle)]
    told = {
        "guideline": cycle.guideline.number,
        "rubric": {
            "axes": [
                {"code": a.code, "name": a.name, "points": a.points, "minimum_percent": a.minimum_percent}
                for a in rubric.axes
            ],
            "criteria": [
                {
                    "code": c.code,
                    "axis": c.axis,
                    "maximum": c.maximum,
                    "knockout_level": c.knockout_level,
                    "levels": list(c.levels),
                    "na_allowed": c.na_allowed,
                }
                for c in rubric.criteria
            ],
        },
        "parameters": {key: value for key, value in cycle.parameters.items() if key not in NOT_RANKED_BY},
        "seed_digest": hashlib.sha256(cycle.seed.encode()).hexdigest(),
        "places_left": room.left(cycle),
        "lines": sorted(lines, key=lambda line: line["draw"]),
    }
    return canonical(told)  # type: ignore[no-any-return]


def late_provinces(cycle: Cycle) -> list[str]:
    """Codes of the provinces with a quota and without an approved line: they join a later ranking."""
    there = approved_lines(cycle).values("province_id")
    late = Province.objects.filter(shares__cycle=cycle, shares__allotted__gt=0).exclude(pk__in=there)
    return list(late.values_list("numeric_code", flat=True))


def _line(line: ReportLine, cycle: Cycle, keeps_place: bool) -> dict[str, Any]:
    content = line.content
    return {
        "line": line.public_id,
        "draw": draw(cycle.seed, content["tracking_code"]),
        "province": line.province.numeric_code,
        "craft_group": content["craft_group"],
        "registered_at": content["registered_at"],
        "content_hash": line.content_hash,
        "levels": {
            answer["criterion"]: NOT_APPLICABLE.value if answer["not_applicable"] else answer["level"]
            for answer in content["answers"]
        },
        "conditions": {number: content["conditions"][number]["met"] for number in ("2", "3", "4", "5")},
        "total": content["total"],
        "keeps_place": keeps_place,
    }
