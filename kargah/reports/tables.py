"""The four sheets of the guideline, filled from a version's content: page, workbook and comparison read the same rows."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from kargah.applications.models import Licence, Workshop
from kargah.cycles.models import Cycle
from kargah.guideline.models import Criterion
from kargah.paper import workbook
from kargah.places.models import CraftField, CraftGroup, Province

Row = dict[str, Any]
KINDS = {"int": "int", "level": "int", "date": "date", "hundredths": "decimal", "quarters": "decimal"}


def rows(
    content: Mapping[str, Any], cycle: Cycle, people: Mapping[str, Row] | None = None
) -> dict[str, list[Row]]:
    """By the key of the sheet its rows: text, whole numbers, Decimal points, dates, None.

    `content` is that of a version. `people` gives by tracking code what the content leaves out because it is of
    persons (see `queries.people_of`); without it those cells stay empty.
    """
    criteria = {one.code: one for one in Criterion.objects.filter(guideline_id=cycle.guideline_id)}
    province = Province.objects.get(numeric_code=content["province"]).name
    lines = content["lines"]
    return {
        "workshops": [
            {
                **_workshop(line),
                "row": place,
                "province": province,
                **(people or {}).get(line["tracking_code"], {}),
            }
            for place, line in enumerate(lines, start=1)
        ],
        "levels": [_level(line, answer, criteria) for line in lines for answer in line["answers"]],
        "defects": [
            _defect(line, notice, item, cycle)
            for line in lines
            for notice in line["notices"]
            for item in notice["items"]
        ],
        "summary": [dict(content["summary"])],
    }


def workbook_of(content: Mapping[str, Any], cycle: Cycle, people: Mapping[str, Row] | None = None) -> bytes:
    """The .xlsx, laid out by the guideline that is frozen in the cycle; always in Persian."""
    with override("fa"):
        filled = rows(content, cycle, people)
        sheets = [
            workbook.Sheet(
                sheet["fa"], [_column(column) for column in sheet["columns"]], filled.get(sheet["key"], [])
            )
            for sheet in cycle.limits.workbook["sheets"]
        ]
        meta = {name: content[name] for name in ("guideline", "cycle", "province", "number", "version")}
        return workbook.write(sheets, meta=meta)


def points(quarters: int | None) -> Decimal | None:
    """Quarters of a point as points: 2449 -> Decimal("612.25")."""
    return None if quarters is None else Decimal(quarters) / 4


def _column(column: Mapping[str, Any]) -> workbook.Column:
    choices = [_("yes"), _("no")] if column["type"] == "yes_no" else column.get("choices")
    return workbook.Column(column["key"], column["fa"], KINDS.get(column["type"], "text"), choices=choices)  # type: ignore[arg-type]


def _workshop(line: Mapping[str, Any]) -> Row:
    workshop, visit = line["workshop"], line["inspection"]
    first = line["licences"][0] if line["licences"] else {}
    product = line["products"][0] if line["products"] else {}
    fields = CraftField.objects.filter(code__in=line["craft_fields"]).order_by("code")
    return {
        "county": workshop["county"],
        "tracking_code": line["tracking_code"],
        "workshop_name": workshop["name"],
        "person_kind": _("legal") if workshop["holder_kind"] == Workshop.Holder.LEGAL else _("natural"),
        "licence_kind": str(Licence.Kind(first["kind"]).label) if first else None,
        "first_licensed_on": _date(line["first_licensed_on"]),
        "licence_ends_on": _date(first.get("expires_on")),
        "craft_group": CraftGroup.objects.get(code=line["craft_group"]).name,
        "craft_field": "، ".join(field.name for field in fields),
        "craft_code": "، ".join(field.official_code or field.code for field in fields),
        "women_working": line["women"],
        "men_working": line["men"],
        "monthly_volume": Decimal(product["monthly_volume"]) if product else None,
        "volume_unit": product.get("unit"),
        "visited_on": _date(visit["visited_on"]),
        "repair_turns": len(line["notices"]),
        "confirmed_on": _date(visit["ended_on"]),
        "total": Decimal(line["total"]) / 100,
        **{f"axis_{axis['code']}": points(axis["earned"]) for axis in line["axes"]},
        "knockout_open": _("yes") if line["knockouts"] else _("no"),
        "province_proposal": line["suggestion"],
        "remarks": _("closed as found") if visit["outcome"] == "closed_as_found" else None,
    }


def _level(line: Mapping[str, Any], answer: Mapping[str, Any], criteria: Mapping[str, Criterion]) -> Row:
    criterion = criteria[answer["criterion"]]
    left_out = answer["not_applicable"]
    return {
        "tracking_code": line["tracking_code"],
        "criterion_code": criterion.code,
        "criterion_name": criterion.name,
        "maximum": criterion.maximum,
        "level": _("not applicable") if left_out else answer["level"],
        "points": None if left_out else points(criterion.maximum * answer["level"]),
        "measured": answer["measured"],
        "note": " – ".join(said for said in (answer["note"], answer["reason"]) if said),
    }


def _defect(line: Mapping[str, Any], notice: Mapping[str, Any], item: Mapping[str, Any], cycle: Cycle) -> Row:
    classes = {one.code: one.name for one in cycle.limits.defect_classes}
    verdicts = {True: _("mended"), False: _("not mended"), None: ""}
    return {
        "tracking_code": line["tracking_code"],
        "turn": notice["turn"],
        "criterion_code": item["criterion"] or _("condition %(number)s") % {"number": item["condition"]},
        "description": item["text"],
        "defect_class": classes.get(item["class"], item["class"]),
        "notified_on": _date(notice["notified_on"]),
        "due_on": _date(notice["due_on"]),
        "answered_on": _date(notice["done_on"]),
        "verdict": verdicts[item["mended"]],
    }


def _date(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
