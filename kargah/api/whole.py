"""What a row tells of itself beside its own columns, as far as its reader may know it."""

from typing import Any

from kargah.api.addresses import pointer
from kargah.inspections import sheet
from kargah.process import proposals, scope
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal, Standing


def guideline(row: Any, user: Any) -> dict[str, Any]:
    return {"criteria": list(row.criteria.select_related("axis"))}


def application(row: Any, user: Any) -> dict[str, Any]:
    office = scope.is_office(user, row)
    standing = Standing.objects.filter(application=row).first()
    return {
        "box": standing.box or None if standing else None,
        "craft_fields": [field.code for field in row.craft_fields.order_by("code")],
        "papers": row.attachments.select_related("stored"),
        "duplicates": row.duplicates.select_related("other") if office else [],
        "judgements": row.condition_decisions.all() if office else [],
    }


def nomination(row: Any, user: Any) -> dict[str, Any]:
    return {"crafts": [group.code for group in row.crafts.order_by("code")]}


def inspection(row: Any, user: Any) -> dict[str, Any]:
    """The sheet is for the offices and for who fills it; the applicant reads what is to be mended."""
    case = row.application
    colleague = row.inspector_id == user.pk or scope.is_office(user, case)
    answers = sheet.current_answers(row).values() if colleague else []
    return {
        "inspector_name": row.inspector.full_name if colleague else None,
        "total": row.total if scope.sees_points(user, case) else None,
        "answers": sorted(answers, key=lambda answer: answer.criterion.position),
        "photos": sheet.current_photos(row) if colleague else [],
        "judgements": sheet.decided_conditions(row).values() if colleague else [],
        "missing": [*sheet.missing_answers(row), *sheet.missing_conditions(row)] if colleague else [],
        "notices": row.notices.prefetch_related(
            "extensions",
            "defects__criterion",
            "defects__answers__photo",
            "defects__photo",
            "defects__verdict",
        ),
    }


def report(row: Any, user: Any) -> dict[str, Any]:
    return {
        "versions": row.versions.select_related("workbook").defer("content"),
        "lines": list(row.lines.order_by("pk").values_list("public_id", flat=True)),
    }


def candidate_list(row: Any, user: Any) -> dict[str, Any]:
    return {
        "versions": row.versions.defer("content"),
        "lines": list(
            row.lines.order_by("placement__national_rank", "pk").values_list("public_id", flat=True)
        ),
        "omissions": list(row.omissions.order_by("pk").values_list("public_id", flat=True)),
    }


def with_points(row: Any, user: Any) -> dict[str, Any]:
    return {"total": row.total if scope.sees_points(user, row.application) else None}


def list_line(row: Any, user: Any) -> dict[str, Any]:
    return {"total": row.placement.total if scope.sees_points(user, row.application) else None}


def mark(row: Any, user: Any) -> dict[str, Any]:
    return {"found": row.kind}


def proposal(row: Any, user: Any) -> dict[str, Any]:
    return {"says": str(MOVES[row.move].says)}


def proposal_alone(row: Any, user: Any) -> dict[str, Any]:
    waits = row.state == Proposal.State.PROPOSED
    return {
        "subject": pointer(proposals.subject_of(row)),
        "may_confirm": waits and proposals.may_confirm(row, user),
        "may_take_back": waits and row.proposed_by_id == user.pk,
    }
