"""Which box of the chart is lit for a case, kept as a row so that counts are cheap."""

from collections.abc import Collection
from dataclasses import dataclass

from kargah import clock
from kargah.applications.models import Application
from kargah.certificates.models import Certificate
from kargah.grading.models import CandidateList, ListLine, Placement, Ranking
from kargah.inspections.models import Inspection
from kargah.process.models import Standing
from kargah.reports.models import Report, ReportLine

AFTER = "END"  # certified: past the last box
NOWHERE = ""  # a draft has no box


@dataclass
class Facts:
    """What the lamp of one case is decided by: the newest row of each kind."""

    certified: bool = False
    on_a_list: ListLine | None = None
    line: ReportLine | None = None
    placement: Placement | None = None
    inspection: Inspection | None = None


def refresh(case_ids: Collection[int]) -> None:
    """Compute the standing of these cases anew; a row is written only when something changed."""
    if not case_ids:
        return
    cases = {case.pk: case for case in Application.objects.filter(pk__in=set(case_ids))}
    kept = {row.application_id: row for row in Standing.objects.filter(application_id__in=cases)}
    facts = facts_of(cases.values())
    for pk, case in cases.items():
        row = kept.get(pk)
        box, ended = where(case, before=row.box if row else NOWHERE, facts=facts[pk])
        if row is None:
            Standing.objects.create(application=case, box=box, ended=ended, since=clock.now())
        elif (row.box, row.ended) != (box, ended):
            since = clock.now() if row.box != box else row.since
            Standing.objects.filter(pk=row.pk).update(box=box, ended=ended, since=since)


def facts_of(cases: Collection[Application]) -> dict[int, Facts]:
    """By key of the case. One question per kind of row, however many cases there are.

    Only a selected case has inspections that go on, only what was inspected stands in a report, and only from there
    a case is ranked, listed and certified: what cannot be there is not asked for.
    """
    facts = {case.pk: Facts() for case in cases}
    selected = [case.pk for case in cases if case.state == Application.State.SELECTED]
    if not selected:
        return facts
    for inspection in (
        Inspection.objects.filter(application__in=selected)
        .exclude(state=Inspection.State.CANCELLED)
        .order_by("turn")
    ):
        facts[inspection.application_id].inspection = inspection
    lines = ReportLine.objects.filter(application__in=selected).select_related("report").defer("content")
    for line in lines.order_by("pk"):
        facts[line.application_id].line = line
    reported = {one.line.pk: one for one in facts.values() if one.line}
    if not reported:
        return facts
    for placement in Placement.objects.filter(
        line__in=reported, ranking__state=Ranking.State.SETTLED
    ).order_by("ranking__number"):
        reported[placement.line_id].placement = placement
    listed = ListLine.objects.filter(application__in=selected).select_related("candidate_list")
    for on_a_list in listed.order_by("pk"):
        facts[on_a_list.application_id].on_a_list = on_a_list
    for pk in Certificate.objects.filter(application__in=selected).values_list("application_id", flat=True):
        facts[pk].certified = True
    return facts


def where(case: Application, *, before: str = NOWHERE, facts: Facts | None = None) -> tuple[str, bool]:
    """The box of a case, and whether it ended there: the first rule that fits, from below (`states.md`).

    `before` is the box in which a case stood that was then declined, withdrawn or closed: it stays there, crossed.
    """
    if case.state in Application.ENDED:
        return (before or "S3") if case.registered_at else NOWHERE, True
    facts = facts or facts_of([case])[case.pk]
    if facts.certified:
        return AFTER, False
    return (
        _on_a_list(facts.on_a_list)
        or _ranked(facts.line, facts.placement)
        or _reported(facts.line)
        or _inspected(facts.inspection)
        or _screened(case)
    )


def _on_a_list(line: ListLine | None) -> tuple[str, bool] | None:
    if line is None:
        return None
    if line.left == ReportLine.Left.REPLACED:
        return None
    if line.left:
        return "S14" if line.state in ("agreed", "decided") else "D2", True
    if line.state == ListLine.State.DROPPED:
        return "S13", True
    if line.state in (ListLine.State.AGREED, ListLine.State.DECIDED):
        return "S14", False
    if line.state in (ListLine.State.OBJECTED, ListLine.State.KEPT):
        return "S13", False
    return ("S12" if line.candidate_list.state == CandidateList.State.DRAWN else "D2"), False


def _ranked(line: ReportLine | None, placement: Placement | None) -> tuple[str, bool] | None:
    if line is None or line.left or placement is None:
        return None
    return "S11", not (placement.qualifies and placement.within_places)


def _reported(line: ReportLine | None) -> tuple[str, bool] | None:
    if line is None or line.left == ReportLine.Left.REPLACED:
        return None
    report = line.report
    if line.left:
        return "D1", True
    match report.state:
        case Report.State.APPROVED:
            if line.state == ReportLine.State.EXCLUDED:
                return "D1", True
            if line.state == ReportLine.State.POSTPONED:
                return "S7", False
            return "S10", False
        case Report.State.RETURNED:
            return "S9a", False
        case Report.State.SENT:
            return "D1", False
        case Report.State.COMPILED:
            return ("S9b" if report.turn > 1 else "S8"), False
    return None  # drafting: where the inspection stands


def _inspected(inspection: Inspection | None) -> tuple[str, bool] | None:
    if inspection is None:
        return None
    if inspection.state in Inspection.ENDED_WITH_SCORE:
        return "S7", False
    if inspection.state in (Inspection.State.VISITED, Inspection.State.REPAIRING):
        return "S6", False
    return "S5", False


def _screened(case: Application) -> tuple[str, bool]:
    if case.state == Application.State.SELECTED:
        return "S4", False
    return (NOWHERE if case.state == Application.State.DRAFT else "S3"), False
