"""Batches of a province, compiled, signed, judged, returned and supplemented through the engine."""

from kargah import clock
from kargah.people.signing import Signature
from kargah.process.engine import perform
from kargah.reports import edits, queries
from kargah.reports.models import Report, ReportLine

from .cycles import an_open_cycle, the_share
from .inspections import a_confirmed_inspection
from .people import a_deputy_of, a_province, an_expert_of, an_hq_expert


def a_batch(cycle=None, province=None) -> Report:
    """An empty draft of the province."""
    cycle = cycle or an_open_cycle()
    province = province or a_province()
    share = the_share(cycle, province)
    return perform("open_batch", share, by=an_expert_of(province))


def a_drafted_report(cycle=None, province=None, *, inspections=None, lines=1, levels=(), **how) -> Report:
    """A draft with `inspections` on it, or with `lines` new confirmed ones; `levels`: one level for each of them."""
    if inspections:
        cycle, province = inspections[0].application.cycle, inspections[0].province
    cycle = cycle or an_open_cycle(quota=max(3, lines))
    province = province or a_province()
    if inspections is None:
        levels = [*levels, *[3] * (lines - len(levels))]
        inspections = [
            a_confirmed_inspection(cycle=cycle, province=province, level=level, **how) for level in levels
        ]
    report = a_batch(cycle, province)
    for inspection in inspections:
        edits.add_line(report, inspection, by=an_expert_of(province))
    return report


def a_compiled_report(report=None, **draft) -> Report:
    report = report or a_drafted_report(**draft)
    return perform("compile_report", report, by=an_expert_of(report.province))


def signed_by(user, report) -> Signature:
    """What the page makes after the secret was entered: the person, what was shown, now."""
    return Signature(user.pk, queries.shown_hash(report), clock.now())


def a_sent_report(report=None, **draft) -> Report:
    """Signed by the deputy. `report`: a compiled one, a first version or a supplement."""
    report = report or a_compiled_report(**draft)
    deputy = a_deputy_of(report.province)
    return perform("send_report", report, by=deputy, signature=signed_by(deputy, report))


def the_lines(report) -> list[ReportLine]:
    return list(report.lines.order_by("pk"))


def an_approved_line(line, by=None) -> ReportLine:
    return perform("approve_line", line, by=by or an_hq_expert())


def an_excluded_line(line, by=None, reason="محل کارگاه مسکونی است") -> ReportLine:
    return perform("exclude_line", line, by=by or an_hq_expert(), reason=reason)


def a_postponed_line(line, by=None, reason="مدارک در راه است") -> ReportLine:
    return perform("postpone_line", line, by=by or an_hq_expert(), reason=reason)


def a_returned_line(line, by=None, remarks=((None, "عکس‌ها روشن نیست"),)) -> ReportLine:
    """`remarks`: (criterion code or None, words) each."""
    from kargah.guideline.models import Criterion

    rows = {}
    for n, (code, words) in enumerate(remarks, start=1):
        rows[f"text_{n}"] = words
        if code:
            rows[f"criterion_{n}"] = Criterion.objects.get(
                guideline=line.report.cycle.guideline, code=code
            ).pk
    return perform("return_line", line, by=by or an_hq_expert(), **rows)


def an_approved_report(report=None, **draft) -> Report:
    """Every pending line approved, then the batch."""
    report = report or a_sent_report(**draft)
    for line in report.lines.standing().filter(state="pending"):
        an_approved_line(line)
    return perform("approve_report", report, by=an_hq_expert())


def a_returned_report(report=None, *, remarks=((None, "عکس‌ها روشن نیست"),), **draft) -> Report:
    """The first pending line returned with `remarks`, the other lines approved, then the batch returned."""
    report = report or a_sent_report(**draft)
    first, *others = report.lines.standing().filter(state="pending").order_by("pk")
    a_returned_line(first, remarks=remarks)
    for line in others:
        an_approved_line(line)
    return perform("return_report", report, by=an_hq_expert())


def answered(line, words="اصلاح شد", *, ask=(), by=None) -> ReportLine:
    """Every open remark of a returned line answered with `words`; those on the criteria `ask` go to the inspector."""
    given = {}
    for remark in queries.open_remarks(line):
        if remark.criterion and remark.criterion.code in ask:
            given[f"ask_{remark.pk}"] = True
        else:
            given[f"answer_{remark.pk}"] = words
    return perform("answer_remarks", line, by=by or an_expert_of(line.province), **given)


def corrected(line, code, level, reason="بازبینی عکس‌ها") -> ReportLine:
    from kargah.guideline.models import Criterion

    criterion = Criterion.objects.get(guideline=line.report.cycle.guideline, code=code)
    return perform(
        "correct_level",
        line,
        by=line.inspection.inspector,
        criterion=criterion.pk,
        level=str(level),
        reason=reason,
    )


def a_supplemented_report(report=None, **returned) -> Report:
    """Remarks answered in words, and compiled as the next version."""
    report = report or a_returned_report(**returned)
    for line in queries.returned_lines(report):
        answered(line)
    return perform("supplement_report", report, by=an_expert_of(report.province))
