"""S7 and S8: a batch is filled, compiled into the guideline's sheets, signed, and from then on frozen."""

import io
import json
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kargah.files import intake
from kargah.inspections.models import Answer, Inspection
from kargah.paper import workbook
from kargah.people.models import Post, Role
from kargah.people.signing import Signature
from kargah.process import engine, invariants
from kargah.process.engine import perform
from kargah.process.flowchart import MOVES
from kargah.refusal import NotPermitted, OutOfTurn, Overtaken, Refused
from kargah.reports import edits, queries, rules, tables
from kargah.reports.models import LineVersion, Report, ReportLine, ReportVersion
from tests import cast


def test_an_empty_batch_is_not_compiled(ready, expert):
    batch = cast.a_batch(ready[0].application.cycle)
    with pytest.raises(Refused, match="empty"):
        perform("compile_report", batch, by=expert)


def test_batches_of_a_province_are_numbered(ready):
    cycle = ready[0].application.cycle
    assert [cast.a_batch(cycle).number, cast.a_batch(cycle).number] == [1, 2]


def test_a_case_that_was_not_confirmed_does_not_join(ready, visited, expert):
    batch = cast.a_batch(ready[0].application.cycle)
    with pytest.raises(Refused, match="has not confirmed"):
        edits.add_line(batch, visited, by=expert)


def test_a_case_whose_volume_the_expert_has_not_judged_does_not_join(ready, half_judged, expert):
    batch = cast.a_batch(ready[0].application.cycle)
    with pytest.raises(Refused, match="condition 3"):
        edits.add_line(batch, half_judged, by=expert)


def test_a_case_that_withdrew_after_its_visit_does_not_join(ready, expert):
    case = ready[0].application
    batch = cast.a_batch(case.cycle)
    perform("withdraw", case, by=case.applicant)
    ready[0].refresh_from_db()
    with pytest.raises(Refused, match=f"{case} is not ready: the request is “Withdrawn”") as refusal:
        edits.add_line(batch, ready[0], by=expert)
    assert type(refusal.value) is Refused
    assert edits.add_line(batch, ready[1], by=expert).inspection == ready[1]


def test_all_ready_cases_join_at_once_and_no_others(ready, expert):
    batch = cast.a_batch(ready[0].application.cycle)
    edits.add_all_ready(batch, by=expert)
    assert [line.inspection for line in cast.the_lines(batch)] == ready
    assert queries.ready_inspections(batch.share, batch=batch) == []


def test_a_case_stands_in_one_batch_only(draft, ready, expert):
    other = cast.a_batch(draft.cycle)
    with pytest.raises(Refused, match="already stands in batch 1"):
        edits.add_line(other, ready[0].application, by=expert)
    with pytest.raises(Refused, match="already stands in the batch"):
        edits.add_line(draft, ready[0], by=expert)


def test_only_the_expert_of_the_province_fills_a_draft(ready, deputy):
    batch = cast.a_batch(ready[0].application.cycle)
    with pytest.raises(NotPermitted):
        edits.add_line(batch, ready[0], by=deputy)


def test_a_line_is_taken_out_of_a_draft_but_not_of_a_compiled_report(draft, expert):
    line = cast.the_lines(draft)[0]
    edits.remove_line(line, by=expert)
    assert draft.lines.count() == 2
    cast.a_compiled_report(draft)
    with pytest.raises(OutOfTurn):
        edits.remove_line(cast.the_lines(draft)[0], by=expert)


def test_a_total_that_the_answers_do_not_give_is_refused_by_its_case(draft):
    line = cast.the_lines(draft)[0]
    rules.the_total_agrees(line)
    line.inspection.total += 1
    with pytest.raises(Refused, match=line.application.tracking_code):
        rules.the_total_agrees(line)


def test_a_compiled_report_tells_scores_and_province_and_its_hash(compiled, ready):
    version = compiled.newest
    assert (compiled.state, compiled.turn, version.number) == ("compiled", 1, 1)
    lines = cast.the_lines(compiled)
    assert [line.total for line in lines] == [one.total for one in ready]
    assert [one.content for one in version.lines.all()] == [line.content for line in lines]
    assert version.content["lines"][0]["conditions"]["3"]["met"] is True
    assert version.content["summary"] == {
        "quota": 5,
        "requests": 5,
        "screened": 5,
        "inspected": 5,
        "reached_pass_mark": sum(one.total >= 60000 for one in ready) + 1,
        "withdrawn": 0,
        "declined": 0,
    }
    assert rules.content.hash_of(version.content) == version.hash == queries.shown_hash(compiled)


def test_no_person_stands_in_what_is_frozen(compiled, ready):
    frozen = json.dumps(compiled.newest.content, ensure_ascii=False)
    for one in ready:
        owner = one.application.workshop.owner
        for secret in (owner.last_name, owner.national_id, owner.mobile, one.application.workshop.address):
            assert secret not in frozen


def test_the_workbook_has_the_four_sheets_of_the_guideline_and_the_rows_of_the_page(compiled, ready):
    version = compiled.newest
    book = workbook.read(intake.open_stored(version.workbook).read(), limits=workbook.REPORT)
    layout = compiled.cycle.limits.workbook["sheets"]
    assert [sheet.title for sheet in book.sheets] == [sheet["fa"] for sheet in layout]
    shown = tables.rows(version.content, compiled.cycle)
    assert [row["total"] for row in shown["workshops"]] == [Decimal(one.total) / 100 for one in ready]
    assert len(shown["levels"]) == sum(one.answers.filter(current=True).count() for one in ready)
    assert book.meta["guideline"] == 1


