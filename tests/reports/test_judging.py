"""D1: headquarters judges each line of a sent report, then answers the batch by what its lines say."""

import pytest
from django.db import IntegrityError, transaction

from kargah.people.models import Post, Role
from kargah.process.engine import perform
from kargah.refusal import InvalidInput, NotPermitted, OutOfTurn, Refused
from kargah.reports import edits, queries
from kargah.reports.models import ReportLine
from tests import cast


@pytest.fixture
def lines(sent):
    return cast.the_lines(sent)


def at_headquarters(user):
    Post.objects.create(holder=user, role=Role.HEADQUARTERS_EXPERT, starts_on=cast.SINCE)
    return user


def test_a_verdict_keeps_the_hash_of_what_was_seen(lines, reviewer):
    line = cast.an_excluded_line(lines[0], reason="محل کارگاه مسکونی است")
    assert (line.state, line.judged_by, line.verdict_reason) == (
        "excluded",
        reviewer,
        "محل کارگاه مسکونی است",
    )
    assert (line.judged_hash, line.judged_turn) == (line.content_hash, 1)


def test_a_line_is_not_excluded_without_a_reason(lines, reviewer):
    with pytest.raises(InvalidInput):
        perform("exclude_line", lines[0], by=reviewer)


def test_a_line_is_not_returned_without_a_remark(lines, reviewer):
    with pytest.raises(InvalidInput):
        perform("return_line", lines[0], by=reviewer)


def test_a_criterion_without_words_is_no_remark(lines, reviewer):
    criterion = lines[0].inspection.answers.first().criterion
    with pytest.raises(InvalidInput) as refused:
        perform("return_line", lines[0], by=reviewer, criterion_1=criterion.pk, text_2="عکس تار است")
    assert "text_1" in refused.value.form.errors


def test_remarks_name_the_line_or_a_criterion_of_its_guideline(lines):
    line = cast.a_returned_line(lines[0], remarks=(("P1", "سطح با عکس نمی‌خواند"), (None, "نشانی ناقص است")))
    told = [(remark.criterion and remark.criterion.code, remark.turn) for remark in line.remarks.all()]
    assert told == [("P1", 1), (None, 1)]


def test_a_verdict_may_change_until_the_batch_is_answered(lines, sent, reviewer):
    cast.a_returned_line(lines[0])
    line = cast.an_approved_line(lines[0])
    assert line.state == "approved"
    assert not line.remarks.exists()
    for other in lines[1:]:
        cast.an_approved_line(other)
    perform("approve_report", sent, by=reviewer)
    with pytest.raises(Refused, match="Approved"):
        cast.an_excluded_line(lines[0])


def test_a_line_is_not_judged_before_the_report_is_sent(compiled):
    with pytest.raises(Refused, match="waiting for signature"):
        cast.an_approved_line(cast.the_lines(compiled)[0])


def test_only_headquarters_judges(lines, expert):
    with pytest.raises(NotPermitted):
        cast.an_approved_line(lines[0], by=expert)


def test_the_inspector_of_a_case_does_not_judge_it(lines, sent):
    inspector = at_headquarters(lines[0].inspection.inspector)
    with pytest.raises(NotPermitted, match="inspected"):
        cast.an_approved_line(lines[0], by=inspector)
    for line in lines:
        cast.an_approved_line(line)
    with pytest.raises(NotPermitted, match="inspected"):
        perform("approve_report", sent, by=inspector)


def test_who_compiled_or_signed_a_report_does_not_judge_it(lines, expert, deputy):
    for person in (expert, deputy):
        with pytest.raises(NotPermitted, match="compiled or signed"):
            cast.an_approved_line(lines[0], by=at_headquarters(person))


