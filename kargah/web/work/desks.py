"""Steps that are not taken from the list: reading, judging or filling in comes before them, on a page of their own."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kargah.people.models import User
from kargah.process.shapes import Move
from kargah.web.moves.bulk import suits

SCREENING = {"screen_in", "decline", "ask_completion"}
ORDER = {"select", "waitlist"}
SHEET = {"finish_visit", "finish_revisit", "notify_defects", "confirm", "close_as_found"}


@dataclass(frozen=True)
class Desk:
    """Where the work on a row begins, and what the one button says."""

    words: Any
    address: str


def desk(moves: tuple[Move, ...], row: Any, user: User) -> Desk | None:
    """The page on which one of these steps on this row is made ready; None when they are taken at once."""
    names = {move.name for move in moves}
    if names & SCREENING:
        return Desk(_("Examine the request"), reverse("province:request", args=[row.public_id]))
    if names & ORDER:
        return Desk(_("See the order"), reverse("province:selection"))
    if names & SHEET:
        return Desk(_("Open the visit"), reverse("inspector-visit", args=[row.public_id]))
    if "register" in names:
        if row.applicant_id == user.pk:
            return Desk(
                _("Go on with the request"), reverse("workshop-request", args=[row.public_id, "review"])
            )
        return Desk(_("Go on with the request"), reverse("province:counter-case", args=[row.public_id]))
    return None


def together(moves: tuple[Move, ...]) -> str | None:
    """The page on which one of these steps is taken for many rows; None when each row is a sitting of its own."""
    if any(move.name == "issue" for move in moves):
        return reverse("headquarters:issue")  # one signature for all of them
    many = next((move for move in moves if suits(move)), None)
    return f"{reverse('moves', args=[many.name])}?next=/work/" if many else None
