"""The letters of one person, as they read them: whole, the newest first."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah.web.listing.listing import Listing
from kargah.web.listing.sought import Sought


class OfTheInbox(Sought):
    by = {"new": "read_at__isnull"}
    new = forms.BooleanField(required=False)


INBOX = Listing(
    "inbox",
    _("Notifications"),
    OfTheInbox,
    (),
    {"written": ("-created_at",)},
    "letters/_letter.html",
    size=20,
    named_by="pk",
    hides_key=True,
)
