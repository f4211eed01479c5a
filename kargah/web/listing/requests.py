"""The list of requests: of one province, and of the whole country."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah.applications.models import Application
from kargah.persian.letters import digits, key
from kargah.places.queries import active_groups, provinces
from kargah.process.flowchart import SHAPES
from kargah.process.standing import AFTER
from kargah.web.listing.listing import Column, Listing
from kargah.web.listing.sought import Sought, choice, offer, words

BOXES = [box for shape in SHAPES for box in shape.boxes]
STATES = [one for one in Application.State.choices if one[0] != Application.State.DRAFT]


class OfAProvince(Sought):
    """Tracking codes and telephone numbers are looked for whole, names by any part of them."""

    by = {"state": "state", "group": "craft_group__code"}
    q = words(_("Tracking code, workshop or applicant"))
    state = choice(_("State"), STATES)
    group = choice(_("Craft group"))

    def prepare(self) -> None:
        offer(self, "group", ((one.code, one.title) for one in active_groups()))

    def anywhere(self, word: str) -> Q:
        found = Q(workshop__search_key__contains=key(word)) | Q(tracking_code__iexact=digits(word))
        found |= Q(applicant__last_name__contains=word) | Q(applicant__first_name__contains=word)
        return found | Q(workshop__legal_name__contains=word) | Q(applicant__mobile=digits(word))


class OfTheCountry(OfAProvince):
    by = {**OfAProvince.by, "province": "province__numeric_code", "box": "standing__box"}
    province = choice(_("Province"))
    box = choice(_("Box of the chart"))

    def prepare(self) -> None:
        super().prepare()
        offer(self, "province", ((one.numeric_code, one.title) for one in provinces()))
        offer(self, "box", [*((box.code, box.words) for box in BOXES), (AFTER, _("Certified"))])

    def narrowed(self, rows: Any) -> Any:
        """Whoever ended in a box does not stand there any more."""
        rows = super().narrowed(rows)
        return rows.filter(standing__ended=False) if self.asked.get("box") else rows


COLUMNS = (
    Column(_("Workshop"), lambda row: row.workshop.name),
    Column(_("Applicant"), lambda row: row.applicant.full_name),
    Column(_("Craft group"), lambda row: row.craft_group.title),
    Column(_("Tracking code"), lambda row: row.tracking_code),
    Column(_("Registered on"), lambda row: row.registered_at, kind="date", order="registered"),
    Column(_("State"), lambda row: row.get_state_display()),
)
ORDERS: dict[str, tuple[str, ...]] = {"registered": ("registered_at",)}

REQUESTS = Listing("requests", _("Requests"), OfAProvince, COLUMNS, ORDERS, "province/_request_row.html")
ALL_REQUESTS = Listing(
    "requests",
    _("Requests"),
    OfTheCountry,
    (COLUMNS[0], Column(_("Province"), lambda row: row.province.title), *COLUMNS[1:]),
    ORDERS,
    "headquarters/_request_row.html",
)
