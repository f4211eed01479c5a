"""The country at a glance: the boxes of a cycle, and each province with its quota, report and list."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from kargah.cycles.models import Cycle, Share
from kargah.cycles.queries import shares_of
from kargah.grading.models import CandidateList
from kargah.guideline.queries import in_force
from kargah.places.models import Province
from kargah.process import board, picture, scope
from kargah.reports.models import Report
from kargah.web.headquarters import own
from kargah.web.offices import of_headquarters, shown
from kargah.web.pictures.bars import Stage, Use
from kargah.web.pictures.tiles import Progress


@dataclass(frozen=True)
class Row:
    share: Share
    report: Report | None
    list: CandidateList | None

    @property
    def is_late(self) -> bool:
        """Requests are over and nothing has come from this province."""
        closed = self.share.cycle.state == Cycle.State.CLOSED_TO_REQUESTS
        return bool(closed and self.share.allotted and self.report is None)


@of_headquarters
@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    cycle, guideline = own.cycle(request), in_force()
    if cycle is None:
        return shown(request, "headquarters/dashboard.html", cycle=None, guideline=guideline)
    numbers = board.numbers(cycle, request.user)
    reached = board.reached(cycle, request.user)
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
        late=[row for row in rows if row.is_late],
        tiles={
            row.share.province.name: Progress(
                row.share.province,
                row.share.spent,
                row.share.allotted,
                requests_of(row.share.province),
                row.is_late,
            )
            for row in rows
        },
        stages=[Stage(words, reached[code]) for code, words in board.STAGES.items()],
        weeks=board.registered_by_week(cycle, request.user),
    )


@of_headquarters
@require_GET
def side_by_side(request: HttpRequest) -> HttpResponse:
    """All provinces beside each other: how many workshops stand in each box, each number its list."""
    cycle = own.the_cycle(request)
    numbers = board.by_province(cycle, request.user)
    shares = list(shares_of(cycle, request.user))
    boxes = [(code, words) for code, words in own.boxes() if code in board.ON_THE_WAY]
    rows = [
        (
            share,
            [
                (numbers.get(share.province_id, {}).get(code, 0), requests_of(share.province, box=code))
                for code, _words in boxes
            ],
        )
        for share in shares
    ]
    return shown(
        request,
        "headquarters/side_by_side.html",
        cycle=cycle,
        boxes=boxes,
        rows=rows,
        sums=[sum(of.get(code, 0) for of in numbers.values()) for code, _words in boxes],
        uses=[Use(share.province.title, share.allotted, share.held, share.spent) for share in shares],
    )


def requests_of(province: Province, **more: str) -> str:
    return f"{reverse('headquarters:requests')}?{urlencode({'province': province.numeric_code, **more})}"


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
