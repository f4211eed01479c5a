"""When a batch may be compiled, signed, judged, returned and supplemented."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah.applications.models import Application
from kargah.guideline import sentences
from kargah.guideline.arithmetic import AnswerRefused, NothingApplies, ScoreMissing
from kargah.inspections import sheet
from kargah.inspections.models import Inspection
from kargah.journal.models import Entry
from kargah.people.models import User
from kargah.refusal import NotPermitted, Refused, listed

from . import content, versions
from .models import Remark, Report, ReportLine, ReportVersion

# Moves of headquarters itself on a case: who took one of them did not act for the province.
OF_HEADQUARTERS = ("extend",)


# --- compiling, S7 --------------------------------------------------------------------------------------
def has_a_line(report: Report) -> None:
    if not report.lines.standing().exists():
        raise Refused(_("The batch is empty. Add a workshop first."))


def every_case_is_ready(report: Report) -> None:
    for line in versions.standing_lines(report):
        case_is_ready(line.inspection)
        stands_in_no_other_batch(line.inspection, apart_from=report)


def case_is_ready(inspection: Inspection) -> None:
    """Confirmed or closed as found, still selected, and conditions 2 to 5 decided by everyone who decides them."""
    case = inspection.application
    if inspection.state not in Inspection.ENDED_WITH_SCORE:
        raise Refused(_("%(case)s is not ready: the inspector has not confirmed it finally."), case=case)
    if case.state != Application.State.SELECTED:
        raise Refused(
            _("%(case)s is not ready: the request is “%(state)s”."), case=case, state=case.get_state_display()
        )
    for number, met in content.conditions_of(case).items():
        if met is None:
            raise Refused(
                _("%(case)s is not ready: condition %(number)s is not decided by everyone who decides it."),
                case=case,
                number=number,
            )


def stands_in_no_other_batch(inspection: Inspection, *, apart_from: Report) -> None:
    """One that headquarters postponed may stand in a later batch, once its own batch is answered for good."""
    done_with = Q(state=ReportLine.State.POSTPONED, report__state=Report.State.APPROVED)
    others = (
        ReportLine.objects.standing()
        .filter(application_id=inspection.application_id)
        .exclude(report=apart_from)
    )
    if other := others.exclude(done_with).select_related("report").first():
        raise Refused(
            _("%(case)s already stands in batch %(number)s."),
            case=inspection.application,
            number=other.report.number,
        )


def the_workbook_agrees(report: Report) -> None:
    """What the sheets say is what the stored answers give, to the hundredth."""
    for line in versions.standing_lines(report):
        the_total_agrees(line)


def the_total_agrees(line: ReportLine) -> None:
    case = line.application
    try:
        total = sheet.score_of(line.inspection).total
    except ScoreMissing as missing:
        raise Refused(
            _("%(case)s: no answer to %(criteria)s."), case=case, criteria=listed(missing.codes)
        ) from missing
    except (AnswerRefused, NothingApplies) as wrong:
        raise Refused(_("%(case)s: an answer is not one that the guideline allows."), case=case) from wrong
    kept = line.inspection.total
    if total != kept:
        raise Refused(
            _("%(case)s: the answers give %(total)s points, but %(kept)s are kept."),
            case=case,
            total=sentences.points(total),
            kept="-" if kept is None else sentences.points(kept),
        )


# --- signing, S8 ----------------------------------------------------------------------------------------
def is_not_the_compiler(report: Report, *, by: User) -> None:
    if _newest(report).compiled_by_id == by.pk:
        raise NotPermitted(_("Who compiled a report does not sign it."))


def the_content_is_unchanged(report: Report) -> None:
    """What was compiled is still what is true: the same lines, and each line's content gives the same hash."""
    version = _newest(report)
    lines = versions.standing_lines(report)
    compiled = dict(version.lines.values_list("line_id", "hash"))
    if set(compiled) != {line.pk for line in lines}:
        raise Refused(
            _("A workshop left the batch after it was compiled. Send it back, to be compiled again.")
        )
    for line in lines:
        if compiled[line.pk] != line.content_hash or not is_as_compiled(line):
            raise Refused(
                _("%(case)s changed after the report was compiled. Send it back, to be compiled again."),
                case=line.application,
            )


def is_as_compiled(line: ReportLine) -> bool:
    """Does the line's content still give its hash? One that keeps its verdict is compared with itself and its score."""
    if content.hash_of(line.content) != line.content_hash:
        return False
    now = content.of(line)
    if versions.keeps_its_verdict(line):
        return all(now[part] == line.content[part] for part in ("answers", "total"))
    return content.hash_of(now) == line.content_hash


