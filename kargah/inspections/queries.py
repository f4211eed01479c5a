"""What pages, decisions and the calendar ask of inspections."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kargah import clock
from kargah.applications.models import Application
from kargah.guideline.models import Axis, Criterion

from . import deadlines, fitness, mending, sheet
from .models import Answer, DefectNotice, Inspection, Nomination, NoticeReminder, Photo
from .sheet import decided_conditions, score_of, scoreable

__all__ = [
    "decided_conditions",
    "fit_nominations",
    "form_of",
    "inspection_that_counts",
    "missing_for_finish",
    "nominations_to_accept",
    "notices_to_lapse",
    "notices_to_remind",
    "open_notice",
    "remembered",
    "running_of",
    "score_of",
    "scoreable",
    "visits_of",
]

open_notice = mending.open_notice


@dataclass(frozen=True)
class Item:
    """One criterion of the form, without its points: the inspector never sees them."""

    criterion: Criterion
    answer: Answer | None
    photos: list[Photo]

    @property
    def is_answered(self) -> bool:
        return self.answer is not None


@dataclass(frozen=True)
class Section:
    axis: Axis
    items: list[Item]

    @property
    def answered(self) -> int:
        return sum(item.is_answered for item in self.items)


@dataclass(frozen=True)
class Form:
    sections: list[Section]
    whole_workshop: list[Photo]  # photos that name no criterion

    @property
    def answered(self) -> int:
        return sum(section.answered for section in self.sections)

    @property
    def criteria(self) -> int:
        return sum(len(section.items) for section in self.sections)


def form_of(inspection: Inspection) -> Form:
    """The form in the guideline's order, with the current answers and the photos that were not removed."""
    answers, photos = sheet.current_answers(inspection), sheet.current_photos(inspection)
    sections: list[Section] = []
    for criterion in sheet.criteria_of(inspection):
        if not sections or sections[-1].axis.pk != criterion.axis_id:
            sections.append(Section(criterion.axis, []))
        own = [photo for photo in photos if photo.criterion_id == criterion.pk]
        sections[-1].items.append(Item(criterion, answers.get(criterion.code), own))
    return Form(sections, [photo for photo in photos if photo.criterion_id is None])


def missing_for_finish(inspection: Inspection) -> list[str]:
    """What the visit still needs before it can be finished, each a sentence; an empty list when nothing."""
    return sheet.missing_answers(inspection) + sheet.missing_conditions(inspection)


def running_of(application: Application) -> list[Inspection]:
    """The inspection of the case that has not ended: one at most."""
    return list(Inspection.objects.filter(application=application, state__in=Inspection.RUNNING))


def inspection_that_counts(application: Application) -> Inspection | None:
    """The latest inspection of the case that ended with a score."""
    ended = Inspection.objects.filter(application=application, state__in=Inspection.ENDED_WITH_SCORE)
    return ended.order_by("-turn").first()


def fit_nominations(application: Application, on: date | None = None) -> QuerySet[Nomination]:
    """The accepted nominations that an expert may choose from for this case."""
    return fitness.accepted_for(application, on).select_related("inspector")


def visits_of(user, on: date) -> QuerySet[Inspection]:
    """The visits and re-visits planned for this day, as far as `user` may see them."""
    return Inspection.objects.visible_to(user).filter(visit_on=on, state__in=Inspection.RUNNING)


# --- what the calendar asks -----------------------------------------------------------------------------
def nominations_to_accept(today: date | None = None) -> list[Nomination]:
    """Introduced, and headquarters was silent for all its days."""
    today = today or clock.today()
    waiting = Nomination.objects.filter(state=Nomination.State.INTRODUCED).select_related("share__cycle")
    return [
        nomination
        for nomination in waiting
        if nomination.introduced_at
        and deadlines.silence_is_over(
            clock.day_of(nomination.introduced_at),
            nomination.share.cycle.limits.nomination_silence_days,
            today,
        )
    ]


def notices_to_lapse(today: date | None = None) -> list[DefectNotice]:
    """Open, neither done nor lapsed, and their last day is over."""
    today = today or clock.today()
    return [notice for notice in _running_notices() if deadlines.is_late(notice.effective_due_on, today)]


def notices_to_remind(today: date | None = None) -> Iterator[tuple[DefectNotice, int]]:
    """Each notice of which a reminder is due today and not sent yet, with its days before the due day."""
    today = today or clock.today()
    for notice in _running_notices().prefetch_related("reminders"):
        due = notice.effective_due_on
        sent = {reminder.days_before for reminder in notice.reminders.all() if reminder.due_on == due}
        days = deadlines.reminder_due(due, today, notice.application.cycle.limits.reminder_days_before, sent)
        if days is not None:
            yield notice, days


def remembered(notice: DefectNotice, days: int) -> bool:
    """Write down that this reminder is being sent; False when somebody sent it already."""
    _row, new = NoticeReminder.objects.get_or_create(
        notice=notice, due_on=notice.effective_due_on, days_before=days
    )
    return new


def _running_notices() -> QuerySet[DefectNotice]:
    running = DefectNotice.objects.filter(
        judged_at=None, done_at=None, lapsed_at=None, inspection__state=Inspection.State.REPAIRING
    )
    return running.select_related("application__cycle", "inspection").prefetch_related("extensions")
