"""What must always be true of batches, their versions and their lines. Each check only reads."""

from django.db.models import Count, F, Max, Min, Q

from . import content
from .models import LineVersion, Remark, Report, ReportLine, ReportVersion

SIGNED_FOR = (Report.State.COMPILED, Report.State.SENT, Report.State.APPROVED)


def a_sent_version_gives_its_hash() -> list[str]:
    wrong = []
    for version in ReportVersion.objects.filter(sent_at__isnull=False).order_by("pk").iterator(chunk_size=50):
        if content.hash_of(version.content) != version.hash:
            wrong.append(f"report version {version.pk} does not give its hash")
    lines = LineVersion.objects.filter(version__sent_at__isnull=False).order_by("pk")
    for line in lines.iterator(chunk_size=200):
        if content.hash_of(line.content) != line.hash:
            wrong.append(f"line version {line.pk} does not give its hash")
    return wrong


def versions_are_numbered_without_holes() -> list[str]:
    counted = ReportVersion.objects.values("report").annotate(
        first=Min("number"), last=Max("number"), count=Count("pk")
    )
    holes = counted.exclude(first=1, last=F("count")).order_by("report")
    turns = Report.objects.annotate(last=Max("versions__number")).filter(
        ~Q(turn=F("last")) & ~Q(last__isnull=True)
    )
    return [f"report {one['report']} has a hole in its versions" for one in holes] + [
        f"report {pk} counts other turns than versions" for pk in turns.values_list("pk", flat=True)
    ]


def the_compiler_did_not_sign() -> list[str]:
    same = ReportVersion.objects.filter(sent_by=F("compiled_by"))
    return [f"report version {pk}" for pk in same.values_list("pk", flat=True)]


def what_headquarters_has_is_signed() -> list[str]:
    signed = set(ReportVersion.objects.filter(sent_at__isnull=False).values_list("report", "number"))
    lying = Report.objects.filter(state__in=[Report.State.SENT, Report.State.APPROVED]).values_list(
        "pk", "turn"
    )
    return [f"report {pk} was never signed" for pk, turn in lying if (pk, turn) not in signed]


def an_approved_report_has_every_verdict() -> list[str]:
    open_lines = ReportLine.objects.standing().filter(
        report__state=Report.State.APPROVED, state__in=[ReportLine.State.PENDING, ReportLine.State.RETURNED]
    )
    return [f"report line {pk} has no verdict" for pk in open_lines.values_list("pk", flat=True)]


def a_verdict_is_on_what_the_line_says() -> list[str]:
    """A line that is not returned still says what was judged."""
    judged = ReportLine.objects.filter(report__state__in=SIGNED_FOR).exclude(judged_hash="")
    other = judged.exclude(state=ReportLine.State.RETURNED).exclude(judged_hash=F("content_hash"))
    return [f"report line {pk} changed after its verdict" for pk in other.values_list("pk", flat=True)]


def a_line_says_what_its_inspection_gave() -> list[str]:
    lines = ReportLine.objects.standing().filter(report__state__in=SIGNED_FOR)
    other = lines.exclude(total=F("inspection__total"))
    return [
        f"report line {pk} has another total than its inspection" for pk in other.values_list("pk", flat=True)
    ]


def a_case_stands_in_one_batch() -> list[str]:
    done_with = Q(state=ReportLine.State.POSTPONED, report__state=Report.State.APPROVED)
    twice = (
        ReportLine.objects.standing()
        .exclude(done_with)
        .order_by()
        .values("application")
        .annotate(count=Count("pk"))
    )
    return [f"application {one['application']} stands in two batches" for one in twice.filter(count__gt=1)]


def a_supplement_answered_every_remark() -> list[str]:
    """No remark of a version that a newer, sent version followed is without answer or correction."""
    unanswered = Remark.objects.filter(answer="", line__left="").select_related("line")
    wrong = []
    for remark in unanswered:
        report = remark.line.report
        followed = report.versions.filter(number__gt=remark.turn, sent_at__isnull=False).exists()
        corrected = remark.line.corrections.filter(turn=remark.turn, criterion=remark.criterion_id).exists()
        if followed and not corrected:
            wrong.append(f"remark {remark.pk} was never answered")
    return wrong


CHECKS = {
    check.__name__: check
    for check in (
        a_sent_version_gives_its_hash,
        versions_are_numbered_without_holes,
        the_compiler_did_not_sign,
        what_headquarters_has_is_signed,
        an_approved_report_has_every_verdict,
        a_verdict_is_on_what_the_line_says,
        a_line_says_what_its_inspection_gave,
        a_case_stands_in_one_batch,
        a_supplement_answered_every_remark,
    )
}