# --- judging, D1 ----------------------------------------------------------------------------------------
def the_line_is_open(line: ReportLine) -> None:
    """While the report is with headquarters; in a supplement only what was returned is judged again."""
    report = line.report
    if report.state != Report.State.SENT:
        raise Refused(
            _("The report is “%(state)s”: its lines are not judged now."), state=report.get_state_display()
        )
    if line.left:
        raise Refused(_("This line left the report: “%(left)s”."), left=line.get_left_display())
    if line.state != ReportLine.State.PENDING and line.judged_turn != report.turn:
        raise Refused(
            _("This line was judged on an earlier version and was not returned: it keeps its verdict.")
        )


def took_no_part(subject: Report | ReportLine, *, by: User) -> None:
    """The reviewer neither inspected, screened, compiled nor signed it, and it is not their own workshop."""
    if isinstance(subject, ReportLine):
        report, cases = subject.report, [subject.application_id]
    else:
        report, cases = subject, subject.case_ids()
    if Inspection.objects.filter(application__in=cases, inspector=by).exists():
        raise NotPermitted(_("You inspected a workshop of it; another person reviews it."))
    own = Application.objects.filter(pk__in=cases).filter(Q(applicant=by) | Q(workshop__owner=by))
    if own.exists():
        raise NotPermitted(_("It is your own workshop; another person reviews it."))
    signed = ReportVersion.objects.filter(report=report).filter(Q(compiled_by=by) | Q(sent_by=by))
    if report.opened_by_id == by.pk or signed.exists():
        raise NotPermitted(_("You compiled or signed this report; another person reviews it."))
    if _acted_for_the_province(by, cases):
        raise NotPermitted(_("You worked on this case for the province; another person reviews it."))


def _acted_for_the_province(by: User, cases: list[int]) -> bool:
    entries = Entry.objects.filter(
        by=by, subject_kind__in=["applications.application", "inspections.inspection"]
    )
    mine = entries.filter(Q(case_id__in=cases) | Q(more_cases__case_id__in=cases))
    return mine.exclude(move__in=OF_HEADQUARTERS).exists()


def every_line_has_a_verdict(report: Report) -> None:
    waiting = report.lines.standing().filter(state=ReportLine.State.PENDING).count()
    if waiting:
        raise Refused(_("Lines without a verdict: %(count)s."), count=waiting)


def no_line_is_returned(report: Report) -> None:
    if report.lines.standing().filter(state=ReportLine.State.RETURNED).exists():
        raise Refused(_("A line is returned with remarks: return the report."))


def a_line_is_returned(report: Report) -> None:
    if not report.lines.standing().filter(state=ReportLine.State.RETURNED).exists():
        raise Refused(_("No line is returned: approve the report."))


# --- mending, S9 ----------------------------------------------------------------------------------------
def the_report_is_returned(line: ReportLine) -> None:
    if line.report.state != Report.State.RETURNED:
        raise Refused(
            _("Remarks are answered while the report is returned; it is “%(state)s”."),
            state=line.report.get_state_display(),
        )
    if line.left:
        raise Refused(_("This line left the report: “%(left)s”."), left=line.get_left_display())


def the_inspector_was_asked(line: ReportLine) -> None:
    if not versions.open_remarks(line).filter(inspector_asked_at__isnull=False).exists():
        raise Refused(_("The province has not asked you to correct a level of this workshop."))


def every_remark_is_answered(report: Report) -> None:
    for line in versions.standing_lines(report):
        if line.state != ReportLine.State.RETURNED:
            continue
        corrected = dict(
            line.corrections.filter(turn=versions.sent_number(report)).values_list("criterion_id", "at")
        )
        for remark in versions.open_remarks(line):
            if not is_settled(remark, corrected):
                raise Refused(
                    _("%(case)s: the remark “%(remark)s” is not answered."),
                    case=line.application,
                    remark=str(remark),
                )


def is_settled(remark: Remark, corrected: dict) -> bool:
    """Answered in words; where the inspector was asked, by the correction or by words that came after the asking."""
    if remark.inspector_asked_at is None:
        return bool(remark.answer)
    if remark.criterion_id in corrected:
        return True
    return bool(remark.answer and remark.answered_at and remark.answered_at > remark.inspector_asked_at)


def the_other_lines_are_unchanged(report: Report) -> None:
    """Lines that were not returned are still what headquarters judged."""
    for line in versions.standing_lines(report):
        if line.state == ReportLine.State.RETURNED:
            the_total_agrees(line)
        elif line.content_hash != line.judged_hash or not is_as_compiled(line):
            raise Refused(_("%(case)s was not returned, and yet it changed."), case=line.application)


def _newest(report: Report) -> ReportVersion:
    version = report.newest
    if version is None:
        raise Refused(_("The report has not been compiled yet."))
    return version
