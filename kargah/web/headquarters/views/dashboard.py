"""The country at a glance: the boxes of a cycle, and each province with its quota, report and list."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kargah.cycles.models import Cycle, Share
from kargah.cycles.queries import shares_of
from kargah.grading.models import CandidateList
from kargah.guideline.queries import in_force
from kargah.process import board, picture, scope
from kargah.reports.models import Report
from kargah.web.headquarters import own
from kargah.web.offices import of_headquarters, shown


@dataclass(frozen=True)
class Row:
    share: Share
    report: Report | None
    list: CandidateList | None


@of_headquarters
@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    cycle, guideline = own.cycle(request), in_force()
    if cycle is None:
        return shown(request, "headquarters/dashboard.html", cycle=None, guideline=guideline)
    numbers = board.numbers(cycle, request.user)
    rows = provinces(cycle, request.user)
    return shown(
        request,
        "headquarters/dashboard.html",
        cycle=cycle,
        cycles=own.cycles(request),
        guideline=guideline,
        boxes=[{**step, "number": numbers[step["code"]]} for step in picture.way(numbers, "")],
        certified=numbers["END"],
        ended=board.ended(cycle, request.user),
        rows=rows,
        sums={name: sum(getattr(row.share, name) for row in rows) for name in ("allotted", "held", "spent")},
        waiting=sum(row.report is not None and row.report.state == Report.State.SENT for row in rows),
    )


def provinces(cycle: Cycle, user: Any) -> list[Row]:
    """Every province with its newest report and its newest list."""
    reports = {one.province_id: one for one in scope.rows(Report, user).filter(cycle=cycle).order_by("pk")}
    lists = {
        one.province_id: one for one in scope.rows(CandidateList, user).filter(cycle=cycle).order_by("pk")
    }
    return [
        Row(share, reports.get(share.province_id), lists.get(share.province_id))
        for share in shares_of(cycle, user)
    ]
