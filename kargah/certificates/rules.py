"""When a certificate may be issued, restored, or is in the way of a withdrawal."""

from django.utils.translation import gettext_lazy as _

from kargah.applications.models import Application, Mark
from kargah.grading import room
from kargah.grading.models import CandidateList, ListDecision, ListLine, ListVersion, Opinion
from kargah.inspections.models import Assignment, Inspection
from kargah.journal import book
from kargah.people.models import User
from kargah.refusal import Refused
from kargah.reports.models import Report, ReportLine

from . import codes
from .models import Certificate, CertificateAction

STILL_OPEN = (ListLine.State.PENDING, ListLine.State.OBJECTED, ListLine.State.KEPT)
OF_THE_REVIEW = (
    "approve_line",
    "exclude_line",
    "postpone_line",
    "return_line",
    "approve_report",
    "return_report",
)
OF_THE_DRAWING = ("draw_list", "revise_list")


def is_not_certified(application: Application) -> None:
    if Certificate.objects.filter(application=application).exists():
        raise Refused(_("A certificate was issued on this request: it can't be withdrawn any more."))


def still_qualifies(line: ListLine) -> None:
    """It qualified, within the places; the province agreed to just this content or headquarters decided over it."""
    if line.left or line.line.left or line.application.state in Application.ENDED:
        raise Refused(_("This workshop left the list."))
    if line.line.state != ReportLine.State.APPROVED or line.line.report.state != Report.State.APPROVED:
        raise Refused(_("Headquarters has not approved the report of this workshop."))
    if not line.placement.qualifies:
        raise Refused(_("This workshop does not qualify."))
    if not room.has_a_place(line):
        raise Refused(_("This workshop qualifies, but no place was left for it."))
    if line.state == ListLine.State.DECIDED:
        if not ListDecision.objects.filter(list_line=line).exists():
            raise Refused(_("No decision of two persons over the province's opinion is on record."))
    elif not _agreed_as_it_is(line):
        raise Refused(_("The province's deputy has not signed an agreement to this line as it is."))


def _agreed_as_it_is(line: ListLine) -> bool:
    """The deputy signed an opinion on the very version on which the line was agreed to."""
    if line.agreed_turn is None or not line.agreed_hash or line.agreed_hash != line.content_hash:
        return False
    opinion = Opinion.objects.filter(candidate_list=line.candidate_list_id, turn=line.agreed_turn).first()
    version = ListVersion.objects.filter(
        candidate_list=line.candidate_list_id, number=line.agreed_turn
    ).first()
    return bool(opinion and version and opinion.list_hash == version.hash)


def took_no_part_in_it(line: ListLine, *, by: User | None) -> None:
    if by is not None and by.pk in who_took_part(line):
        raise Refused(_("You took part in this case: another director issues this certificate."))


def who_took_part(line: ListLine) -> set[int]:
    """Keys of the persons who own, inspected, compiled, sent, reviewed, listed or gave an opinion on it."""
    case, reported, listed = line.application, line.line, line.candidate_list
    persons = {
        case.applicant_id,
        case.workshop.owner_id,
        reported.judged_by_id,
        reported.report.answered_by_id,
        listed.drawn_by_id,
        listed.prepared_by_id,
        line.opinion_by_id,
        *Inspection.objects.filter(application=case).values_list("inspector_id", flat=True),
        *Assignment.objects.filter(inspection__application=case).values_list("inspector_id", flat=True),
        *_who_did(OF_THE_REVIEW, reported, reported.report),
        *_who_did(OF_THE_DRAWING, listed),
    }
    for pair in reported.report.versions.values_list("compiled_by_id", "sent_by_id"):
        persons.update(pair)
    for pair in listed.opinions.values_list("prepared_by_id", "given_by_id"):
        persons.update(pair)
    return {person for person in persons if person is not None}


def _who_did(moves: tuple[str, ...], *subjects: Report | ReportLine | CandidateList) -> set[int | None]:
    return {
        person
        for subject in subjects
        for person in book.about(subject).filter(move__in=moves).values_list("by_id", flat=True)
    }


def no_mark_holds_it(line: ListLine) -> None:
    """A mark holds it until it is cleared; a struck one for ever."""
    held = Mark.objects.filter(application_id=line.application_id).exclude(state=Mark.State.CLEARED)
    if held.exists():
        raise Refused(_("A mark holds this case; headquarters must clear it first."))


def the_list_may_go_on(line: ListLine) -> None:
    """Unless the guideline lets partial lists go on, everybody on the list is answered first."""
    if line.cycle.limits.partial_lists_go_on:
        return
    others = line.candidate_list.lines.filter(state__in=STILL_OPEN, left="").exclude(pk=line.pk)
    if waiting := others.count():
        raise Refused(
            _("%(count)s lines of this list are still open; the whole list goes on together."), count=waiting
        )


def the_keys_are_good(line: ListLine) -> None:
    if not codes.the_key_is_there():
        raise Refused(
            _("The key of the public codes is missing. Tell the administrator; nothing was issued.")
        )


def is_not_the_one_who_suspended(certificate: Certificate, *, by: User | None) -> None:
    last = certificate.actions.filter(kind=CertificateAction.Kind.SUSPENDED).order_by("pk").last()
    if last and by is not None and by.pk in (last.proposed_by_id, last.confirmed_by_id):
        raise Refused(_("You suspended this certificate: two other persons restore it."))


def no_struck_mark_holds_it(certificate: Certificate) -> None:
    if Mark.objects.filter(application_id=certificate.application_id, state=Mark.State.STRUCK).exists():
        raise Refused(_("The case was struck: its certificate can't be restored."))
