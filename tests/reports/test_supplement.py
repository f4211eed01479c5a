"""S9: a returned report is mended by the province, and by the inspector where a level is asked, and comes again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kargah import clock
from kargah.inspections.models import Answer
from kargah.process import invariants
from kargah.process.engine import perform
from kargah.refusal import InvalidInput, NotPermitted, OutOfTurn, Refused
from kargah.reports import edits, queries
from kargah.reports.difference import diff
from kargah.reports.models import Remark, Report, ReportLine
from tests import cast

REMARKS = (("P1", "سطح با عکس نمی‌خواند"), (None, "توضیح کارگاه کم است"))


@pytest.fixture
def returned(sent):
    return cast.a_returned_report(sent, remarks=REMARKS)


@pytest.fixture
def line(returned):
    """The returned one; the two others are approved."""
    return queries.returned_lines(returned)[0]


def test_a_supplement_waits_for_every_remark(returned, line, expert):
    first, second = queries.open_remarks(line)
    perform("answer_remarks", line, by=expert, **{f"answer_{first.pk}": "سطح درست است: عکس ۴ را ببینید"})
    with pytest.raises(Refused, match="توضیح کارگاه"):
        perform("supplement_report", returned, by=expert)
    perform("answer_remarks", line, by=expert, **{f"answer_{second.pk}": "افزوده شد"})
    report = perform("supplement_report", returned, by=expert)
    assert (report.state, report.turn) == ("compiled", 2)


def test_an_answer_without_words_is_no_answer(line, expert):
    with pytest.raises(InvalidInput):
        perform("answer_remarks", line, by=expert)


def test_a_question_to_the_inspector_is_settled_by_the_correction(returned, line, expert):
    cast.answered(line, ask=["P1"])
    with pytest.raises(Refused, match="سطح با عکس"):
        perform("supplement_report", returned, by=expert)
    cast.corrected(line, "P1", 2)
    assert perform("supplement_report", returned, by=expert).state == "compiled"


def test_words_that_come_with_the_question_do_not_settle_it_later_ones_do(returned, line, expert):
    first, second = queries.open_remarks(line)
    given = {
        f"answer_{first.pk}": "از بازرس پرسیدیم",
        f"ask_{first.pk}": True,
        f"answer_{second.pk}": "افزوده شد",
    }
    perform("answer_remarks", line, by=expert, **given)
    with pytest.raises(Refused, match="سطح با عکس"):
        perform("supplement_report", returned, by=expert)
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        later = {f"answer_{first.pk}": "بازرس بر سطح خود ماند: عکس ۴ گویاست"}
        perform("answer_remarks", line, by=expert, **later)
        assert perform("supplement_report", returned, by=expert).state == "compiled"


def test_the_inspector_corrects_a_level_only_when_asked(line):
    with pytest.raises(Refused, match="has not asked"):
        cast.corrected(line, "P1", 2)


def test_the_inspector_corrects_only_the_criterion_asked(line):
    cast.answered(line, ask=["P1"])
    with pytest.raises(InvalidInput) as refused:
        cast.corrected(line, "P2", 2)
    assert "criterion" in refused.value.form.errors


def test_a_correction_needs_another_level_and_a_reason(line):
    cast.answered(line, ask=["P1"])
    for level, reason, field in ((3, "بازبینی", "level"), (2, "", "reason"), ("n/a", "بازبینی", "level")):
        with pytest.raises(InvalidInput) as refused:
            cast.corrected(line, "P1", level, reason)
        assert field in refused.value.form.errors


def test_nobody_but_the_inspector_corrects_a_level(line, expert):
    cast.answered(line, ask=["P1"])
    criterion = queries.open_remarks(line).first().criterion
    with pytest.raises(NotPermitted):
        perform("correct_level", line, by=expert, criterion=criterion.pk, level="2", reason="بازبینی")


def test_a_correction_is_a_new_revision_and_the_total_follows(line):
    before = line.inspection.total
    cast.answered(line, ask=["P1"])
    line = cast.corrected(line, "P1", 2, "طرح متعارف است")
    answers = Answer.objects.filter(inspection=line.inspection, criterion__code="P1").order_by("revision")
    assert [(one.level, one.current) for one in answers] == [(3, False), (2, True)]
    correction = line.corrections.get()
    assert (correction.level_before, correction.level_after, correction.turn) == (3, 2, 1)
    line.inspection.refresh_from_db()
    assert line.inspection.total < before
    assert line.total == before  # as it was compiled, until it is compiled again


def test_a_supplement_shows_exactly_what_changed(returned, line, expert):
    cast.answered(line, ask=["P1"])
    cast.corrected(line, "P1", 2, "طرح متعارف است")
    report = perform("supplement_report", returned, by=expert)
    first, second = report.versions.order_by("number")
    told = diff(first, second)
    assert [one.is_empty for one in told] == [False, True, True]
    changed = {change.path: (change.before, change.after) for change in told[0].changes}
    assert changed["answers", "P1", "level"] == (3, 2)
    assert changed["answers", "P1", "reason"] == ("", "طرح متعارف است")
    assert {path[0] for path in changed} == {"answers", "axes", "earned", "total"} | (
        {"band"} if ("band",) in changed else set()
    )
    assert [remark.text for remark in told[0].remarks] == [words for _code, words in REMARKS]
    assert told[0].corrections[0].level_after == 2


def test_in_a_supplement_only_the_returned_line_is_judged_again(returned):
    report = cast.a_sent_report(cast.a_supplemented_report(returned))
    first, *others = cast.the_lines(report)
    assert (first.state, first.judged_hash) == ("pending", "")
    assert [other.state for other in others] == ["approved", "approved"]
    for other in others:
        with pytest.raises(Refused, match="keeps its verdict"):
            cast.an_excluded_line(other)
    report = cast.an_approved_report(report)
    assert [version.number for version in report.versions.all()] == [1, 2]
    assert invariants.violations() == {}


def test_a_report_may_be_returned_twice_and_each_time_anew(returned, expert):
    report = cast.a_sent_report(cast.a_supplemented_report(returned))
    report = cast.a_returned_report(report, remarks=[(None, "هنوز روشن نیست")])
    line = queries.returned_lines(report)[0]
    assert [remark.text for remark in queries.open_remarks(line)] == ["هنوز روشن نیست"]
    with pytest.raises(Refused, match="not answered"):
        perform("supplement_report", report, by=expert)
    report = cast.an_approved_report(cast.a_sent_report(cast.a_supplemented_report(report)))
    assert (report.state, report.turn) == ("approved", 3)


def test_a_supplement_that_the_deputy_sends_back_is_mended_and_compiled_again(returned, line, deputy, expert):
    report = cast.a_supplemented_report(returned)
    report = perform("send_back", report, by=deputy, reason="پاسخ کوتاه است")
    assert report.state == "returned"
    second = queries.open_remarks(line)[1]
    perform("answer_remarks", line, by=expert, **{f"answer_{second.pk}": "پاسخ کامل‌تر"})
    report = perform("supplement_report", report, by=expert)
    assert (report.turn, report.versions.count()) == (2, 2)


def test_a_line_that_was_not_returned_must_still_be_what_was_judged(returned, line, expert):
    cast.answered(line)
    other = cast.the_lines(returned)[1]
    ReportLine.objects.filter(pk=other.pk).update(content_hash="0" * 64)
    with pytest.raises(Refused, match="was not returned, and yet it changed"):
        perform("supplement_report", returned, by=expert)


def test_a_supplement_needs_an_answer_to_every_criterion(returned, line, expert):
    cast.answered(line)
    Answer.objects.filter(inspection=line.inspection, criterion__code__in=("P1", "P2")).update(current=False)
    with pytest.raises(Refused) as refusal:
        perform("supplement_report", returned, by=expert)
    assert type(refusal.value) is Refused
    assert str(refusal.value) == f"{line.application}: no answer to P1, P2."


def test_a_supplement_takes_only_answers_that_the_guideline_allows(returned, line, expert):
    cast.answered(line)
    first = Answer.objects.get(inspection=line.inspection, criterion__code="P1")
    Answer.objects.filter(pk=first.pk).update(current=False)
    Answer.objects.create(
        inspection=line.inspection,
        criterion=first.criterion,
        revision=2,
        not_applicable=True,
        reason="کاربرد ندارد",
        by=line.inspection.inspector,
    )
    with pytest.raises(Refused) as refusal:
        perform("supplement_report", returned, by=expert)
    assert type(refusal.value) is Refused
    assert str(refusal.value) == f"{line.application}: an answer is not one that the guideline allows."


def test_an_owner_who_renames_a_workshop_does_not_hold_the_other_lines_up(returned):
    workshop = cast.the_lines(returned)[1].application.workshop
    workshop.name = "نام تازه"
    workshop.save()
    report = cast.an_approved_report(cast.a_sent_report(cast.a_supplemented_report(returned)))
    assert report.newest.content["lines"][1]["workshop"]["name"] != "نام تازه"


def test_a_returned_line_that_withdrew_is_not_waited_for(returned, line, expert):
    ReportLine.objects.filter(pk=line.pk).update(left="withdrawn")
    report = perform("supplement_report", returned, by=expert)
    assert len(report.newest.content["lines"]) == 2
    assert report.versions.first().lines.count() == 3
    report = cast.a_sent_report(report)
    assert perform("approve_report", report, by=cast.an_hq_expert()).state == "approved"


def test_remarks_on_a_line_that_withdrew_are_not_answered(line, expert):
    case = line.application
    perform("withdraw", case, by=case.applicant)
    with pytest.raises(Refused, match="left the report: “Withdrawn”") as refusal:
        cast.answered(line, by=expert)
    assert type(refusal.value) is Refused


def test_remarks_are_answered_only_while_the_report_is_returned(sent, expert):
    line = cast.a_returned_line(cast.the_lines(sent)[0], remarks=REMARKS)
    with pytest.raises(Refused, match="while the report is returned"):
        cast.answered(line)


def test_the_province_changes_its_own_words_on_a_returned_line_only(returned, line, expert):
    other = cast.the_lines(returned)[1]
    assert edits.set_suggestion(line, "درجه یک پیشنهاد می‌شود", by=expert).suggestion
    with pytest.raises(OutOfTurn):
        edits.set_suggestion(other, "درجه یک", by=expert)


def test_the_inspector_is_asked_and_finds_the_line(returned, line, expert):
    about_level, about_line = queries.open_remarks(line)
    inspector = line.inspection.inspector
    assert not queries.lines_to_correct(inspector)
    edits.ask_inspector(about_level, by=expert)
    assert list(queries.lines_to_correct(inspector)) == [line]
    with pytest.raises(Refused, match="names no criterion"):
        edits.ask_inspector(about_line, by=expert)


def test_the_inspector_gets_a_letter_when_the_answer_asks_them(line):
    cast.answered(line, ask=["P1"])
    inspector = line.inspection.inspector
    assert inspector.letters.filter(name="correction_asked").count() == 1


def test_words_alone_bring_the_inspector_no_letter(line):
    cast.answered(line)
    assert not line.inspection.inspector.letters.filter(name="correction_asked").exists()


MEANWHILE = {
    "an answer of another line": lambda report: Answer.objects.filter(
        inspection=cast.the_lines(report)[1].inspection
    ).update(level=1),
    "a remark": lambda report: Remark.objects.update(text="چیز دیگر"),
    "a remark less": lambda report: Remark.objects.all()[:1].get().delete(),
    "a verdict": lambda report: report.lines.update(state="approved"),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_what_was_said_stays_while_the_report_is_with_the_province(returned, what):
    with pytest.raises(IntegrityError), transaction.atomic():
        MEANWHILE[what](returned)


def test_the_first_version_stays_beside_the_second(returned):
    first = returned.versions.get().hash
    report = cast.a_sent_report(cast.a_supplemented_report(returned))
    assert Report.objects.get(pk=report.pk).versions.get(number=1).hash == first
