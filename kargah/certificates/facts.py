"""What a certificate says and on what it rests, taken once, on the day of its issue."""

from datetime import date
from typing import Any

from django.conf import settings

from kargah.grading.models import ListLine
from kargah.jalali import calendar
from kargah.people.models import User
from kargah.persian.letters import fa

from . import codes
from .sheet import Facts


def sheet_facts(
    line: ListLine, *, by: User, code: str, register_number: str, issued_on: date, valid_through: date
) -> Facts:
    """The words of the paper: names as they stand today, whatever becomes of them later."""
    case, workshop = line.application, line.application.workshop
    return Facts(
        public_code=codes.grouped(code),
        verify_url=f"{settings.BASE_URL}/c/{code}",
        register_number=fa(register_number),
        workshop=workshop.name,
        holder=workshop.owner_name,
        craft_fields=list(case.craft_fields.order_by("code").values_list("name", flat=True)),
        city=workshop.city,
        province=line.province.name,
        grade=line.placement.band,
        issued_jalali=calendar.short(issued_on),
        issued_gregorian=issued_on.isoformat(),
        valid_until_jalali=calendar.short(valid_through),
        valid_until_gregorian=valid_through.isoformat(),
        guideline_number=fa(line.cycle.guideline.number),
        issuing_body=settings.OFFICE["name"],
        signatory=by.full_name,
        signatory_post=settings.OFFICE["director"],
    )


def evidence(line: ListLine) -> dict[str, Any]:
    """The chain on which it rests: report, ranking, list, and whether the province agreed or headquarters decided."""
    report, ranking = line.line.report, line.placement.ranking
    decision = getattr(line, "decision", None) if line.state == ListLine.State.DECIDED else None
    basis = "agreed"
    if decision:
        basis = "decided_over_silence" if decision.over_silence else "decided_over_objection"
    return {
        "basis": basis,
        "report": report.public_id,
        "report_version": report.turn,
        "report_line_hash": line.line.content_hash,
        "ranking": ranking.number,
        "ranking_hash": ranking.bundle_hash,
        "national_rank": line.placement.national_rank,
        "total": line.placement.total,
        "list": line.candidate_list.public_id,
        "list_version": line.agreed_turn or line.candidate_list.turn,
        "list_line_hash": line.content_hash,
    }
