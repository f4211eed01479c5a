"""What waits on a province's desk: how many of each, and since when the oldest."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application
from kargah.cycles.models import Share
from kargah.grading.models import CandidateList, ListLine
from kargah.inspections.models import DefectNotice, HeldPacket, Inspection, Nomination
from kargah.process import scope
from kargah.reports.models import Report
from kargah.reports.queries import ready_inspections

NEAR = 10  # days before a notice ends
State = Application.State


@dataclass(frozen=True)
class Queue:
    """`oldest`: the instant since which the oldest waits, or the day on which the first one ends."""

    words: Any
    count: int
    oldest: Any
    url: str
    ends: bool = False


def of(share: Share, user: Any) -> list[Queue]:
    """The queues of a share in the chart's order, those with nothing in them too."""
    cases = scope.rows(Application, user).filter(share=share)
    visits = scope.rows(Inspection, user).filter(application__share=share)
    requests = reverse("province:requests")
    lists = scope.rows(CandidateList, user).filter(cycle=share.cycle, province=share.province)
    waiting_lists = lists.filter(state__in=[CandidateList.State.SENT, CandidateList.State.OVERDUE])
    returned = scope.rows(Report, user).filter(share=share, state=Report.State.RETURNED)
    inspectors = scope.rows(Nomination, user).filter(share=share, state=Nomination.State.NAMED)
    packets = scope.rows(HeldPacket, user).filter(
        inspection__application__share=share, state=HeldPacket.State.HELD
    )
    proposals = scope.proposals_for(user).filter(province=share.province)
    signing = scope.rows(Report, user).filter(share=share, state=Report.State.COMPILED)
    return [
        _queue(_("New requests"), cases.filter(state=State.REGISTERED), "registered_at", f"{requests}?state=registered"),
        _queue(
            _("Completion asked"), cases.filter(state=State.COMPLETION_ASKED), "completion_requests__due_on",
            f"{requests}?state=completion_asked", ends=True,
        ),
        _queue(
            _("To be selected"), cases.filter(state__in=[State.ELIGIBLE, State.WAITLISTED]), "registered_at",
            reverse("province:selection"),
        ),
        _queue(_("Inspectors to be introduced"), inspectors, "created_at", reverse("province:inspectors")),
        _queue(
            _("Selected, without an inspector"), _without_inspector(cases), "registered_at", reverse("province:visits")
        ),
        _queue(
            _("Visits without a day"), visits.filter(state=Inspection.State.ASSIGNED, visit_on=None), "created_at",
            reverse("province:visits"),
        ),
        _queue(
            _("Could not be visited"), visits.filter(state=Inspection.State.UNVISITED), "created_at",
            reverse("province:visits"),
        ),
        _near_their_end(share),
        _queue(_("Sent without assignment"), packets, "received_at", reverse("province:held")),
        _ready(share),
        _queue(_("Reports to be signed"), signing, "created_at", reverse("province:reports")),
        _queue(_("Reports returned by headquarters"), returned, "answered_at", reverse("province:reports")),
        _queue(_("Lists to be answered"), waiting_lists, "due_on", reverse("province:lists"), ends=True),
        _queue(_("Proposals to be confirmed"), proposals, "created_at", "/work/"),
    ]  # fmt: skip


def _queue(words: Any, rows: QuerySet[Any], since: str, url: str, *, ends: bool = False) -> Queue:
    told = rows.order_by().aggregate(oldest=Min(since))
    return Queue(words, rows.order_by().values("pk").distinct().count(), told["oldest"], url, ends)


def without_inspector(share: Share, user: Any) -> QuerySet[Application]:
    """Selected, and no inspection of theirs runs or ended."""
    return _without_inspector(scope.rows(Application, user).filter(share=share)).order_by("order_place", "pk")


def _without_inspector(cases: QuerySet[Application]) -> QuerySet[Application]:
    had = [*Inspection.RUNNING, *Inspection.ENDED_WITH_SCORE]
    return cases.filter(state=State.SELECTED).exclude(inspections__state__in=had)


def notices(share: Share) -> list[tuple[Any, DefectNotice]]:
    """Open notices of a share with their last day, extensions added; the first to end first."""
    repairing = Application.State.SELECTED
    running = [
        notice
        for case in share.applications.filter(state=repairing, notices__judged_at=None, notices__isnull=False)
        .distinct()
        .prefetch_related("notices__extensions", "notices__inspection")
        for notice in case.notices.all()
        if notice.judged_at is None and notice.inspection.state == Inspection.State.REPAIRING
    ]
    return sorted(
        ((notice.effective_due_on, notice) for notice in running), key=lambda pair: (pair[0], pair[1].pk)
    )


def _near_their_end(share: Share) -> Queue:
    soon = clock.today() + timedelta(days=NEAR)
    near = [due for due, notice in notices(share) if notice.done_at is None and due <= soon]
    return Queue(
        _("Notices near their end"),
        len(near),
        near[0] if near else None,
        reverse("province:visits"),
        ends=True,
    )


def _ready(share: Share) -> Queue:
    ready = ready_inspections(share)
    since: list[datetime] = [one.ended_at for one in ready if one.ended_at]
    return Queue(_("Ready for a report"), len(ready), min(since, default=None), reverse("province:reports"))


def lines_to_answer(share: Share, user: Any) -> QuerySet[ListLine]:
    lines = scope.rows(ListLine, user).filter(
        candidate_list__cycle=share.cycle, province=share.province, left=""
    )
    return lines.filter(state=ListLine.State.PENDING)
