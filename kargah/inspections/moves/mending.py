"""S6: defects are notified and answered, deadlines extended or over, the re-visit judged, the inspection ended."""

from typing import Any

from kargah import clock
from kargah.applications.models import ConditionDecision
from kargah.files import intake
from kargah.files.models import Stored
from kargah.inspections import mending, sheet
from kargah.inspections.models import (
    Defect,
    DefectAnswer,
    DefectNotice,
    DefectVerdict,
    Extension,
    Inspection,
    VisitFailure,
)
from kargah.people.models import User

FAILED_REVISITS = 2  # the second one counts as a verdict


def notify_defects(inspection: Inspection, *, by: User, items: list[dict[str, Any]]) -> None:
    """The notice given today is due at the end of today + the guideline's days."""
    notice = DefectNotice.objects.create(
        application_id=inspection.application_id,
        inspection=inspection,
        turn=mending.notices_given(inspection) + 1,
        notified_day=clock.today().toordinal(),
        days=inspection.application.cycle.limits.defect_notice_days,
        notified_by=by,
    )
    for item in items:
        Defect.objects.create(notice=notice, **{**item, "photo": _kept(item["photo"])})


def answer_defects(inspection: Inspection, *, by: User, answers: list[dict[str, Any]], done: bool) -> None:
    notice = mending.the_open_notice(inspection)
    late = mending.is_overdue(notice)
    for answer in answers:
        DefectAnswer.objects.create(**{**answer, "photo": _kept(answer["photo"])}, late=late, by=by)
    if done:
        notice.done_at = clock.now()
        notice.save(update_fields=["done_at"])


def extend(inspection: Inspection, *, by: User, days: int, reason: str) -> None:
    """By two persons: `by` is the one who confirmed. The deadline runs again, even when it was over."""
    notice = mending.the_open_notice(inspection)
    Extension.objects.create(notice=notice, days=days, reason=reason, confirmed_by=by)
    notice.lapsed_at = None
    notice.save(update_fields=["lapsed_at"])


def lapse_notice(inspection: Inspection) -> None:
    notice = mending.the_open_notice(inspection)
    notice.lapsed_at = clock.now()
    notice.save(update_fields=["lapsed_at"])


def could_not_revisit(inspection: Inspection, *, by: User, reason: str, photo: Any) -> None:
    """The second failure since the notice is a verdict: nothing is mended."""
    notice = mending.the_open_notice(inspection)
    VisitFailure.objects.create(
        inspection=inspection, of_revisit=True, reason=reason, photo=intake.keep_image(photo), by=by
    )
    failures = inspection.failures.filter(of_revisit=True, at__gte=notice.notified_at).count()
    if failures >= FAILED_REVISITS:
        for defect in notice.defects.all():
            DefectVerdict.objects.create(defect=defect, mended=False, note=reason, by=by)
        _judged(notice)


def after_failed_revisit(inspection: Inspection) -> str:
    """Back to the mending, or to the end of it when the failure was the second."""
    return Inspection.State.REPAIRING if mending.open_notice(inspection) else Inspection.State.VISITED


def finish_revisit(
    inspection: Inspection, *, by: User, verdicts: list[dict[str, Any]], from_photos: bool
) -> None:
    """A verdict per item, a level or condition where the item is about one; nothing else on the sheet moves."""
    for verdict in verdicts:
        defect, note = verdict["defect"], verdict["note"]
        DefectVerdict.objects.create(
            defect=defect,
            mended=verdict["mended"],
            from_photos=from_photos,
            note=note,
            photo=_kept(verdict["photo"]),
            by=by,
        )
        if verdict["level"] is not None:
            _new_level(inspection, defect, verdict["level"], reason=note, by=by)
        if verdict["outcome"]:
            ConditionDecision.objects.create(
                application_id=inspection.application_id,
                condition=defect.condition,
                part=ConditionDecision.Part.INSPECTOR,
                outcome=verdict["outcome"],
                why=note,
                by=by,
            )
    _judged(mending.open_notice(inspection))


def confirm(inspection: Inspection) -> None:
    _end_with_score(inspection)


def close_as_found(inspection: Inspection) -> None:
    """Scored as it is: an open knock-out is said by the score itself."""
    _end_with_score(inspection)


def cancel(inspection: Inspection) -> None:
    inspection.ended_at = clock.now()
    inspection.save(update_fields=["ended_at"])


def _end_with_score(inspection: Inspection) -> None:
    inspection.ended_at, inspection.total = clock.now(), sheet.score_of(inspection).total
    inspection.save(update_fields=["ended_at", "total"])


def _judged(notice: DefectNotice | None) -> None:
    if notice:
        notice.judged_at = clock.now()
        notice.save(update_fields=["judged_at"])


def _new_level(inspection: Inspection, defect: Defect, level: int, *, reason: str, by: User) -> None:
    if defect.criterion is None:  # a level belongs to a criterion; the form asks for none elsewhere
        return
    before = sheet.current_answers(inspection).get(defect.criterion.code)
    if before and before.level == level:
        return
    content = {"level": level, "not_applicable": False, "reason": reason, "note": "", "measured": ""}
    sheet.revise(inspection, {defect.criterion: content}, by=by)


def _kept(file: Any) -> Stored | None:
    return intake.keep_image(file) if file else None
