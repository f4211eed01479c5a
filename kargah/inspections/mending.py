"""Where the mending of defects stands: the open notice, what is answered, what stays open."""

from kargah import clock

from . import deadlines
from .models import Defect, DefectNotice, Inspection


def open_notice(inspection: Inspection) -> DefectNotice | None:
    """The notice that was given and has no verdict yet."""
    return inspection.notices.filter(judged_at=None).first()


def the_open_notice(inspection: Inspection) -> DefectNotice:
    """The same, where a guard of the move has seen that there is one."""
    return inspection.notices.filter(judged_at=None)[0]


def notices_given(inspection: Inspection) -> int:
    """Counted for the case: a second inspection of it gets no new ones."""
    return DefectNotice.objects.filter(application=inspection.application_id).count()


def a_notice_is_left(inspection: Inspection) -> bool:
    return notices_given(inspection) < inspection.application.cycle.limits.defect_notices


def is_overdue(notice: DefectNotice) -> bool:
    return deadlines.is_late(notice.effective_due_on, clock.today())


def unanswered(notice: DefectNotice) -> list[Defect]:
    return list(notice.defects.filter(answers=None))


def open_defects(inspection: Inspection) -> list[Defect]:
    """Per criterion or condition the latest item, where it was not found mended."""
    latest: dict[str, Defect] = {}
    defects = Defect.objects.filter(notice__inspection=inspection).select_related(
        "criterion", "verdict", "notice"
    )
    for defect in defects.order_by("notice__turn", "pk"):
        latest[defect.about] = defect
    return [
        defect for defect in latest.values() if not (hasattr(defect, "verdict") and defect.verdict.mended)
    ]


def grave_defects(inspection: Inspection) -> list[Defect]:
    """The open items that are critical or major; a condition counts as major."""
    return [defect for defect in open_defects(inspection) if defect.is_grave]


def answered_in_time(defect: Defect) -> bool:
    """Whether a photo came in time: the only ground for a verdict from photos."""
    return defect.answers.filter(late=False, photo__isnull=False).exists()
