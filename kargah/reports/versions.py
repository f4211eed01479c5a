"""A version of a batch: made when it is compiled, replaced while nobody has signed it, frozen when it is sent."""

from typing import Any

from django.db.models import QuerySet

from kargah.files import intake
from kargah.people.models import User

from . import content, tables
from .models import LineVersion, Remark, Report, ReportLine, ReportVersion


def standing_lines(report: Report) -> list[ReportLine]:
    """The lines that count, in their order: nobody who withdrew, was struck or is visited anew."""
    wanted = (
        "application__workshop__owner",
        "application__craft_group",
        "inspection__inspector",
        "report__cycle",
    )
    return list(report.lines.standing().select_related(*wanted).order_by("pk"))


def keeps_its_verdict(line: ReportLine) -> bool:
    """Judged on an earlier version and not returned: its content stays as it was judged."""
    return bool(line.judged_hash) and line.state != ReportLine.State.RETURNED


def sent_number(report: Report) -> int:
    """The number of the newest version that headquarters has; 0 before the first."""
    newest = report.versions.filter(sent_at__isnull=False).order_by("-number").first()
    return newest.number if newest else 0


def open_remarks(line: ReportLine) -> QuerySet[Remark]:
    """The remarks of the last version that headquarters judged."""
    return line.remarks.filter(turn=sent_number(line.report)).select_related("criterion")


def make(report: Report, *, by: User) -> ReportVersion:
    """Compile the next version; one that was not sent is replaced. Saves the lines' content and the report's turn."""
    drop_unsent(report)
    lines = standing_lines(report)
    for line in lines:
        if not keeps_its_verdict(line):
            line.content = content.of(line)
            line.content_hash = content.hash_of(line.content)
            line.total = line.content["total"]
            line.save(update_fields=["content", "content_hash", "total"])
    report.turn = sent_number(report) + 1
    report.save(update_fields=["turn"])
    told = _content(report, [line.content for line in lines])
    version = ReportVersion.objects.create(
        report=report,
        number=report.turn,
        content=told,
        hash=content.hash_of(told),
        workbook=intake.keep_bytes(tables.workbook_of(told, report.cycle, people_of(lines)), intake.XLSX),
        compiled_by=by,
    )
    LineVersion.objects.bulk_create(
        LineVersion(version=version, line=line, content=line.content, hash=line.content_hash)
        for line in lines
    )
    return version


def preview(report: Report) -> dict[str, Any]:
    """The content that a version compiled now would have; nothing is saved. Raises arithmetic.ScoreMissing."""
    lines = standing_lines(report)
    told = _content(report, [one.content if keeps_its_verdict(one) else content.of(one) for one in lines])
    return {**told, "version": sent_number(report) + 1}


def drop_unsent(report: Report) -> None:
    """Take away the version that nobody signed: it was sent back, or its lines change."""
    unsent = report.versions.filter(sent_at__isnull=True)
    LineVersion.objects.filter(version__in=unsent).delete()
    unsent.delete()


def people_of(lines: list[ReportLine]) -> dict[str, dict[str, Any]]:
    """By tracking code the cells of the workbook that are of persons. They are never part of a frozen content."""
    found = {}
    for line in lines:
        case, workshop = line.application, line.application.workshop
        owner, first = workshop.owner, workshop.licences.first()
        legal = workshop.holder_kind == workshop.Holder.LEGAL
        found[str(case.tracking_code)] = {
            "applicant_name": workshop.owner_name,
            "national_id": workshop.legal_id if legal else owner.national_id,
            "manager_national_id": owner.national_id if legal else "",
            "mobile": owner.mobile or "",
            "address": workshop.address,
            "postal_code": workshop.postal_code,
            "licence_number": first.number if first else "",
            "inspector_name": line.inspection.inspector.full_name,
        }
    return found


def _content(report: Report, lines: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "cycle": report.cycle.public_id,
        "guideline": report.cycle.guideline.number,
        "province": report.province.numeric_code,
        "number": report.number,
        "version": report.turn,
        "lines": lines,
        "summary": content.summary_of(report.share),
    }
