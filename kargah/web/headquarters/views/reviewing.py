"""The reports that came, and each of their lines as it is judged."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from kargah.applications.conditions import WORDS
from kargah.jalali.templatetags.jalali import points
from kargah.reports import difference, queries
from kargah.reports.models import Report, ReportLine
from kargah.web.headquarters import own
from kargah.web.offices import found, of_headquarters, shown
from kargah.web.pictures.points import Axis
from kargah.web.signedin import SignedIn


@of_headquarters
@require_GET
def reports(request: SignedIn) -> HttpResponse:
    cycle = own.the_cycle(request)
    batches = queries.reports_for(request.user).filter(cycle=cycle).exclude(state=Report.State.DRAFTING)
    return shown(request, "headquarters/reports.html", cycle=cycle, reports=batches)


@of_headquarters
@require_GET
def report(request: SignedIn, public_id: str) -> HttpResponse:
    batch = found(Report, request, public_id)
    lines = list(queries.lines_of(batch))
    open_lines = [line for line in lines if line.state == ReportLine.State.PENDING and not line.left]
    return shown(
        request,
        "headquarters/report.html",
        report=batch,
        lines=lines,
        pending=open_lines if batch.state == Report.State.SENT else [],
        versions=batch.versions.select_related("compiled_by", "sent_by", "workbook"),
        changes=changes(batch),
    )


def changes(batch: Report) -> list[Any]:
    """What the newest version changed against the one before it."""
    newest, earlier = batch.newest, batch.versions.filter(number=batch.turn - 1).first()
    if newest is None or earlier is None:
        return []
    return [one for one in difference.diff(earlier, newest) if not one.is_empty]


@of_headquarters
@require_GET
def line(request: SignedIn, public_id: str) -> HttpResponse:
    """One workshop of a report: its points axis by axis, levels with evidence, conditions, notices, and the verdict."""
    shown_line = found(ReportLine, request, public_id)
    batch = shown_line.report
    others = [one.public_id for one in batch.lines.order_by("pk")]
    at = others.index(shown_line.public_id)
    return shown(
        request,
        "headquarters/line.html",
        line=shown_line,
        report=batch,
        case=shown_line.application,
        content=shown_line.content,
        sections=sections(shown_line),
        axes=by_axis(shown_line),
        conditions=_conditions(shown_line),
        notices=[{**one, "defects": one["items"]} for one in shown_line.content.get("notices", [])],
        earlier=others[at - 1] if at else None,
        later=others[at + 1] if at + 1 < len(others) else None,
        then=_after(batch, others[at + 1 :] + others[:at]),
        place=at + 1,
        number=len(others),
        remarks=shown_line.remarks.select_related("criterion"),
        open=batch.state == Report.State.SENT and not shown_line.left,
    )


def _after(batch: Report, others: list[str]) -> str:
    """The next line without a verdict, else the report."""
    pending = set(
        batch.lines.filter(state=ReportLine.State.PENDING, left="").values_list("public_id", flat=True)
    )
    following = next((one for one in others if one in pending), None)
    return (
        reverse("headquarters:line", args=[following])
        if following
        else reverse("headquarters:report", args=[batch.public_id])
    )


def sections(line: ReportLine) -> list[dict[str, Any]]:
    """The axes of the guideline with the answers as they were compiled; photos by their hash."""
    content = line.content
    answers = {one["criterion"]: one for one in content.get("answers", [])}
    scores = {one["code"]: one for one in content.get("axes", [])}
    knockouts = {one["criterion"] for one in content.get("knockouts", [])}
    told: dict[int, dict[str, Any]] = {}
    for criterion in line.report.cycle.guideline.criteria.select_related("axis").order_by("position"):
        if criterion.axis_id not in told:
            score = scores.get(criterion.axis.code, {})
            told[criterion.axis_id] = {
                "axis": criterion.axis,
                "earned": points(score["earned"] * queries.QUARTER) if score else "",
                "maximum": score.get("maximum"),
                "reached": score.get("reached"),
                "rows": [],
            }
        if criterion.code in answers:
            row = {
                "criterion": criterion,
                "answer": answers[criterion.code],
                "knockout": criterion.code in knockouts,
            }
            told[criterion.axis_id]["rows"].append(row)
    return list(told.values())


def by_axis(line: ReportLine) -> list[Axis]:
    """Its axes beside the median of the province's lines in the cycle."""
    medians = queries.axis_medians(line.report.cycle, line.province)
    names = dict(line.report.cycle.guideline.axes.values_list("code", "name"))
    return [
        Axis(
            names.get(one["code"], one["code"]),
            one["earned"] * queries.QUARTER,
            one["maximum"] * 100,
            medians.get(one["code"]),
            one.get("reached"),
        )
        for one in line.content.get("axes", [])
    ]


def _conditions(line: ReportLine) -> list[dict[str, Any]]:
    told = line.content.get("conditions", {})
    return [
        {"number": number, "words": words, **told.get(str(number), {})} for number, words in WORDS.items()
    ]
