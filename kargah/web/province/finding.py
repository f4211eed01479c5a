"""The list of requests: narrowed by state, craft group and words, and turned page by page from a row, not by number."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kargah.applications.models import Application
from kargah.persian.letters import digits, key, text
from kargah.places.queries import active_groups

AT_A_TIME = 40
STATES = [choice for choice in Application.State.choices if choice[0] != Application.State.DRAFT]


class Sought(forms.Form):
    """What one looks for; whatever cannot be read narrows nothing."""

    fields: dict[str, Any]  # each takes its choices when it is shown

    q = forms.CharField(
        label=_("Tracking code, workshop or applicant"), required=False, max_length=80, widget=forms.TextInput
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    group = forms.ChoiceField(label=_("Craft group"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["state"].choices = [("", _("all")), *STATES]
        self.fields["group"].choices = [("", _("all")), *((one.code, one.title) for one in active_groups())]

    def narrowed(self, rows: QuerySet[Application]) -> QuerySet[Application]:
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("state"):
            rows = rows.filter(state=asked["state"])
        if asked.get("group"):
            rows = rows.filter(craft_group__code=asked["group"])
        for word in text(asked.get("q") or "").split():
            rows = rows.filter(_anywhere(word))
        return rows

    @property
    def query(self) -> str:
        """The address of this search without its page."""
        self.is_valid()
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})


def _anywhere(word: str) -> Q:
    found = Q(workshop__search_key__contains=key(word)) | Q(tracking_code__iexact=digits(word))
    found |= Q(applicant__last_name__contains=word) | Q(applicant__first_name__contains=word)
    return found | Q(workshop__legal_name__contains=word) | Q(applicant__mobile=digits(word))


@dataclass(frozen=True)
class Part:
    """Rows of one page. `after` and `before` are the names of the rows from which the neighbours begin."""

    rows: list[Application]
    after: str
    before: str


def part(rows: QuerySet[Application], after: str, before: str, size: int = AT_A_TIME) -> Part:
    """The rows that come after the request of this public id (or before it), in the order of registration.

    A request that comes in meanwhile moves nobody to another page.
    """
    rows = rows.order_by("registered_at", "pk")
    mark = rows.filter(public_id=after or before).first() if after or before else None
    if mark is None:
        found = list(rows[: size + 1])
        return Part(found[:size], found[size - 1].public_id if len(found) > size else "", "")
    later = Q(registered_at__gt=mark.registered_at) | Q(registered_at=mark.registered_at, pk__gt=mark.pk)
    earlier = Q(registered_at__lt=mark.registered_at) | Q(registered_at=mark.registered_at, pk__lt=mark.pk)
    if after:
        found = list(rows.filter(later)[: size + 1])
        more, found = len(found) > size, found[:size]
        return Part(found, found[-1].public_id if more else "", found[0].public_id if found else "")
    found = list(rows.filter(earlier).order_by("-registered_at", "-pk")[: size + 1])
    more, found = len(found) > size, found[:size][::-1]
    return Part(found, found[-1].public_id if found else "", found[0].public_id if more and found else "")