def test_the_page_leaves_the_persons_out_and_the_workbook_names_them(compiled):
    lines = queries.lines_of(compiled)
    people = queries.people_of(lines)
    code = lines[0].application.tracking_code
    assert people[code]["national_id"] == lines[0].application.applicant.national_id
    without = tables.rows(compiled.newest.content, compiled.cycle)["workshops"][0]
    named = tables.rows(compiled.newest.content, compiled.cycle, people)["workshops"][0]
    assert "national_id" not in without
    assert named["mobile"] == lines[0].application.applicant.mobile


def test_a_draft_shows_the_tables_that_its_compilation_will_have(draft):
    before = queries.tables_of(draft)
    assert [sheet["key"] for sheet in before] == ["workshops", "levels", "defects", "summary"]
    assert draft.versions.count() == 0
    assert queries.tables_of(cast.a_compiled_report(draft)) == before


def test_the_deputy_sends_a_report_back_and_its_next_compilation_is_still_the_first_version(
    compiled, deputy, expert
):
    report = perform("send_back", compiled, by=deputy, reason="یک کارگاه جا افتاده")
    assert report.state == "drafting"
    edits.remove_line(cast.the_lines(report)[0], by=expert)
    report = perform("compile_report", Report.objects.get(pk=report.pk), by=expert)
    assert [version.number for version in report.versions.all()] == [1]
    assert len(report.newest.content["lines"]) == 2


def test_a_report_that_was_not_compiled_yet_is_not_signed(draft, deputy):
    refusal = engine.obstacle(MOVES["send_report"], draft, by=deputy)
    assert (type(refusal), str(refusal)) == (Refused, "The report has not been compiled yet.")
    compiled = cast.a_compiled_report(draft)
    assert engine.obstacle(MOVES["send_report"], compiled, by=deputy) is None


def test_who_compiled_a_report_does_not_sign_it(compiled, expert):
    Post.objects.create(
        holder=expert, role=Role.PROVINCIAL_DEPUTY, province=compiled.province, starts_on=cast.SINCE
    )
    with pytest.raises(NotPermitted, match="compiled"):
        perform("send_report", compiled, by=expert, signature=cast.signed_by(expert, compiled))


def test_a_signature_under_another_content_is_refused(compiled, deputy):
    shown = cast.signed_by(deputy, compiled)
    with pytest.raises(Overtaken):
        perform("send_report", compiled, by=deputy, signature=Signature(deputy.pk, "0" * 64, shown.at))


def test_a_report_is_not_sent_after_a_workshop_changed(compiled, deputy, ready):
    workshop = ready[0].application.workshop
    workshop.name = "نام تازه"
    workshop.save()
    with pytest.raises(Refused, match="changed after the report was compiled"):
        cast.a_sent_report(compiled)


def test_a_report_is_not_sent_with_a_workshop_that_withdrew(compiled):
    ReportLine.objects.filter(pk=cast.the_lines(compiled)[0].pk).update(left="withdrawn")
    with pytest.raises(Refused, match="left the batch"):
        cast.a_sent_report(compiled)


def test_a_sent_report_says_who_signed_and_what(sent, deputy):
    version = sent.newest
    assert (sent.state, version.sent_by) == ("sent", deputy)
    assert version.sent_at is not None
    assert invariants.violations() == {}


FROZEN = {
    "its content": lambda report: ReportVersion.objects.filter(report=report).update(content={}),
    "its hash": lambda report: ReportVersion.objects.filter(report=report).update(hash="0" * 64),
    "its workbook": lambda report: ReportVersion.objects.filter(report=report).update(workbook=None),
    "its signature": lambda report: ReportVersion.objects.filter(report=report).update(sent_at=None),
    "a line of its version": lambda report: LineVersion.objects.filter(version__report=report).update(
        hash="0" * 64
    ),
    "a line less in its version": lambda report: (
        LineVersion.objects.filter(version__report=report)[:1].get().delete()
    ),
    "a line's content": lambda report: report.lines.update(content={}),
    "a line's total": lambda report: report.lines.update(total=1),
    "the case of a line": lambda report: report.lines.update(application_id=1_000_000),
    "a line less": lambda report: ReportLine.objects.filter(report=report).order_by("pk")[:1].get().delete(),
    "two turns at once": lambda report: Report.objects.filter(pk=report.pk).update(turn=3),
    "a verdict by the back door": lambda report: report.lines.update(state="approved"),
    "the level of an answer": lambda report: _answers(report).update(level=1),
    "a note on an answer": lambda report: _answers(report).update(note="بعداً"),
    "the total of an inspection": lambda report: Inspection.objects.filter(
        report_lines__report=report
    ).update(total=1),
    "a photo less": lambda report: report.lines.first().inspection.photos.update(
        removed_at=report.created_at
    ),
}


def _answers(report):
    return Answer.objects.filter(inspection__report_lines__report=report)


@pytest.mark.parametrize("what", FROZEN)
def test_nothing_of_a_sent_report_changes(sent, what):
    with pytest.raises(IntegrityError), transaction.atomic():
        FROZEN[what](sent)


def test_a_line_does_not_join_a_sent_report(sent, half_judged):
    with pytest.raises(IntegrityError, match="a_line_joins_a_draft_only"), transaction.atomic():
        ReportLine.objects.create(
            report=sent, province=sent.province, application=half_judged.application, inspection=half_judged
        )


def test_the_workbook_of_a_version_is_kept_as_a_file(sent):
    stored = queries.workbook_of(sent, 1)
    assert isinstance(intake.open_stored(stored), io.BytesIO)
    assert queries.workbook_of(sent, 2) is None
