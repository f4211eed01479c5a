"""Which box of the chart is lit for a case, kept as a row so that counts are cheap."""

from collections.abc import Collection

from kargah import clock
from kargah.applications.models import Application
from kargah.certificates.models import Certificate
from kargah.grading.models import CandidateList, ListLine, Placement, Ranking
from kargah.inspections.models import Inspection
from kargah.process.models import Standing
from kargah.reports.models import Report, ReportLine

AFTER = "END"  # certified: past the last box
NOWHERE = ""  # a draft has no box


def refresh(case_ids: Collection[int]) -> None:
    """Compute the standing of these cases anew; a row is written only when something changed."""
    if not case_ids:
        return
    cases = {case.pk: case for case in Application.objects.filter(pk__in=set(case_ids))}
    kept = {row.application_id: row for row in Standing.objects.filter(application_id__in=cases)}
    for pk, case in cases.items():
        row = kept.get(pk)
        box, ended = where(case, before=row.box if row else NOWHERE)
        if row is None:
            Standing.objects.create(application=case, box=box, ended=ended, since=clock.now())
        elif (row.box, row.ended) != (box, ended):
            since = clock.now() if row.box != box else row.since
            Standing.objects.filter(pk=row.pk).update(box=box, ended=ended, since=since)


def where(case: Application, *, before: str = NOWHERE) -> tuple[str, bool]:
    """The box of a case, and whether it ended there: the first rule that fits, from below (`states.md`).

    `before` is the box in which a case stood that was then declined, withdrawn or closed: it stays there, crossed.
    """
    if case.state in Application.ENDED:
        return (before or "S3") if case.registered_at else NOWHERE, True
    if case.state != Application.State.SELECTED:
        return _screened(case)  # nothing of the later boxes exists for a case without a place
    if Certificate.objects.filter(application=case).exists():
        return AFTER, False
    return _on_a_list(case) or _ranked(case) or _reported(case) or _inspected(case) or _screened(case)


def _on_a_list(case: Application) -> tuple[str, bool] | None:
    line = ListLine.objects.filter(application=case).select_related("candidate_list").order_by("-pk").first()
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


def _ranked(case: Application) -> tuple[str, bool] | None:
    line = _line(case)
    if line is None or line.left:
        return None
    placement = (
        Placement.objects.filter(line=line, ranking__state=Ranking.State.SETTLED)
        .order_by("-ranking__number")
        .first()
    )
    if placement is None:
        return None
    return "S11", not (placement.qualifies and placement.within_places)


def _line(case: Application) -> ReportLine | None:
    return ReportLine.objects.filter(application=case).select_related("report").order_by("-pk").first()


def _reported(case: Application) -> tuple[str, bool] | None:
    line = _line(case)
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


def _inspected(case: Application) -> tuple[str, bool] | None:
    inspection = (
        Inspection.objects.filter(application=case)
        .exclude(state=Inspection.State.CANCELLED)
        .order_by("-turn")
        .first()
    )
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
