"""What province and headquarters do with reports, rankings and lists in the played story."""

from typing import Any

from kargah.applications.models import Application
from kargah.certificates.models import Certificate
from kargah.cycles.models import Cycle, Share
from kargah.demo import hands
from kargah.demo.staff import Staff
from kargah.grading import edits as grading_edits
from kargah.grading import queries as grading_queries
from kargah.grading.models import CandidateList, ListLine, Ranking
from kargah.inputs import digest
from kargah.places.models import Province
from kargah.process.background import order_issue
from kargah.process.engine import perform
from kargah.reports import edits as report_edits
from kargah.reports import queries as report_queries
from kargah.reports.models import Report, ReportLine


def compile_batch(share: Share, staff: Staff) -> Report:
    expert = staff.expert(share.province)
    report = perform("open_batch", share, by=expert)
    report_edits.add_all_ready(report, by=expert)
    return perform("compile_report", report, by=expert)


def send(report: Report, staff: Staff) -> Report:
    deputy = staff.deputy(report.province)
    signature = hands.signed(deputy, report_queries.shown_hash(report))
    return perform("send_report", report, by=deputy, signature=signature)


def approve(report: Report, staff: Staff, *, exclude: int = 0, postpone: int = 0) -> Report:
    for place, line in enumerate(_waiting(report)):
        if place < exclude:
            perform("exclude_line", line, by=staff.reviewer, reason="محل کارگاه در بنای تحت تملک میراث است")
        elif place < exclude + postpone:
            perform("postpone_line", line, by=staff.reviewer, reason="پروندهٔ مجوز در دست استعلام است")
        else:
            perform("approve_line", line, by=staff.reviewer)
    return perform("approve_report", report, by=staff.reviewer)


def give_back(report: Report, staff: Staff, *, criterion: str = "P1") -> Report:
    """The first line returned with a remark on a criterion and one on the photos; the others approved."""
    first, *others = _waiting(report)
    code = report.cycle.guideline.criteria.get(code=criterion)
    remarks: dict[str, Any] = {
        "text_1": "سطح داده‌شده با عکس‌ها نمی‌خواند",
        "criterion_1": code.pk,
        "text_2": "عکس ورودی و تابلوی کارگاه روشن نیست",
    }
    perform("return_line", first, by=staff.reviewer, **remarks)
    for line in others:
        perform("approve_line", line, by=staff.reviewer)
    return perform("return_report", report, by=staff.reviewer)


def mend(report: Report, staff: Staff) -> Report:
    """The province answers; where a criterion is named it asks the inspector, who corrects the level."""
    expert = staff.expert(report.province)
    for line in report_queries.returned_lines(report):
        answers: dict[str, Any] = {}
        for remark in report_queries.open_remarks(line):
            if remark.criterion_id:
                answers[f"ask_{remark.pk}"] = True
            else:
                answers[f"answer_{remark.pk}"] = "عکس تازه گرفته شد و در پرونده است"
        perform("answer_remarks", line, by=expert, **answers)
        for remark in line.remarks.filter(inspector_asked_at__isnull=False, criterion__isnull=False):
            _correct(line, remark.criterion)
    return perform("supplement_report", report, by=expert)


def _correct(line: ReportLine, criterion: Any) -> None:
    now = line.inspection.answers.get(criterion=criterion, current=True).level or 0
    perform(
        "correct_level",
        line,
        by=line.inspection.inspector,
        criterion=criterion.pk,
        level=str(now - 1 if now > 1 else now + 1),
        reason="عکس‌ها دوباره دیده شد",
    )


def rank(cycle: Cycle, staff: Staff) -> Ranking:
    return perform("settle_ranking", perform("preview_ranking", cycle, by=staff.drawer), by=staff.director)


def draw(ranking: Ranking, province: Province, staff: Staff) -> CandidateList:
    return perform("draw_list", ranking, by=staff.drawer, province=province.numeric_code)


def dispatch(drawn: CandidateList, staff: Staff) -> CandidateList:
    return perform("send_list", drawn, by=staff.director)


def give_opinion(sent: CandidateList, staff: Staff, *, objections: int = 0) -> CandidateList:
    expert, deputy = staff.expert(sent.province), staff.deputy(sent.province)
    for place, line in enumerate(sent.lines.filter(state=ListLine.State.PENDING, left="")):
        if place < objections:
            perform("object_line", line, by=expert, reason="کارگاه از نشانی پرونده جابه‌جا شده است")
        else:
            perform("agree_line", line, by=expert)
    sent = grading_edits.prepare_opinion(sent, by=expert)
    signature = hands.signed(deputy, grading_queries.shown_hash(sent))
    return perform("give_opinion", sent, by=deputy, signature=signature)


def answer_objections(objected: CandidateList, staff: Staff) -> CandidateList:
    """The first objection accepted, the others not; then the next version."""
    for place, line in enumerate(objected.lines.filter(state=ListLine.State.OBJECTED, left="")):
        move = "keep_line" if place else "accept_objection"
        perform(move, line, by=staff.drawer, reason="نشانی تازه با بازدید سنجیده شد")
    return perform("revise_list", objected, by=staff.drawer)


def issue(cycle: Cycle, lines: list[ListLine], staff: Staff) -> None:
    """The director's signed order; the run itself is the worker's."""
    shown = digest([line.public_id for line in lines])
    order_issue(cycle, lines, by=staff.director, signature=hands.signed(staff.director, shown))


def agreed_lines(cycle: Cycle, provinces: list[Province]) -> list[ListLine]:
    wanted = ListLine.objects.filter(
        candidate_list__cycle=cycle, province__in=provinces, state=ListLine.State.AGREED, left=""
    )
    return list(wanted.order_by("province__rank", "placement__national_rank", "pk"))


def certificates_of(cycle: Cycle) -> list[Certificate]:
    return list(cycle.certificates.filter(state=Certificate.State.VALID).order_by("pk"))


def cases_in(share: Share, state: str) -> list[Application]:
    return list(share.applications.filter(state=state).order_by("order_place", "registered_at", "pk"))


def _waiting(report: Report) -> list[ReportLine]:
    return list(report.lines.standing().filter(state=ReportLine.State.PENDING).order_by("pk"))
