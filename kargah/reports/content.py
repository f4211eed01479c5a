"""What a batch says of a workshop, as one canonical dictionary: no names, numbers or addresses of persons in it.

The dictionary is what is hashed, signed, judged and frozen. What the law may demand to erase (names, national ids,
telephones) stays in its own rows and enters the workbook alone.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from kargah import clock
from kargah.applications.models import Application, ConditionDecision
from kargah.cycles.models import Share
from kargah.guideline import arithmetic
from kargah.inputs import digest
from kargah.inspections.models import DefectNotice, Inspection
from kargah.inspections.sheet import score_of

from .models import ReportLine

PARTS = {
    2: ("expert",),
    3: ("expert", "inspector"),
    4: ("inspector",),
    5: ("inspector",),
}  # who judges a condition


def of(line: ReportLine) -> dict[str, Any]:
    """What the line says today. Points are quarters, the total hundredths, days ISO dates, files their SHA-256.

    Raises arithmetic.ScoreMissing when a criterion was not answered.
    """
    case, inspection = line.application, line.inspection
    score, limits = score_of(inspection), line.report.cycle.limits
    return {
        **_facts(case),
        "inspection": {
            "id": inspection.public_id,
            "inspector": inspection.inspector.public_id,
            "turn": inspection.turn,
            "outcome": inspection.state,
            "visited_on": _day(inspection.visited_at),
            "ended_on": _day(inspection.ended_at),
        },
        "conditions": _conditions(case, score.total >= limits.pass_mark),
        "answers": _answers(inspection),
        "photos": _photos(inspection).get(None, []),
        "axes": [
            {
                "code": axis.code,
                "earned": axis.earned,
                "maximum": axis.maximum,
                "reached": axis.minimum_reached,
            }
            for axis in score.axes
        ],
        "knockouts": [
            {"criterion": one.code, "needed": one.needed, "given": one.given} for one in score.open_knockouts
        ],
        "earned": score.earned,
        "maximum": score.maximum,
        "total": score.total,
        "total_points": score.total_points,
        "band": arithmetic.band(score.total, limits),
        "notices": [_notice(notice) for notice in _notices(case)],
        "suggestion": line.suggestion,
    }


def hash_of(content: Mapping[str, Any]) -> str:
    """Hex SHA-256 of the canonical JSON."""
    return digest(content)


def conditions_of(case: Application) -> dict[int, bool | None]:
    """Conditions 2 to 5: met, not met, or None while a part is undecided. The latest decision of a part counts."""
    latest = _latest(case)
    outcomes: dict[int, bool | None] = {}
    for number, parts in PARTS.items():
        said = [latest.get((number, part)) for part in parts]
        if None in said:
            outcomes[number] = None
        else:
            outcomes[number] = all(one.outcome == ConditionDecision.Outcome.MET for one in said if one)
    return outcomes


def summary_of(share: Share) -> dict[str, int]:
    """The province's figures in this cycle."""
    State = Application.State
    cases = Application.objects.filter(share=share, registered_at__isnull=False)
    screened = cases.filter(condition_decisions__condition=2) | cases.filter(
        state__in=[State.ELIGIBLE, State.WAITLISTED, State.SELECTED, State.DECLINED]
    )
    visits = Inspection.objects.filter(application__share=share)
    reached = visits.filter(state__in=Inspection.ENDED_WITH_SCORE, total__gte=share.cycle.limits.pass_mark)
    return {
        "quota": share.allotted,
        "requests": cases.count(),
        "screened": screened.distinct().count(),
        "inspected": visits.filter(visited_at__isnull=False).values("application").distinct().count(),
        "reached_pass_mark": reached.values("application").distinct().count(),
        "withdrawn": cases.filter(state=State.WITHDRAWN).count(),
        "declined": cases.filter(state=State.DECLINED).count(),
    }


def _facts(case: Application) -> dict[str, Any]:
    workshop = case.workshop
    return {
        "case": case.public_id,
        "tracking_code": case.tracking_code,
        "registered_at": case.registered_at.isoformat() if case.registered_at else None,
        "workshop": {
            "id": workshop.public_id,
            "name": workshop.name,
            "holder_kind": workshop.holder_kind,
            "county": workshop.county,
            "city": workshop.city,
            "rural": workshop.rural,
        },
        "craft_group": case.craft_group.code,
        "craft_fields": [field.code for field in case.craft_fields.order_by("code")],
        "first_licensed_on": _iso(case.first_licensed_on),
        "licences": [
            {"kind": one.kind, "issued_on": _iso(one.issued_on), "expires_on": _iso(one.expires_on)}
            for one in workshop.licences.all()
        ],
        "women": case.women,
        "men": case.men,
        "products": [
            {
                "name": one.name,
                "monthly_volume": format(one.monthly_volume.normalize(), "f"),
                "unit": one.unit,
            }
            for one in case.products.all()
        ],
    }


def _conditions(case: Application, pass_mark_reached: bool) -> dict[str, Any]:
    latest, outcomes = _latest(case), conditions_of(case)
    told: dict[str, Any] = {"1": {"met": pass_mark_reached, "parts": []}}
    for number, parts in PARTS.items():
        told[str(number)] = {
            "met": outcomes[number],
            "parts": [
                {"part": part, "outcome": one.outcome, "why": one.why, "on": _day(one.at)}
                for part in parts
                if (one := latest.get((number, part)))
            ],
        }
    return told


def _latest(case: Application) -> dict[tuple[int, str], ConditionDecision]:
    return {(one.condition, one.part): one for one in case.condition_decisions.order_by("pk")}


def _answers(inspection: Inspection) -> list[dict[str, Any]]:
    photos = _photos(inspection)
    current = inspection.answers.filter(current=True).select_related("criterion")
    return [
        {
            "criterion": one.criterion.code,
            "level": one.level,
            "not_applicable": one.not_applicable,
            "reason": one.reason,
            "note": one.note,
            "measured": one.measured,
            "revision": one.revision,
            "photos": photos.get(one.criterion_id, []),
        }
        for one in current.order_by("criterion__position")
    ]


def _photos(inspection: Inspection) -> dict[int | None, list[str]]:
    found: dict[int | None, list[str]] = {}
    kept = inspection.photos.filter(removed_at__isnull=True).select_related("stored").order_by("pk")
    for photo in kept:
        found.setdefault(photo.criterion_id, []).append(photo.stored.sha256)
    return found


def _notices(case: Application) -> list[DefectNotice]:
    wanted = ("extensions", "defects__criterion", "defects__verdict")
    return list(case.notices.prefetch_related(*wanted).order_by("turn"))


def _notice(notice: DefectNotice) -> dict[str, Any]:
    return {
        "turn": notice.turn,
        "notified_on": _iso(date.fromordinal(notice.notified_day)),
        "due_on": _iso(notice.effective_due_on),
        "done_on": _day(notice.done_at),
        "lapsed_on": _day(notice.lapsed_at),
        "judged_on": _day(notice.judged_at),
        "items": [
            {
                "criterion": item.criterion.code if item.criterion else None,
                "condition": item.condition,
                "class": item.defect_class,
                "text": item.text,
                "mended": item.verdict.mended if hasattr(item, "verdict") else None,
            }
            for item in notice.defects.all()
        ],
    }


def _day(instant: datetime | None) -> str | None:
    return clock.day_of(instant).isoformat() if instant else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
