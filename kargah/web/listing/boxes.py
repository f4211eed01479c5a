"""What stands in a box of the chart: workshops, and provinces in the first two boxes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah.web.listing.listing import Column, Listing
from kargah.web.listing.sought import Sought


class OfABox(Sought):
    """The province stays in the address; it narrows nothing here, because the board did so with what it counts."""

    province = forms.CharField(required=False, max_length=2)


CASES = Listing(
    "box",
    _("Workshops"),
    OfABox,
    (
        Column(_("Workshop"), lambda row: row.workshop.name),
        Column(_("Province"), lambda row: row.province.title),
        Column(_("Craft group"), lambda row: row.craft_group.title),
        Column(_("State"), lambda row: row.get_state_display()),
        Column(_("Here since"), lambda row: row.standing.since, kind="date", order="since"),
    ),
    {"since": ("standing__since",)},
    "case/_box_row.html",
)
PROVINCES = Listing(
    "box-provinces",
    _("Provinces"),
    OfABox,
    (
        Column(_("Province"), lambda row: row.province.title),
        Column(_("Quota"), lambda row: row.allotted, kind="int", css="n"),
    ),
    {"alphabet": ("province__rank",)},
    "case/_share_row.html",
)
