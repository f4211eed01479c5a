"""What the moves of a batch and its lines do."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.cycles.models import Share
from kargah.guideline.models import Criterion
from kargah.inspections import sheet
from kargah.people.models import User
from kargah.people.signing import Signature
from kargah.refusal import Overtaken

from . import versions
from .models import LevelCorrection, Remark, Report, ReportLine


def open_batch(share: Share, *, by: User) -> Report:
    last = Report.objects.filter(share=share).aggregate(last=Max("number"))["last"] or 0
    return Report.objects.create(
        cycle=share.cycle, share=share, province=share.province, number=last + 1, opened_by=by
    )


def compile_report(report: Report, *, by: User) -> None:
    versions.make(report, by=by)


def send_back(report: Report, *, reason: str) -> None:
    """Nothing but the state: what was compiled stays until it is compiled again; the reason is the journal's."""


def sent_back_to(report: Report) -> str:
    """The first version goes back to the draft, a supplement to the remarks that it answers."""
    return Report.State.RETURNED if versions.sent_number(report) else Report.State.DRAFTING


def send_report(report: Report, *, by: User, signature: Signature) -> None:
    """Freeze the version that was signed. Raises Overtaken when another one was shown to the signer."""
    version = report.newest
    if signature.shown != version.hash:
        raise Overtaken(_("The report was compiled anew since you read it. Open the page again."))
    version.sent_by, version.sent_at = by, clock.now()
    version.save(update_fields=["sent_by", "sent_at"])


def give_verdict(line: ReportLine, *, by: User, reason: str = "") -> None:
    """The verdict is on the content that the reviewer saw: its hash is kept with it."""
    _take_back_remarks(line)
    line.judged_hash, line.judged_by, line.judged_at = line.content_hash, by, clock.now()
    line.judged_turn, line.verdict_reason = line.report.turn, reason
    line.save(update_fields=["judged_hash", "judged_by", "judged_at", "judged_turn", "verdict_reason"])


def return_line(line: ReportLine, *, by: User, remarks: list[dict[str, Any]]) -> None:
    """`remarks`: [{"criterion": Criterion or None, "text": words}]."""
    give_verdict(line, by=by)
    for remark in remarks:
        Remark.objects.create(
            line=line, turn=line.report.turn, criterion=remark["criterion"], text=remark["text"], by=by
        )


def answer(report: Report, *, by: User) -> None:
    report.answered_by, report.answered_at = by, clock.now()
    report.save(update_fields=["answered_by", "answered_at"])


def answer_remarks(line: ReportLine, *, by: User, answers: list[dict[str, Any]]) -> None:
    """`answers`: [{"remark": key, "text": words, "ask": the inspector is to correct the level}]."""
    now = clock.now()  # one instant: words sent together with the asking do not settle what is asked
    remarks = {remark.pk: remark for remark in line.remarks.all()}
    for given in answers:
        remark = remarks[given["remark"]]
        if given["ask"] and remark.inspector_asked_at is None:
            remark.inspector_asked_at = now
        if given["text"] and given["text"] != remark.answer:
            remark.answer, remark.answered_by, remark.answered_at = given["text"], by, now
        remark.save(update_fields=["inspector_asked_at", "answer", "answered_by", "answered_at"])


def correct_level(
    line: ReportLine, *, by: User, criterion: Criterion, level: int | None, not_applicable: bool, reason: str
) -> None:
    """A new revision of the answer takes the old one's place; the inspection's total follows."""
    inspection = line.inspection
    old = inspection.answers.get(criterion=criterion, current=True)
    said = {"level": level, "not_applicable": not_applicable, "reason": reason}
    content = {**said, "note": old.note, "measured": old.measured}
    sheet.revise(inspection, {criterion: content}, by=by)
    LevelCorrection.objects.create(
        line=line,
        criterion=criterion,
        turn=versions.sent_number(line.report),
        level_before=old.level,
        level_after=level,
        reason=reason,
        by=by,
    )
    inspection.total = sheet.score_of(inspection).total
    inspection.save(update_fields=["total"])


def supplement(report: Report, *, by: User) -> None:
    versions.make(report, by=by)


def open_line_again(line: ReportLine) -> None:
    """A returned line comes back to headquarters without a verdict; what was said of it stands in its remarks."""
    line.judged_hash, line.judged_by, line.judged_at, line.judged_turn, line.verdict_reason = (
        "",
        None,
        None,
        None,
        "",
    )
    line.save(update_fields=["judged_hash", "judged_by", "judged_at", "judged_turn", "verdict_reason"])


def give_later_batch(line: ReportLine) -> None:
    """Nothing but the state: as a postponed line its inspection may join a later batch."""


def _take_back_remarks(line: ReportLine) -> None:
    """A verdict may change until the batch is answered: remarks of the same version fall away with the old one."""
    line.remarks.filter(turn=line.report.turn).delete()
