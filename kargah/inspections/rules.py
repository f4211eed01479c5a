"""When the moves of an inspection may be made. Silent when true; a refusal says what is in the way."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application
from kargah.refusal import Refused

from . import deadlines, fitness, mending, sheet
from .models import HeldPacket, Inspection, Nomination


# --- S3, S4: the case and the nomination ---------------------------------------------------------------
def the_visit_is_not_finished(case: Application) -> None:
    if Inspection.objects.filter(application=case, visited_at__isnull=False).exists():
        raise Refused(_("The visit is finished and the place is spent."))


def the_clock_waits_for_headquarters(nomination: Nomination, *, by: Any) -> None:
    """A person accepts at any time; the clock only after the days in which headquarters may refuse."""
    if by is not None:
        return
    days = nomination.share.cycle.limits.nomination_silence_days
    introduced_on = nomination.introduced_at and clock.day_of(nomination.introduced_at)
    if not introduced_on or not deadlines.silence_is_over(introduced_on, days, clock.today()):
        raise Refused(_("Headquarters still has time to refuse: %(days)s days."), days=days)


def no_assignment_is_open(nomination: Nomination) -> None:
    running = Inspection.objects.filter(nomination=nomination, state__in=Inspection.RUNNING)
    codes = ", ".join(str(code) for code in running.values_list("application__tracking_code", flat=True))
    if codes:
        raise Refused(_("Give these to another inspector first: %(codes)s."), codes=codes)


# --- S5: assignment and visit --------------------------------------------------------------------------
def the_case_waits_for_an_inspector(case: Application) -> None:
    if case.state != Application.State.SELECTED:
        raise Refused(_("Only a selected workshop is inspected."))
    there = Inspection.objects.filter(application=case).exclude(state=Inspection.State.CANCELLED)
    if there.exists():
        raise Refused(_("An inspector is assigned already."))


def the_inspector_may_inspect(subject: Application | Inspection, *, inputs: dict[str, Any]) -> None:
    """Of a case (assign, order_visit) or of an inspection that goes to somebody else (reassign)."""
    nomination = inputs["nomination"]
    case = subject.application if isinstance(subject, Inspection) else subject
    fitness.may_inspect(nomination, case)
    if visit_on := inputs.get("visit_on"):
        fitness.may_inspect(nomination, case, visit_on)
    if (
        isinstance(subject, Inspection)
        and subject.state != Inspection.State.UNVISITED
        and nomination.inspector_id == subject.inspector_id
    ):
        raise Refused(_("This inspector has it already."), field="nomination")


def another_inspector(case: Application, *, inputs: dict[str, Any]) -> None:
    """A visit ordered by an appeal is made by somebody who has not inspected this case."""
    if case.inspections.filter(
        inspector=inputs["nomination"].inspector_id, visited_at__isnull=False
    ).exists():
        raise Refused(_("Another inspector than before must make this visit."), field="nomination")


def the_assigned_inspector_may_inspect(inspection: Inspection) -> None:
    fitness.may_inspect(inspection.nomination, inspection.application)


def no_declaration_yet(inspection: Inspection) -> None:
    if inspection.no_conflict_declared_at:
        raise Refused(_("You have declared it already."))


def a_declaration_is_signed(inspection: Inspection) -> None:
    if not inspection.no_conflict_declared_at:
        raise Refused(_("First declare that you have no conflict of interest with this workshop."))


def the_form_is_complete(inspection: Inspection) -> None:
    if missing := sheet.missing_answers(inspection):
        raise Refused(_("The visit can't be finished yet. %(missing)s"), missing=" ".join(missing))


def the_conditions_are_decided(inspection: Inspection) -> None:
    if missing := sheet.missing_conditions(inspection):
        raise Refused(_("The visit can't be finished yet. %(missing)s"), missing=" ".join(missing))


def the_visit_can_take_answers(packet: HeldPacket) -> None:
    if packet.inspection.state != Inspection.State.ASSIGNED:
        raise Refused(_("This visit takes no answers any more; the work can only be set aside."))


# --- S6: defects and their mending ---------------------------------------------------------------------
def a_notice_is_left(inspection: Inspection) -> None:
    if inspection.repair_given_up:
        raise Refused(_("The applicant wrote that they will not mend."))
    if not mending.a_notice_is_left(inspection):
        most = inspection.application.cycle.limits.defect_notices
        raise Refused(_("No notice is left: at most %(most)s are given."), most=most)


def the_notice_is_overdue(inspection: Inspection) -> None:
    notice = mending.open_notice(inspection)
    if notice is None or notice.lapsed_at or notice.done_at:
        raise Refused(_("No deadline runs here."))
    if not mending.is_overdue(notice):
        raise Refused(_("The deadline runs to the end of its last day."))


def answered_or_lapsed(inspection: Inspection) -> None:
    notice = mending.open_notice(inspection)
    if notice is None:
        raise Refused(_("No notice is open."))
    if notice.done_at or notice.lapsed_at or inspection.repair_given_up or mending.is_overdue(notice):
        return
    if mending.unanswered(notice):
        raise Refused(
            _("The applicant still has time to mend. Wait for the answer to every item, or for the deadline.")
        )


def no_grave_defect_is_open(inspection: Inspection) -> None:
    if grave := mending.grave_defects(inspection):
        raise Refused(_("Critical or major defects are open: %(number)s."), number=len(grave))


def a_grave_defect_stays_open(inspection: Inspection) -> None:
    if not mending.grave_defects(inspection):
        raise Refused(_("No critical or major defect is open: confirm it."))
    if mending.a_notice_is_left(inspection) and not inspection.repair_given_up:
        raise Refused(_("A notice is left: the applicant may mend the defects once more."))
