"""The sample guideline of the folder data/, read into the tables as version 1."""

import csv
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from kargah import clock
from kargah.guideline import rules
from kargah.guideline.models import Axis, Criterion, Guideline

DATA = Path(__file__).resolve().parent / "data"


def sample_parameters() -> dict[str, Any]:
    """The parameters of data/guideline-1.json with the layout of the report's workbook."""
    parameters = json.loads((DATA / "guideline-1.json").read_text(encoding="utf-8"))
    return {**parameters, "workbook": json.loads((DATA / "workbook-1.json").read_text(encoding="utf-8"))}


@transaction.atomic
def load() -> tuple[Guideline, bool]:
    """Version 1 and whether it was made now; one that is there already stays as it is.

    Reference data, not a step of the process: it is written as a draft, checked like any other, and then stands as
    published from today.
    """
    if there := Guideline.objects.filter(number=1).first():
        return there, False
    parameters = sample_parameters()
    guideline = Guideline.objects.create(number=1, title=parameters["title_fa"], parameters=parameters)
    with (DATA / parameters["rubric"]).open(encoding="utf-8", newline="") as file:
        write_rubric(guideline, list(csv.DictReader(file)))
    rules.can_be_published(guideline)
    Guideline.objects.filter(pk=guideline.pk).update(
        state=Guideline.State.PUBLISHED, version=1, published_on=clock.today()
    )
    guideline.refresh_from_db()
    return guideline, True


def write_rubric(guideline: Guideline, rows: list[dict[str, str]]) -> None:
    """Axes and criteria of a draft from the rows of a rubric file, in their order."""
    axes: dict[str, Axis] = {}
    for row in rows:
        if row["axis_code"] not in axes:
            axes[row["axis_code"]] = Axis.objects.create(
                guideline=guideline,
                code=row["axis_code"],
                name=row["axis_fa"],
                name_en=row["axis_en"],
                points=int(row["axis_points"]),
                minimum_percent=int(row["axis_min_percent"]),
                position=len(axes) + 1,
            )
    Criterion.objects.bulk_create(
        Criterion(
            guideline=guideline,
            axis=axes[row["axis_code"]],
            code=row["criterion_code"],
            name=row["criterion_fa"],
            name_en=row["criterion_en"],
            maximum=int(row["max_points"]),
            knockout_level=int(row["knockout_min_level"]) if row["knockout_min_level"] else None,
            levels=[int(level) for level in row["levels"].split()],
            na_allowed=row["na_allowed"] == "yes",
            level0=row["level0_fa"],
            level2="" if row["level2_fa"] == "-" else row["level2_fa"],
            level4=row["level4_fa"],
            evidence=row["evidence_fa"],
            photo_required=asks_for_a_photo(row["evidence_fa"]),
            basis=row["basis"],
            position=position,
        )
        for position, row in enumerate(rows, start=1)
    )


def asks_for_a_photo(evidence: str) -> bool:
    """Whether the evidence speaks of a photo, in either language."""
    return "photo" in evidence.casefold() or "عکس" in evidence or "تصویر" in evidence
