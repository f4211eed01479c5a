"""S11, S12: a province's list is drawn from a settled ranking, sent, revised, closed."""

from datetime import timedelta
from typing import Any

from kargah import clock
from kargah.places.models import Province

from .. import listing
from ..models import CandidateList, Ranking


def draw_list(ranking: Ranking, *, by: Any, province: Province) -> CandidateList:
    """May be without a name: the province still learns every reason, and may name omissions."""
    candidate_list = CandidateList.objects.create(
        cycle_id=ranking.cycle_id, province=province, ranking=ranking, drawn_by=by
    )
    for placement in listing.eligible_for(ranking, province):
        listing.add_line(candidate_list, placement)
    listing.write_version(candidate_list)
    return candidate_list


def send_list(candidate_list: CandidateList, *, by: Any) -> None:
    """Frozen with its hash. Whoever left since it was drawn is not on what is sent."""
    version = listing.write_version(candidate_list)
    version.frozen_at = clock.now()
    version.save(update_fields=["frozen_at"])
    candidate_list.sent_by, candidate_list.sent_at = by, clock.now()
    candidate_list.due_on = clock.today() + timedelta(days=candidate_list.cycle.limits.opinion_days)
    candidate_list.prepared_by = candidate_list.reminded_at = None
    candidate_list.save(update_fields=["sent_by", "sent_at", "due_on", "prepared_by", "reminded_at"])


def lapse_opinion(candidate_list: CandidateList) -> None:
    """Silence is never consent: the opinion may still come until headquarters decides."""


def remind_opinion(candidate_list: CandidateList) -> None:
    """The days before a decision over silence run from the first reminder."""
    if candidate_list.reminded_at is None:
        candidate_list.reminded_at = clock.now()
        candidate_list.save(update_fields=["reminded_at"])


def revise_list(candidate_list: CandidateList) -> None:
    """The next version: dropped names out, accepted omissions in; unchanged lines keep what was said of them."""
    for placement in listing.joining(candidate_list):
        listing.add_line(candidate_list, placement)
    candidate_list.turn += 1
    candidate_list.save(update_fields=["turn"])
    listing.write_version(candidate_list)


def close_list(candidate_list: CandidateList) -> None:
    """Nothing is written: every line has come to its end."""
