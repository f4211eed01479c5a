"""What waits for a person: the open steps of the chart, each with its subjects, as database filters.

The states of the chart say most of it. Where a step also waits for something else (all lines judged, the list
sent), the table `ONLY` narrows it; the step's own rules still decide when it is taken.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from kargah.applications.models import Application
from kargah.cycles.models import QuotaEntry, Share
from kargah.grading.models import CandidateList, ListLine, Omission, Placement
from kargah.inputs import Nothing
from kargah.inspections.models import Defect, DefectNotice, Inspection
from kargah.people.models import Post, Role
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal
from kargah.process.scope import Held, acting, held_by
from kargah.process.shapes import Move
from kargah.reports.models import Remark, ReportLine

RUNNING = Inspection.objects.filter(application=OuterRef("pk")).exclude(state=Inspection.State.CANCELLED)
UNALLOTTED = Share.objects.filter(cycle=OuterRef("pk")).exclude(
    Exists(QuotaEntry.objects.filter(share=OuterRef("pk"), kind=QuotaEntry.Kind.ALLOTTED))
)
OPEN_NOTICE = DefectNotice.objects.filter(inspection=OuterRef("pk"), judged_at__isnull=True)
UNMENDED = Defect.objects.filter(notice=OuterRef("pk"), answers__isnull=True)
LINES = ReportLine.objects.filter(report=OuterRef("pk"), left="")
OPEN_REMARK = Remark.objects.filter(line=OuterRef("pk"), answered_at__isnull=True)
LIST_LINES = ListLine.objects.filter(candidate_list=OuterRef("pk"), left="")
OMISSIONS = Omission.objects.filter(candidate_list=OuterRef("pk"))
UNLISTED = Placement.objects.filter(ranking=OuterRef("pk"), qualifies=True, within_places=True).exclude(
    Exists(
        CandidateList.objects.filter(ranking=OuterRef("ranking"), province=OuterRef("application__province"))
    )
)

# What a step waits for beside the state of its subject.
ONLY: dict[str, Q] = {
    "set_quota": Q(Exists(UNALLOTTED)),
    "announce_quotas": ~Q(Exists(UNALLOTTED)),
    "open_selection": Q(
        Exists(Application.objects.filter(share=OuterRef("pk"), state=Application.State.ELIGIBLE)),
        cycle__state__in=["open", "closed_to_requests"],
    ),
    "select": Q(share__state=Share.State.SELECTING),
    "waitlist": Q(share__state=Share.State.SELECTING),
    "assign": Q(state=Application.State.SELECTED) & ~Q(Exists(RUNNING)),
    "declare_no_conflict": Q(no_conflict_declared_at__isnull=True),
    "finish_visit": Q(no_conflict_declared_at__isnull=False),
    "answer_defects": Q(Exists(OPEN_NOTICE.filter(done_at__isnull=True))),
    "finish_revisit": Q(
        Exists(OPEN_NOTICE.filter(Q(done_at__isnull=False) | Q(lapsed_at__isnull=False) | ~Exists(UNMENDED)))
    ),
    "compile_report": Q(Exists(LINES)),
    "approve_line": Q(state=ReportLine.State.PENDING, report__state="sent", left=""),
    "approve_report": ~Q(Exists(LINES.filter(state__in=["pending", "returned"]))),
    "return_report": Q(Exists(LINES.filter(state="returned"))) & ~Q(Exists(LINES.filter(state="pending"))),
    "answer_remarks": Q(Exists(OPEN_REMARK), report__state="returned", left=""),
    "correct_level": Q(
        Exists(OPEN_REMARK.filter(inspector_asked_at__isnull=False)), report__state="returned", left=""
    ),
    "supplement_report": ~Q(
        Exists(
            Remark.objects.filter(
                line__report=OuterRef("pk"), line__state="returned", answered_at__isnull=True
            )
        )
    ),
    "draw_list": Q(Exists(UNLISTED), state="settled"),
    "agree_line": Q(state=ListLine.State.PENDING, candidate_list__state__in=["sent", "overdue"], left=""),
    "give_opinion": ~Q(Exists(LIST_LINES.filter(state="pending"))),
    "remind_opinion": Q(reminded_at__isnull=True),
    "decide_over": Q(left="")
    & (
        Q(state=ListLine.State.KEPT)
        | Q(candidate_list__state="overdue", candidate_list__reminded_at__isnull=False)
    ),
    "accept_objection": Q(candidate_list__state="objected", left=""),
    "keep_line": Q(candidate_list__state="objected", left=""),
    "accept_omission": Q(candidate_list__state="objected"),
    "keep_omission": Q(candidate_list__state="objected"),
    "revise_list": Q(Exists(LIST_LINES.filter(state="dropped")))
    | Q(Exists(OMISSIONS.filter(state="accepted"))),
    "issue": Q(left="") & ~Q(candidate_list__state__in=["drawn", "sent"]),
}

# An expert does for an applicant what was begun at the counter; what the applicant began is the applicant's.
COUNTER = {"register", "complete"}

# A step that cannot go on before others were taken does not stand in the list of those who take them.
AFTER_ALL: dict[str, Callable[[], Q]] = {
    "revise_list": lambda: (
        ~Q(Exists(LIST_LINES.filter(state="objected"))) & ~Q(Exists(OMISSIONS.filter(state="named")))
    ),
}


COUNTED = 1000  # what waits is counted up to here, so that counting costs the same in a table of any size


@dataclass(frozen=True)
class Waiting:
    """Steps that wait on the same rows: one stands before several verbs. `count` ends one beyond `COUNTED`."""

    moves: tuple[Move, ...]
    subjects: QuerySet[Any]
    count: int

    @property
    def many(self) -> bool:
        return self.count > COUNTED


def actable(move: Move, user: Any, held: Held | None = None) -> QuerySet[Any]:
    """The rows on which this step waits for this person, the oldest first."""
    model = move.subject
    roles = tuple(role for role in move.by if role != Role.CLOCK)
    subjects = acting(model, held or held_by(user), roles)
    if move.sources:
        subjects = subjects.filter(state__in=move.sources)
    if move.name in ONLY:
        subjects = subjects.filter(ONLY[move.name])
    if move.name in AFTER_ALL:
        subjects = subjects.filter(AFTER_ALL[move.name]())
    if move.name in COUNTER:
        subjects = subjects.filter(Q(applicant=user) | ~Q(channel=Application.Channel.ONLINE))
    if move.two_persons:
        proposed = Proposal.objects.filter(
            move=move.name, subject_kind=model._meta.label_lower, state=Proposal.State.PROPOSED
        )
        subjects = subjects.exclude(pk__in=proposed.values("subject_id"))
    return subjects.order_by("pk")


def waits_for(user: Any, post: Post | None = None) -> Iterator[Waiting]:
    """Everything that waits for this person (in one post of theirs), in the chart's order.

    Steps on the same rows stand together.
    """
    together: dict[tuple[Any, ...], list[Move]] = {}
    held = held_by(user, post)
    for move in open_to(held):
        alike = (move.subject, move.sources, move.by, move.two_persons, str(ONLY.get(move.name, "")))
        together.setdefault(alike, []).append(move)
    for moves in together.values():
        subjects = actable(moves[0], user, held)
        if count := subjects.order_by().values("pk")[: COUNTED + 1].count():
            yield Waiting(tuple(sorted(moves, key=asks_something)), subjects, count)


def open_to(held: Held) -> list[Move]:
    """The waiting steps of the chart whose roles this person may hold at all."""
    may = held.roles | {Role.APPLICANT, Role.PANEL_MEMBER}
    return [move for move in MOVES.values() if move.waits and may & set(move.by)]


def asks_something(move: Move) -> bool:
    """Of several verbs the plain one stands first: accepting needs no words, declining needs a reason."""
    return move.asks is not Nothing
