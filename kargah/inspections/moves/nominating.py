"""S4: inspectors are named, introduced, accepted or refused."""

from collections.abc import Iterable
from datetime import date

from kargah import clock
from kargah.cycles.models import Share
from kargah.inspections.models import Nomination
from kargah.people.models import User
from kargah.places.models import CraftGroup


def nominate(
    share: Share,
    *,
    by: User,
    inspector: User,
    company: str,
    crafts: Iterable[CraftGroup],
    starts_on: date,
    ends_on: date,
    reason: str,
) -> Nomination:
    nomination = Nomination.objects.create(
        share=share,
        province_id=share.province_id,
        inspector=inspector,
        company=company,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        named_by=by,
    )
    nomination.crafts.set(crafts)
    return nomination


def introduce(nomination: Nomination, *, letter_number: str) -> None:
    nomination.letter_number, nomination.introduced_at = letter_number, clock.now()
    nomination.save(update_fields=["letter_number", "introduced_at"])


def accept_inspector(nomination: Nomination) -> None:
    """By headquarters, or by its silence: the journal says which."""


def refuse_inspector(nomination: Nomination, *, reason: str) -> None:
    _end(nomination, reason)


def end_nomination(nomination: Nomination, *, reason: str) -> None:
    _end(nomination, reason)


def _end(nomination: Nomination, reason: str) -> None:
    nomination.ended_reason = reason
    nomination.save(update_fields=["ended_reason"])
