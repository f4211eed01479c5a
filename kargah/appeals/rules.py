"""When an appeal may be lodged, who decides it, and what it holds."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application
from kargah.cycles.models import Cycle
from kargah.grading.models import ListLine
from kargah.journal import book
from kargah.people.models import User
from kargah.refusal import Refused

from . import corrections, days
from .models import Appeal

NOTHING_TO_APPEAL = _("There is no decision against which you may appeal now.")


def there_is_something_to_appeal(application: Application) -> None:
    if not days.appealable(application):
        raise Refused(NOTHING_TO_APPEAL)


def within_the_days(application: Application, *, inputs: dict[str, Any]) -> None:
    """Counted from the day on which the applicant learned of it; the last day is in time."""
    learned, most = days.learned_on(application, inputs["against"]), application.cycle.limits.appeal_days
    if learned is None:
        raise Refused(NOTHING_TO_APPEAL, field="against")
    if not days.is_in_time(learned, most):
        raise Refused(_("The %(days)s days for this appeal are over."), days=most, field="against")


def took_no_part(appeal: Appeal, *, by: User | None) -> None:
    if by is not None and by.pk in who_took_part(appeal):
        raise Refused(_("You took part in this case: another person must do this."))


def the_panel_took_no_part(appeal: Appeal, *, inputs: dict[str, Any]) -> None:
    parted = who_took_part(appeal)
    if named := [str(member) for member in inputs["members"] if member.pk in parted]:
        raise Refused(_("They took part in this case: %(names)s."), names="، ".join(named), field="members")


def who_took_part(appeal: Appeal, *, before: int | None = None) -> set[int]:
    """Keys of all who wrote an entry of the journal on this case (its report, ranking and list too), and its people.

    Entries on appeals do not count: whoever decided an earlier one took no part in what this one is against.
    `before` (the number of an entry) leaves out what came later.
    """
    case = appeal.application
    entries = book.read(case).exclude(subject_kind=Appeal._meta.label_lower)
    if before is not None:
        entries = entries.filter(seq__lt=before)
    wrote = entries.values_list("by_id", flat=True)
    inspected = case.inspections.values_list("inspector_id", flat=True)
    return {*wrote, *inspected, case.applicant_id, case.workshop.owner_id} - {None}


def the_correction_fits(appeal: Appeal, *, inputs: dict[str, Any]) -> None:
    if inputs["correction"] not in corrections.possible(appeal):
        raise Refused(_("This correction does not fit what is appealed against."), field="correction")


def no_appeal_is_open(line: ListLine) -> None:
    """It holds the certificate of its own case, nobody else's."""
    if Appeal.objects.filter(application_id=line.application_id, state__in=Appeal.OPEN).exists():
        raise Refused(_("An appeal of this workshop is open; its certificate waits for the answer."))


def no_appeal_of_the_cycle_is_open(cycle: Cycle) -> None:
    count = Appeal.objects.filter(application__cycle=cycle, state__in=Appeal.OPEN).count()
    if count:
        raise Refused(_("%(count)s appeals of this cycle are still open."), count=count)


def the_days_to_appeal_are_over(cycle: Cycle) -> None:
    last, most = days.last_decision_of(cycle), cycle.limits.appeal_days
    if last and days.is_in_time(last, most):
        left = most - (clock.today() - last).days
        raise Refused(_("The days to appeal are not over: %(left)s days are left."), left=left)
