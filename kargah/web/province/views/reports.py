"""The province's batches: what stands in them, the guideline's tables, and what headquarters remarked."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kargah.guideline.arithmetic import ScoreMissing
from kargah.inspections.models import Inspection
from kargah.people.models import Role
from kargah.people.rules import acts_as
from kargah.process import scope
from kargah.refusal import Refused
from kargah.reports import difference, edits, queries
from kargah.reports.models import Report, ReportLine
from kargah.web.offices import of_a_province, shown
from kargah.web.province import own
from kargah.web.signedin import SignedIn

# What a workshop or an inspector need not have said, or what the request does not ask.
MAY_STAY_EMPTY = {
    "measured", "note", "remarks", "province_proposal", "manager_national_id", "gender", "licence_ends_on",
    "postal_code", "answered_on", "verdict", "points", "area", "craft_code",
}  # fmt: skip


@of_a_province
@require_GET
def reports(request: SignedIn) -> HttpResponse:
    share = own.the_share(request)
    return shown(
        request,
        "province/reports.html",
        share=share,
        reports=queries.reports_for(request.user).filter(share=share),
        ready=queries.ready_inspections(share),
    )


@of_a_province
@require_http_methods(["GET", "POST"])
def report(request: SignedIn, public_id: str) -> HttpResponse:
    """One batch. POST: `add` an inspection, `add_all`, `remove` a line, or the `suggestion` on a `line`."""
    batch = own.row(Report, request, public_id)
    if request.method == "POST":
        try:
            _edit(request, batch)()
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Saved."))
        return redirect("province:report", batch.public_id)
    drafting = batch.state == Report.State.DRAFTING
    lines = list(queries.lines_of(batch))
    return shown(
        request,
        "province/report.html",
        report=batch,
        drafting=drafting,
        lines=lines,
        editable=acts_as(request.user, Role.PROVINCIAL_EXPERT, on=batch),
        returned=[line for line in lines if line.remarks.all()],
        ready=queries.ready_inspections(batch.share, batch=batch) if drafting else [],
        version=batch.newest,
        versions=batch.versions.select_related("compiled_by", "sent_by", "workbook"),
        changes=_changes(batch),
    )


def _edit(request: SignedIn, batch: Report) -> Callable[[], Any]:
    """What was asked for, ready to be done; 404 for a row that does not belong here."""
    given, by = request.POST, request.user
    if "add_all" in given:
        return lambda: edits.add_all_ready(batch, by=by)
    if "add" in given:
        inspection = scope.one(Inspection, by, given["add"])
        if inspection is None:
            raise Http404
        return lambda: edits.add_line(batch, inspection, by=by)
    line = (
        scope.rows(ReportLine, by)
        .filter(report=batch, public_id=given.get("remove") or given.get("line", ""))
        .first()
    )
    if line is None:
        raise Http404
    if "remove" in given:
        return lambda: edits.remove_line(line, by=by)
    return lambda: edits.set_suggestion(line, given.get("suggestion", "")[:500], by=by)


def _changes(batch: Report) -> list[Any]:
    """What the newest version changed against the one before it."""
    newest, earlier = batch.newest, batch.versions.filter(number=batch.turn - 1).first()
    if newest is None or earlier is None:
        return []
    return [line for line in difference.diff(earlier, newest) if not line.is_empty]


@of_a_province
@require_GET
def tables(request: SignedIn, public_id: str) -> HttpResponse:
    """The guideline's tables from what is stored; a gap stands in red."""
    batch = own.row(Report, request, public_id)
    try:
        sheets = queries.tables_of(batch)
    except ScoreMissing as missing:
        messages.error(request, _("An answer is missing: %(what)s") % {"what": missing})
        return redirect("province:report", batch.public_id)
    return shown(request, "province/tables.html", report=batch, sheets=[_printed(sheet) for sheet in sheets])


def _printed(sheet: dict[str, Any]) -> dict[str, Any]:
    """Rows of (value, may stay empty), in the order of the columns."""
    keys = [column["key"] for column in sheet["columns"]]
    return {
        **sheet,
        "rows": [[(row.get(key), key in MAY_STAY_EMPTY) for key in keys] for row in sheet["rows"]],
    }
