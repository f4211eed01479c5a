"""Inspectors, visits, defects and their mending, each walked through the engine."""

import io
import uuid
from datetime import timedelta
from functools import cache
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kargah import clock
from kargah.files import intake
from kargah.inspections import edits, sheet
from kargah.inspections.models import Inspection, Nomination, Photo
from kargah.process.engine import perform

from .applications import a_selected_case
from .people import a_deputy_of, an_expert_of, an_hq_expert, an_inspector_of

_colours = count(1)


@cache
def _jpeg(colour):
    file = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(file, "JPEG")
    return file.getvalue()


def a_photo(name="photo.jpg"):
    """An upload: a small photo of its own colour."""
    n = next(_colours) % 4096
    return SimpleUploadedFile(
        name, _jpeg((n % 16 * 16, n // 16 % 16 * 16, n // 256 * 16)), content_type="image/jpeg"
    )


def a_stored_photo():
    return intake.keep_image(a_photo())


def a_named_inspector(
    share, *, inspector=None, crafts=None, starts_on=None, ends_on=None, reason="باتجربه"
) -> Nomination:
    """A nomination that the deputy has not introduced yet. `crafts`: craft groups, all active ones when left out."""
    from kargah.places.models import CraftGroup

    crafts = crafts or CraftGroup.objects.filter(active=True)
    inspector = inspector or an_inspector_of(share.province)
    return perform(
        "nominate",
        share,
        by=an_expert_of(share.province),
        inspector=inspector.public_id,
        crafts=[group.code for group in crafts],
        starts_on=starts_on or clock.today(),
        ends_on=ends_on or clock.today() + timedelta(days=365),
        reason=reason,
    )


def an_introduced_inspector(share, **how) -> Nomination:
    nomination = a_named_inspector(share, **how)
    return perform("introduce", nomination, by=a_deputy_of(share.province), letter_number="۱۲/۳۴۵")


def an_accepted_nomination(share, *, hq_expert=None, **how) -> Nomination:
    """An inspector whom headquarters accepted; `how` as for `a_named_inspector`."""
    return perform("accept_inspector", an_introduced_inspector(share, **how), by=hq_expert or an_hq_expert())


def an_assigned_inspection(
    case=None, *, nomination=None, inspector=None, declared=True, visit_on=None, **how
) -> Inspection:
    """Of a selected case (made with `how` when none is given); the inspector has declared, unless `declared` is false."""
    case = case or a_selected_case(**how)
    nomination = nomination or _nomination_in_force(case, inspector)
    inspection = perform(
        "assign", case, by=an_expert_of(case.province), nomination=nomination.public_id, visit_on=visit_on
    )
    if declared:
        inspection = perform("declare_no_conflict", inspection, by=inspection.inspector)
    return inspection


def _nomination_in_force(case, inspector):
    there = case.share.nominations.filter(state=Nomination.State.ACCEPTED)
    if inspector:
        there = there.filter(inspector=inspector)
    return there.order_by("pk").first() or an_accepted_nomination(case.share, inspector=inspector)


def fill_form(inspection, *, level=3, levels=None, photos=True, outcomes=None, decided=(3, 4, 5)):
    """Answer every criterion with `level`, or as `levels` says by code (a level, or "na"); decide the conditions `decided`.

    A criterion that does not offer the level gets the nearest that it offers. `outcomes`: {3: "not_met"}, else met.
    """
    by = inspection.inspector
    criteria = sheet.criteria_of(inspection)
    given = {}
    for criterion in criteria:
        wanted = (levels or {}).get(criterion.code, level)
        if wanted == "na":
            given[criterion.code] = {"not_applicable": True, "reason": "در این رشته کاربرد ندارد"}
        else:
            nearest = min(criterion.levels, key=lambda offered: (abs(offered - wanted), offered))
            given[criterion.code] = {"level": nearest}
        given[criterion.code]["client_id"] = str(uuid.uuid4())
    edits.save_answers(inspection, by, given)
    if photos:
        shown = [criterion for criterion in criteria if criterion.photo_required]
        more = max(1, inspection.application.cycle.limits.photos_at_least - len(shown))
        picture = a_stored_photo()
        Photo.objects.bulk_create(  # in one go: a story has hundreds
            Photo(inspection=inspection, criterion=criterion, stored=picture, by=by)
            for criterion in [*shown, *[None] * more]
        )
    for condition in decided:
        outcome = (outcomes or {}).get(condition, "met")
        edits.decide_condition(inspection, condition, outcome, "" if outcome == "met" else "کافی نیست", by)
    return inspection


def a_finished_visit(case=None, *, inspection=None, level=3, levels=None, outcomes=None, **how) -> Inspection:
    """A visit with the whole form filled, see `fill_form`; `how` as for `an_assigned_inspection`."""
    inspection = inspection or an_assigned_inspection(case, **how)
    fill_form(inspection, level=level, levels=levels, outcomes=outcomes)
    return perform("finish_visit", inspection, by=inspection.inspector)


DEFAULT_DEFECTS = (("P1", "major", "نقش‌ها یکدست نیست"),)


def a_defect_notice(inspection=None, *, defects=DEFAULT_DEFECTS, **how) -> Inspection:
    """Defects notified to the applicant: (criterion code or "condition_3", class, text) each."""
    inspection = inspection or a_finished_visit(**how)
    rows = {}
    for n, (about, defect_class, text) in enumerate(defects, start=1):
        rows |= {f"item_{n}_about": about, f"item_{n}_class": defect_class, f"item_{n}_text": text}
    return perform("notify_defects", inspection, by=inspection.inspector, **rows)


def an_answered_notice(inspection=None, *, done=True, photos=True, **how) -> Inspection:
    """Every item of the open notice answered by the applicant, and, unless `done` is false, declared done."""
    inspection = inspection or a_defect_notice(**how)
    notice = inspection.notices.get(judged_at=None)
    answers = {}
    for defect in notice.defects.all():
        answers[f"text_{defect.pk}"] = "برطرف شد"
        if photos:
            answers[f"photo_{defect.pk}"] = a_photo()
    return perform("answer_defects", inspection, by=inspection.application.applicant, done=done, **answers)


def a_finished_revisit(inspection=None, *, mended=True, level=None, **how) -> Inspection:
    """The verdict on every item of the open notice; `level` for its criteria, conditions as `mended` says."""
    inspection = inspection or an_answered_notice(**how)
    notice = inspection.notices.get(judged_at=None)
    verdicts = {}
    for defect in notice.defects.all():
        verdicts[f"mended_{defect.pk}"] = "yes" if mended else "no"
        verdicts[f"note_{defect.pk}"] = "دیده شد"
        if defect.condition:
            verdicts[f"outcome_{defect.pk}"] = "met" if mended else "not_met"
        elif level is not None:
            verdicts[f"level_{defect.pk}"] = str(level)
    return perform("finish_revisit", inspection, by=inspection.inspector, **verdicts)


def a_confirmed_inspection(case=None, *, level=3, levels=None, **how) -> Inspection:
    """Visited and confirmed without a defect notice; `levels` by criterion code, `level` for the rest."""
    inspection = a_finished_visit(case, level=level, levels=levels, **how)
    return perform("confirm", inspection, by=inspection.inspector)


def an_inspection_closed_as_found(case=None, *, defects=DEFAULT_DEFECTS, **how) -> Inspection:
    """Two notices, nothing mended, closed with its defects open."""
    inspection = a_finished_visit(case, **how)
    for _ in range(inspection.application.cycle.limits.defect_notices):
        inspection = a_defect_notice(inspection, defects=defects)
        inspection = a_finished_revisit(an_answered_notice(inspection), mended=False)
    return perform("close_as_found", inspection, by=inspection.inspector)
