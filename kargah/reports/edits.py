"""What is corrected without a move: which workshops stand in a draft, the province's own words, a question to the inspector."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application
from kargah.inspections.models import Inspection
from kargah.inspections.queries import inspection_that_counts
from kargah.journal import book
from kargah.people.models import Role, User
from kargah.people.rules import acts_as
from kargah.persian.letters import text as in_one_spelling
from kargah.refusal import NotPermitted, OutOfTurn, Refused

from . import queries, rules, versions
from .models import Remark, Report, ReportLine


@transaction.atomic
def add_line(report: Report, case: Inspection | Application, *, by: User) -> ReportLine:
    """Put a case that is ready (or its inspection that counts) into a draft. Raises Refused with what is missing."""
    report = _open_draft(report, by)
    inspection = case if isinstance(case, Inspection) else inspection_that_counts(case)
    if inspection is None:
        raise Refused(_("%(case)s is not ready: the inspector has not confirmed it finally."), case=case)
    application = inspection.application
    if application.share_id != report.share_id:
        raise Refused(_("%(case)s is a case of another province or cycle."), case=application)
    if report.lines.filter(application=application).exists():
        raise Refused(_("This workshop already stands in the batch."))
    rules.case_is_ready(inspection)
    rules.stands_in_no_other_batch(inspection, apart_from=report)
    if inspection != inspection_that_counts(application):
        raise Refused(_("%(case)s was inspected again after this inspection."), case=application)
    line = ReportLine.objects.create(
        report=report, province_id=report.province_id, application=application, inspection=inspection
    )
    after = {"case": application.public_id}
    book.write_edit(report, by=by, what="line_added", before={}, after=after, cases=[application.pk])
    return line


@transaction.atomic
def add_all_ready(report: Report, *, by: User) -> list[ReportLine]:
    """Put every case of the share that is ready and stands in no batch into a draft."""
    return [add_line(report, one, by=by) for one in queries.ready_inspections(report.share, batch=report)]


@transaction.atomic
def remove_line(line: ReportLine, *, by: User) -> None:
    """Take a workshop out of a draft. A compiled version that was sent back falls away with it."""
    report = _open_draft(line.report, by)
    versions.drop_unsent(report)
    before, cases = {"case": line.application.public_id}, line.case_ids()
    line.delete()
    book.write_edit(report, by=by, what="line_removed", before=before, after={}, cases=cases)


@transaction.atomic
def set_suggestion(line: ReportLine, text: str, *, by: User) -> ReportLine:
    """The province's own words on a line: in a draft, or while the line is returned."""
    report = _locked(line.report)
    _is_expert(report, by)
    line = ReportLine.objects.select_for_update().get(pk=line.pk)
    mended = report.state == Report.State.RETURNED and line.state == ReportLine.State.RETURNED
    if report.state != Report.State.DRAFTING and not mended:
        raise OutOfTurn(
            _("The report is “%(state)s”: it does not change now."), state=report.get_state_display()
        )
    before, line.suggestion = line.suggestion, in_one_spelling(text)
    if before != line.suggestion:
        line.save(update_fields=["suggestion"])
        told = {"suggestion": before}, {"suggestion": line.suggestion}
        book.write_edit(line, by=by, what="suggestion", before=told[0], after=told[1], cases=line.case_ids())
    return line


@transaction.atomic
def ask_inspector(remark: Remark, *, by: User) -> Remark:
    """Ask the inspector to correct the level of the criterion that headquarters remarked.

    They find the line in their work; the move `answer_remarks` asks too, and writes them a letter.
    """
    line = ReportLine.objects.select_for_update().get(pk=remark.line_id)
    _is_expert(line.report, by)
    rules.the_report_is_returned(line)
    if (
        line.state != ReportLine.State.RETURNED
        or not versions.open_remarks(line).filter(pk=remark.pk).exists()
    ):
        raise OutOfTurn(_("This remark is no longer open."))
    if remark.criterion is None:
        raise Refused(_("This remark names no criterion whose level could be corrected."))
    if remark.inspector_asked_at is None:
        remark.inspector_asked_at = clock.now()
        remark.save(update_fields=["inspector_asked_at"])
        after = {"criterion": remark.criterion.code}
        book.write_edit(line, by=by, what="inspector_asked", before={}, after=after, cases=line.case_ids())
    return remark


def _open_draft(report: Report, by: User) -> Report:
    report = _locked(report)
    _is_expert(report, by)
    if report.state != Report.State.DRAFTING:
        raise OutOfTurn(
            _("The report is “%(state)s”: it does not change now."), state=report.get_state_display()
        )
    return report


def _locked(report: Report) -> Report:
    return Report.objects.select_for_update().get(pk=report.pk)


def _is_expert(report: Report, by: User) -> None:
    if not acts_as(by, Role.PROVINCIAL_EXPERT, on=report):
        raise NotPermitted(_("This step belongs to another office or person."))
