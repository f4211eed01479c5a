"""What pages and decisions ask about batches, lines and versions."""

import statistics
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from kargah.cycles.models import Cycle, Share
from kargah.inspections.models import Inspection
from kargah.people.models import User
from kargah.places.models import Province
from kargah.refusal import Refused

from . import rules, tables, versions
from .models import Remark, Report, ReportLine, ReportVersion

QUARTER = 25  # hundredths: levels earn quarters of a point


def reports_for(user: User) -> QuerySet[Report]:
    """The batches that this person may see, newest first, with how many lines stand in each verdict."""
    counts = {
        state.value: Count("lines", filter=Q(lines__state=state.value, lines__left=""))
        for state in ReportLine.State
    }
    named = {f"lines_{name}": count for name, count in counts.items()}
    return Report.objects.visible_to(user).select_related("province", "cycle").annotate(**named)


def waiting_for_headquarters(user: User) -> QuerySet[Report]:
    """Batches that were sent and are not answered, the oldest first."""
    return reports_for(user).filter(state=Report.State.SENT).order_by("pk")


def waiting_lines(user: User) -> QuerySet[ReportLine]:
    """Lines without a verdict in batches that lie at headquarters."""
    lines = ReportLine.objects.visible_to(user).standing()
    return lines.filter(state=ReportLine.State.PENDING, report__state=Report.State.SENT).select_related(
        "application__workshop", "report", "province"
    )


def lines_to_correct(user: User) -> QuerySet[ReportLine]:
    """Returned lines of this inspector on which the province asks for a level."""
    sent = _number_sent(OuterRef("line__report"))
    asked = Remark.objects.filter(turn=Subquery(sent), inspector_asked_at__isnull=False)
    lines = ReportLine.objects.standing().filter(inspection__inspector=user, state=ReportLine.State.RETURNED)
    return lines.filter(report__state=Report.State.RETURNED, pk__in=asked.values("line")).select_related(
        "application__workshop", "report"
    )


def axis_medians(cycle: Cycle, province: Province) -> dict[str, int]:
    """By code of the axis the median of the province's lines in this cycle, in hundredths."""
    lines = ReportLine.objects.standing().filter(report__cycle=cycle, province=province)
    earned: dict[str, list[int]] = {}
    for axes in lines.values_list("content__axes", flat=True):
        for axis in axes or []:
            earned.setdefault(axis["code"], []).append(axis["earned"] * QUARTER)
    return {code: round(statistics.median(values)) for code, values in earned.items()}


def lines_of(report: Report) -> QuerySet[ReportLine]:
    """All lines of a batch, also those that left it, in their order."""
    wanted = ("application__workshop", "application__craft_group", "inspection__inspector", "judged_by")
    return (
        report.lines.select_related(*wanted)
        .prefetch_related("remarks__criterion", "corrections")
        .order_by("pk")
    )


def verdicts_of(report: Report) -> dict[str, int]:
    """How many standing lines have each verdict, those with none included."""
    counted = dict(report.lines.standing().order_by().values_list("state").annotate(Count("pk")))
    return {state.value: counted.get(state.value, 0) for state in ReportLine.State}


def returned_lines(report: Report) -> list[ReportLine]:
    """Lines that wait for the province's answer to remarks. One that left the report waits for nothing."""
    return list(report.lines.standing().filter(state=ReportLine.State.RETURNED).order_by("pk"))


def open_remarks(line: ReportLine) -> QuerySet[Remark]:
    return versions.open_remarks(line)


def ready_inspections(share: Share, *, batch: Report | None = None) -> list[Inspection]:
    """Inspections of this share that may join the batch now, in the order of their cases."""
    ended = Inspection.objects.filter(application__share=share, state__in=Inspection.ENDED_WITH_SCORE)
    done_with = Q(state=ReportLine.State.POSTPONED, report__state=Report.State.APPROVED)
    taken = ReportLine.objects.standing().exclude(done_with).values("application")
    newest = Inspection.objects.filter(application=OuterRef("application")).order_by("-turn").values("pk")[:1]
    free = ended.exclude(application__in=taken).filter(pk=Subquery(newest))
    if batch is not None:
        free = free.exclude(application__in=batch.lines.values("application"))
    wanted = ("application__workshop", "application__cycle", "inspector")
    return [
        one
        for one in free.select_related(*wanted).order_by("application__registered_at", "pk")
        if _is_ready(one)
    ]


def shown_hash(report: Report) -> str:
    """What the deputy is shown and signs: the hash of the newest version; "" before the first."""
    return report.newest.hash if report.newest else ""


def tables_of(report: Report, *, named: bool = True) -> list[dict[str, Any]]:
    """The sheets of the guideline: {"key", "title", "columns": [{"key", "fa", "type"}], "rows": as `tables.rows`}.

    While the province works on the batch they are filled from what is stored now, else from the newest version.
    `named` false leaves the cells of persons empty. Raises arithmetic.ScoreMissing where an answer is missing.
    """
    open_to_the_province = report.state in (Report.State.DRAFTING, Report.State.RETURNED)
    told = versions.preview(report) if open_to_the_province else report.newest.content
    people = versions.people_of(versions.standing_lines(report)) if named else None
    filled = tables.rows(told, report.cycle, people)
    sheets = report.cycle.limits.workbook["sheets"]
    return [{**sheet, "title": sheet["fa"], "rows": filled.get(sheet["key"], [])} for sheet in sheets]


def workbook_of(report: Report, number: int) -> Any:
    """The stored workbook of one version; None when there is no such version."""
    version = report.versions.select_related("workbook").filter(number=number).first()
    return version.workbook if version else None


def people_of(lines: Iterable[ReportLine]) -> dict[str, dict[str, Any]]:
    return versions.people_of(list(lines))


def _is_ready(inspection: Inspection) -> bool:
    try:
        rules.case_is_ready(inspection)
    except Refused:
        return False
    return True


def _number_sent(report: Any) -> QuerySet:
    sent = ReportVersion.objects.filter(report=report, sent_at__isnull=False)
    return sent.order_by("-number").values("number")[:1]
