"""The parts of a case's page: what each reader may see of a case, gathered from the rows that hang on it."""

from typing import Any

from django.utils.translation import gettext as _

from kargah.appeals.models import Appeal
from kargah.applications.models import Application, Mark
from kargah.certificates.models import Certificate
from kargah.grading.models import ListLine, Omission
from kargah.guideline import arithmetic
from kargah.guideline.sentences import condition_name, sum_sentence
from kargah.inspections import sheet
from kargah.inspections.models import HeldPacket, Inspection
from kargah.jalali.templatetags.jalali import fa, points
from kargah.process import scope
from kargah.reports.models import ReportLine

CONDITIONS = (1, 2, 3, 4, 5)


def subjects_of(case: Application, user: Any) -> list[Any]:
    """The rows of a case on which steps are taken, as far as this person sees them."""
    hanging: list[Any] = [case]
    running = scope.rows(Inspection, user).filter(application=case).exclude(state=Inspection.State.CANCELLED)
    hanging += list(running.order_by("-turn")[:1])
    hanging += list(scope.rows(HeldPacket, user).filter(inspection__application=case))
    hanging += list(scope.rows(ReportLine, user).filter(application=case, left="").order_by("-pk")[:1])
    hanging += list(scope.rows(ListLine, user).filter(application=case, left="").order_by("-pk")[:1])
    hanging += list(scope.rows(Omission, user).filter(application=case))
    hanging += list(scope.rows(Certificate, user).filter(application=case))
    hanging += list(scope.rows(Mark, user).filter(application=case))
    hanging += list(scope.rows(Appeal, user).filter(application=case))
    return hanging


def of(case: Application, user: Any, *, office: bool) -> dict[str, Any]:
    """Everything that the template shows beside header, picture, steps and history."""
    inspections = list(scope.rows(Inspection, user).filter(application=case))
    report_lines = list(scope.rows(ReportLine, user).filter(application=case)) if office else []
    list_lines = list(scope.rows(ListLine, user).filter(application=case)) if office else []
    return {
        "products": case.products.all(),
        "licences": case.workshop.licences.all(),
        "papers": case.attachments.select_related("stored"),
        "conditions": conditions(case),
        "inspections": inspections,
        "notices": case.notices.prefetch_related(
            "defects__answers", "defects__verdict", "extensions", "defects__criterion"
        ),
        "scores": scores(case, user, inspections),
        "report_lines": report_lines,
        "list_lines": list_lines,
        "certificates": list(scope.rows(Certificate, user).filter(application=case)),
        "appeals": list(scope.rows(Appeal, user).filter(application=case)),
        "marks": list(scope.rows(Mark, user).filter(application=case)) if office else [],
        "declines": case.declines.all(),
        "completions": case.completion_requests.all(),
    }


def conditions(case: Application) -> list[dict[str, Any]]:
    """The five conditions, each with its latest judgement (by part), or none yet. The first is computed at the ranking."""
    latest = {(decision.condition, decision.part): decision for decision in case.condition_decisions.all()}
    return [
        {
            "number": number,
            "name": condition_name(number),
            "decisions": [decision for (condition, _part), decision in latest.items() if condition == number],
        }
        for number in CONDITIONS
    ]


def scores(case: Application, user: Any, inspections: list[Inspection]) -> list[dict[str, Any]]:
    """The arithmetic of each ended inspection, for those to whom points are shown."""
    if not scope.sees_points(user, case):
        return []
    return [
        _score(inspection) for inspection in inspections if inspection.state in Inspection.ENDED_WITH_SCORE
    ]


def _score(inspection: Inspection) -> dict[str, Any]:
    told: dict[str, Any] = {"inspection": inspection, "total": inspection.total, "sum": "", "axes": []}
    try:
        score = sheet.score_of(inspection)
    except (arithmetic.ScoreMissing, arithmetic.NothingApplies):
        return told
    told["sum"] = sum_sentence(score.arithmetic)
    told["knockouts"] = score.open_knockouts
    told["axes"] = [
        {
            "code": axis.code,
            "name": axis.name,
            "earned": points(axis.earned * 25),
            "maximum": fa(axis.maximum),
            "minimum": axis.minimum_percent,
            "reached": axis.minimum_reached,
        }
        for axis in score.axes
    ]
    return told


def loops(case: Application, here: str) -> dict[str, str]:
    """How often the case went round: short words at the boxes of the chart."""
    found = {}
    if (given := case.notices.count()) and (most := case.cycle.limits.defect_notices):
        found["S6"] = _("notice %(number)s of %(most)s") % {"number": fa(given), "most": fa(most)}
    line = case.report_lines.select_related("report").order_by("-pk").first()
    if line is not None and line.report.turn > 1:
        found["D1"] = _("version %(number)s") % {"number": fa(line.report.turn)}
    listed = case.list_lines.select_related("candidate_list").order_by("-pk").first()
    if listed is not None and listed.candidate_list.turn > 1:
        found["D2"] = _("version %(number)s") % {"number": fa(listed.candidate_list.turn)}
    if here and (asked := case.completion_requests.count()):
        found["S3"] = _("completion %(number)s") % {"number": fa(asked)}
    return found
