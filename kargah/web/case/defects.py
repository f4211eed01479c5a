"""The defects of a case, each with what was photographed before and after its mending."""

from datetime import date
from typing import Any

from kargah import clock
from kargah.applications.models import Application
from kargah.files.models import Stored
from kargah.inspections import deadlines
from kargah.inspections.models import Defect, DefectNotice, Photo
from kargah.process import scope
from kargah.web.case.reader import Reader

BESIDE = 3  # photos of the criterion that stand in for one of the defect itself


def of(case: Application, reader: Reader) -> dict[str, Any]:
    notices = case.notices.prefetch_related(
        "defects__criterion",
        "defects__photo",
        "defects__answers__photo",
        "defects__verdict__photo",
        "extensions",
    )
    evidence = scope.photos_of(case, reader.user)
    return {
        "notices": [_notice(notice, evidence) for notice in notices.order_by("-turn")],
        "most": case.cycle.limits.defect_notices,
    }


def _notice(notice: DefectNotice, evidence: list[Photo]) -> dict[str, Any]:
    due = notice.effective_due_on
    open_ = not (notice.done_at or notice.lapsed_at or notice.judged_at)
    return {
        "notice": notice,
        "notified_on": date.fromordinal(notice.notified_day),
        "due": due,
        "days_left": deadlines.days_left(due, clock.today()) if open_ else None,
        "days": (due - date.fromordinal(notice.notified_day)).days,
        "defects": [_defect(defect, notice, evidence) for defect in notice.defects.all()],
    }


def _defect(defect: Defect, notice: DefectNotice, evidence: list[Photo]) -> dict[str, Any]:
    answers = list(defect.answers.all())
    verdict = getattr(defect, "verdict", None)
    after = [answer.photo for answer in answers if answer.photo]
    if verdict and verdict.photo:
        after.append(verdict.photo)
    return {
        "defect": defect,
        "answers": answers,
        "verdict": verdict,
        "before": [defect.photo] if defect.photo else _seen_before(defect, notice, evidence),
        "after": after,
    }


def _seen_before(defect: Defect, notice: DefectNotice, evidence: list[Photo]) -> list[Stored]:
    """What the inspector photographed of this criterion until the notice was given."""
    return [
        photo.stored
        for photo in evidence
        if defect.criterion_id
        and photo.criterion_id == defect.criterion_id
        and photo.inspection_id == notice.inspection_id
        and photo.at <= notice.notified_at
    ][:BESIDE]