def test_who_screened_a_case_does_not_judge_it(ready, expert):
    """Another expert of the province opened and compiled the batch; the one who screened went to headquarters."""
    colleague = cast.an_expert_of(name="colleague")
    batch = perform("open_batch", ready[0].application.share, by=colleague)
    edits.add_line(batch, ready[0], by=colleague)
    batch = perform("compile_report", batch, by=colleague)
    line = cast.the_lines(cast.a_sent_report(batch))[0]
    with pytest.raises(NotPermitted, match="for the province"):
        cast.an_approved_line(line, by=at_headquarters(expert))


def test_an_applicant_does_not_judge_their_own_workshop(lines):
    applicant = at_headquarters(lines[0].application.applicant)
    with pytest.raises(NotPermitted, match="your own workshop"):
        cast.an_approved_line(lines[0], by=applicant)
    assert cast.an_approved_line(lines[1], by=applicant).state == "approved"


def test_a_report_is_not_answered_before_every_line_has_a_verdict(sent, lines, reviewer):
    cast.an_approved_line(lines[0])
    with pytest.raises(Refused, match="without a verdict: 2"):
        perform("approve_report", sent, by=reviewer)
    cast.a_returned_line(lines[1])
    with pytest.raises(Refused, match="without a verdict: 1"):
        perform("return_report", sent, by=reviewer)


def test_the_answer_follows_from_the_lines(sent, lines, reviewer):
    for line in lines:
        cast.an_approved_line(line)
    with pytest.raises(Refused, match="approve the report"):
        perform("return_report", sent, by=reviewer)
    cast.a_returned_line(lines[0])
    with pytest.raises(Refused, match="return the report"):
        perform("approve_report", sent, by=reviewer)
    report = perform("return_report", sent, by=reviewer)
    assert (report.state, report.answered_by) == ("returned", reviewer)
    assert queries.verdicts_of(report) == {
        "pending": 0, "approved": 2, "excluded": 0, "postponed": 0, "returned": 1
    }  # fmt: skip


def test_a_line_that_withdrew_holds_nobody_up(sent, lines, reviewer):
    ReportLine.objects.filter(pk=lines[0].pk).update(left="withdrawn")
    for line in lines[1:]:
        cast.an_approved_line(line)
    with pytest.raises(Refused, match="left the report"):
        cast.an_approved_line(lines[0])
    assert perform("approve_report", sent, by=reviewer).state == "approved"
    assert sent.newest.lines.count() == 3


def test_the_database_does_not_approve_a_report_with_an_open_line(sent, lines):
    with pytest.raises(IntegrityError, match="every_verdict"), transaction.atomic():
        type(sent).objects.filter(pk=sent.pk).update(state="approved", version=sent.version + 1)


def test_a_postponed_case_joins_a_later_batch_once_its_own_is_approved(sent, lines, ready, expert):
    cast.a_postponed_line(lines[0])
    later = cast.a_batch(sent.cycle)
    with pytest.raises(Refused, match="already stands in batch 1"):
        edits.add_line(later, ready[0], by=expert)
    cast.an_approved_report(sent)
    assert queries.ready_inspections(later.share, batch=later) == [ready[0]]
    edits.add_line(later, ready[0], by=expert)
    later = cast.an_approved_report(cast.a_sent_report(cast.a_compiled_report(later)))
    assert [line.state for line in cast.the_lines(later)] == ["approved"]


def test_an_approved_report_is_not_compiled_again(sent, expert):
    report = cast.an_approved_report(sent)
    with pytest.raises(OutOfTurn):
        perform("supplement_report", report, by=expert)


def test_who_sees_a_report(sent, reviewer, expert, lines):
    elsewhere = cast.an_expert_of(cast.a_province("فارس"))
    assert list(queries.waiting_for_headquarters(reviewer)) == [sent]
    assert queries.reports_for(expert).get().lines_pending == 3
    assert not queries.reports_for(elsewhere).exists()
    assert set(queries.waiting_lines(reviewer)) == set(lines)
    assert set(ReportLine.objects.visible_to(lines[0].inspection.inspector)) == set(lines)
