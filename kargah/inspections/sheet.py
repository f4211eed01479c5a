"""The sheet of an inspection: what is answered and photographed, and what is still missing in it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from kargah.applications.models import ConditionDecision
from kargah.guideline import arithmetic
from kargah.guideline.models import Criterion
from kargah.guideline.queries import rubric_of
from kargah.refusal import listed, written

from .models import Answer, Inspection, Photo

JUDGED_BY_INSPECTOR = (3, 4, 5)


def criteria_of(inspection: Inspection) -> list[Criterion]:
    """The criteria of the guideline of its cycle, in its order."""
    return list(
        Criterion.objects.filter(guideline=inspection.application.cycle.guideline).select_related("axis")
    )


def current_answers(inspection: Inspection) -> dict[str, Answer]:
    """The answers that count, by criterion code."""
    answers = inspection.answers.filter(current=True).select_related("criterion")
    return {answer.criterion.code: answer for answer in answers}


def current_photos(inspection: Inspection) -> list[Photo]:
    return list(inspection.photos.filter(removed_at=None).select_related("criterion", "stored"))


def scoreable(inspection: Inspection) -> dict[str, arithmetic.Answer]:
    """The answers in the form that the arithmetic reads: by code a level, or NOT_APPLICABLE."""
    return {
        code: arithmetic.NOT_APPLICABLE if answer.not_applicable else answer.level
        for code, answer in current_answers(inspection).items()
    }


def score_of(inspection: Inspection) -> arithmetic.Score:
    """The score of the sheet as it stands. Raises arithmetic.ScoreMissing while an answer is missing."""
    cycle = inspection.application.cycle
    return arithmetic.score(rubric_of(cycle.guideline, cycle.parameters), scoreable(inspection))


def decided_conditions(inspection: Inspection) -> dict[int, ConditionDecision]:
    """The inspector's latest decision on each of the conditions 3, 4 and 5 in this inspection's case."""
    decisions = ConditionDecision.objects.filter(
        application=inspection.application_id,
        part=ConditionDecision.Part.INSPECTOR,
        at__gte=inspection.created_at,
    )
    return {decision.condition: decision for decision in decisions.order_by("pk")}


def missing_answers(inspection: Inspection) -> list[str]:
    """What the form still needs before the visit can be finished, each a sentence."""
    criteria, answers = criteria_of(inspection), current_answers(inspection)
    photos = current_photos(inspection)
    shown = {photo.criterion_id for photo in photos}
    unanswered = [criterion.code for criterion in criteria if criterion.code not in answers]
    unseen = [
        criterion.code
        for criterion in criteria
        if criterion.photo_required
        and criterion.pk not in shown
        and criterion.code in answers
        and not answers[criterion.code].not_applicable
    ]
    needed = inspection.application.cycle.limits.photos_at_least
    missing = []
    if unanswered:
        missing.append(_("These criteria are not answered: %(codes)s.") % {"codes": listed(unanswered)})
    if unseen:
        missing.append(_("These criteria need a photo: %(codes)s.") % {"codes": listed(unseen)})
    if len(photos) < needed:
        missing.append(
            _("There are %(there)s photos; at least %(needed)s are needed.")
            % {"there": written(len(photos)), "needed": written(needed)}
        )
    return missing


def missing_conditions(inspection: Inspection) -> list[str]:
    """The conditions that the inspector has not decided yet, as a sentence."""
    decided = decided_conditions(inspection)
    undecided = [written(number) for number in JUDGED_BY_INSPECTOR if number not in decided]
    if not undecided:
        return []
    return [_("These conditions are not decided: %(numbers)s.") % {"numbers": listed(undecided)}]


def content_of(answer: Answer | None) -> dict[str, Any] | None:
    """What an answer says, to compare it and to write it into the journal."""
    if answer is None:
        return None
    return {name: getattr(answer, name) for name in ("level", "not_applicable", "reason", "note", "measured")}


def revise(
    inspection: Inspection,
    contents: Mapping[Criterion, Mapping[str, Any]],
    *,
    by: Any,
    client_ids: Mapping[Criterion, Any] | None = None,
) -> list[str]:
    """Put new revisions in the place of the current answers; the codes of those that say something new."""
    before = {answer.criterion_id: answer for answer in inspection.answers.filter(current=True)}
    changed = [
        criterion
        for criterion, content in contents.items()
        if content_of(before.get(criterion.pk)) != dict(content)
    ]
    replaced = [before[criterion.pk].pk for criterion in changed if criterion.pk in before]
    if replaced:
        inspection.answers.filter(pk__in=replaced).update(current=False)
    Answer.objects.bulk_create(
        Answer(
            inspection=inspection,
            criterion=criterion,
            revision=before[criterion.pk].revision + 1 if criterion.pk in before else 1,
            client_id=(client_ids or {}).get(criterion),
            by=by,
            **contents[criterion],
        )
        for criterion in changed
    )
    return [criterion.code for criterion in changed]
