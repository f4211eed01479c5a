"""What pages, decisions and the floors above ask of rankings and lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kargah.applications.models import Application
from kargah.applications.models import Decline as Declined
from kargah.cycles.models import Cycle
from kargah.guideline.sentences import points, reason_sentence
from kargah.inputs import digest
from kargah.inspections.models import Inspection
from kargah.journal import book
from kargah.people.queries import sees_everything

from . import placing, room
from .asks import undrawn
from .models import CandidateList, ListLine, ListVersion, Placement, Ranking
from .rules import preparers_of

__all__ = [
    "Moved",
    "absence_sentence",
    "cases_to_close",
    "difference",
    "drawers_of",
    "newest_placement",
    "newest_sent",
    "numbers_of",
    "open_list_line",
    "placements_of",
    "places_left",
    "preparers_of",
    "previous",
    "reason_sentences",
    "shown_hash",
    "totals_of",
    "undrawn",
]

State = Application.State


# --- the end of a cycle ------------------------------------------------------------------------------------
def cases_to_close(cycle: Cycle) -> list[Application]:
    """Cases that the cycle's end closes: none whose visit ended with a score, they came to an end of their own."""
    scored = Inspection.objects.filter(application=OuterRef("pk"), state__in=Inspection.ENDED_WITH_SCORE)
    open_ones = Application.objects.filter(cycle=cycle).exclude(state__in=Application.ENDED)
    return list(open_ones.exclude(Exists(scored), state=State.SELECTED).order_by("pk"))


# --- rankings ----------------------------------------------------------------------------------------------
def placements_of(ranking: Ranking, user: Any) -> QuerySet[Placement]:
    """The placements by national rank, for headquarters and the auditor."""
    placements = (
        Placement.objects.filter(ranking=ranking) if sees_everything(user) else Placement.objects.none()
    )
    return placements.select_related(
        "application__workshop", "application__craft_group", "application__province"
    )


def newest_placement(application: Application) -> Placement | None:
    """Where the case stands in the newest settled ranking that holds it."""
    settled = Placement.objects.filter(application=application, ranking__state=Ranking.State.SETTLED)
    return settled.select_related("ranking").order_by("-ranking__number", "-pk").first()


def previous(ranking: Ranking) -> Ranking | None:
    """The settled ranking of the cycle before this one."""
    settled = Ranking.objects.filter(
        cycle=ranking.cycle_id, state=Ranking.State.SETTLED, number__lt=ranking.number
    )
    return settled.order_by("-number").first()


@dataclass(frozen=True)
class Moved:
    """A case in two rankings: `before` or `after` is None where it was or is not ranked."""

    application: Application
    before: Placement | None
    after: Placement | None


def difference(ranking: Ranking, earlier: Ranking | None = None) -> list[Moved]:
    """What this ranking changes against the one before it (or `earlier`): other ranks, places or names; by the new rank."""
    earlier = earlier or previous(ranking)
    old = (
        {
            one.application_id: one
            for one in earlier.placements.select_related("application__workshop", "application__province")
        }
        if earlier
        else {}
    )
    new = {
        one.application_id: one
        for one in ranking.placements.select_related("application__workshop", "application__province")
    }
    moved = [
        Moved(one.application, old.get(case), one)
        for case, one in new.items()
        if _differs(old.get(case), one)
    ]
    gone = [Moved(one.application, one, None) for case, one in old.items() if case not in new]
    return moved + gone


def _differs(before: Placement | None, after: Placement) -> bool:
    told = ("national_rank", "province_rank", "craft_rank", "qualifies", "within_places", "total")
    return before is None or any(getattr(before, name) != getattr(after, name) for name in told)


def numbers_of(ranking: Ranking) -> dict[str, int]:
    """How many are ranked, how many of them qualify, and how many of those have a place."""
    qualifying = Q(qualifies=True)
    return ranking.placements.aggregate(
        ranked=Count("pk"),
        qualifying=Count("pk", filter=qualifying),
        within=Count("pk", filter=qualifying & Q(within_places=True)),
    )


def totals_of(ranking: Ranking) -> dict[int, int]:
    """Total in hundredths → how many have it."""
    counted = ranking.placements.order_by().values_list("total").annotate(number=Count("pk"))
    return dict(counted)


def places_left(cycle: Cycle) -> dict[str, Any]:
    """{"national": number or None, "by_province": {code: number}}: places for certificates that are left."""
    return room.left(cycle)


def reason_sentences(placement: Placement) -> list[str]:
    """Each reason why the workshop does not qualify, in words with its figures."""
    return [reason_sentence(placing.reason_from_json(told)) for told in placement.reasons]


# --- lists -------------------------------------------------------------------------------------------------
def newest_sent(candidate_list: CandidateList) -> ListVersion | None:
    """The newest version that the province has."""
    return candidate_list.versions.filter(frozen_at__isnull=False).order_by("-number").first()


def shown_hash(candidate_list: CandidateList) -> str:
    """What the deputy signs: the hash over the frozen version and what the expert said of its lines."""
    return digest(candidate_list.shown_content())


def open_list_line(application: Application) -> ListLine | None:
    """The line on which the case stands and may still be certified."""
    lines = ListLine.objects.filter(application=application, state__in=ListLine.OPEN, left="")
    return lines.select_related("candidate_list", "placement").first()


def drawers_of(candidate_list: CandidateList) -> set[int]:
    """Keys of those who drew the list or a later version of it: none of them issues from it."""
    entries = book.about(candidate_list).filter(move__in=("draw_list", "revise_list"), by__isnull=False)
    return {candidate_list.drawn_by_id, *entries.values_list("by_id", flat=True)}


def absence_sentence(told: Mapping[str, Any]) -> str:
    """Why a workshop is not on the list, from an entry of a version's `absent`."""
    match told["why"]:
        case "declined":
            ground = Declined.Reason(told["ground"]).label if told["ground"] else _("found unfit")
            return _("The request was declined: %(ground)s.") % {"ground": ground}
        case "does_not_qualify":
            return " ".join(reason_sentence(placing.reason_from_json(reason)) for reason in told["reasons"])
        case "no_place":
            return _(
                "It qualifies with %(total)s points and rank %(rank)s, but the places for certificates ended."
            ) % {
                "total": points(told["total"]),
                "rank": told["national_rank"],
            }
        case "excluded":
            return _("Headquarters excluded it from the report: %(reason)s") % {"reason": told["reason"]}
    return {
        "in_screening": _("The request is still being screened."),
        "not_selected": _("The workshop was not selected for inspection."),
        "withdrawn": _("The request was withdrawn."),
        "closed": _("The request was closed with the cycle."),
        "certified": _("The workshop has its certificate of this cycle."),
        "struck": _("The case was struck after a mark."),
        "replaced": _("A new visit was ordered; a later ranking holds its result."),
        "on_another_list": _("The workshop stands on another list that is still open."),
        "objection_accepted": _("The province's objection to it was accepted."),
        "qualifies": _("It qualifies, and may be named as an omission."),
        "not_reported": _("The workshop stands in no report yet."),
        "report_not_approved": _("Its report is not approved yet."),
        "postponed": _("It was postponed to a later batch."),
        "not_in_this_ranking": _("It was approved after this ranking."),
    }[told["why"]]
