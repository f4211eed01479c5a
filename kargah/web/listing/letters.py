"""The letters that left, for the offices: what somebody was told, and whether it arrived."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kargah.persian.letters import digits
from kargah.web.listing.listing import Column, Listing
from kargah.web.listing.sought import Sought, choice, words

FATES: dict[str, Q] = {
    "sent": Q(sent_at__isnull=False),
    "waiting": Q(sent_at__isnull=True, failed=""),
    "failed": Q(sent_at__isnull=True) & ~Q(failed=""),
    "unread": Q(read_at__isnull=True),
}


class OfLetters(Sought):
    q = words(_("Family name or mobile number"))
    fate = choice(
        _("Fate"),
        [
            ("sent", _("Sent")),
            ("waiting", _("Waiting to be sent")),
            ("failed", _("Could not be sent")),
            ("unread", _("Not read in the inbox")),
        ],
    )

    def narrowed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().narrowed(rows)
        return rows.filter(FATES[self.asked["fate"]]) if self.asked.get("fate") else rows

    def anywhere(self, word: str) -> Q:
        return Q(to__last_name__contains=word) | Q(address=digits(word))


def fate(letter: Any) -> Any:
    """In a word what became of it."""
    if letter.sent_at:
        return _("Sent")
    return _("Could not be sent") if letter.failed else _("Waiting to be sent")


LETTERS = Listing(
    "letters",
    _("Letters"),
    OfLetters,
    (
        Column(_("To"), lambda row: row.to.full_name),
        Column(_("Mobile number"), lambda row: row.address),
        Column(_("Text"), lambda row: row.body, css="wide"),
        Column(_("Written on"), lambda row: row.created_at, kind="date", order="written"),
        Column(_("Fate"), fate),
        Column(_("Read on"), lambda row: row.read_at, kind="date"),
    ),
    {"written": ("-created_at",)},
    "listing/_letter_row.html",
    named_by="pk",
    hides_key=True,
)
