"""Corrections that are no moves: the office's address, the words of the call, the last day of a planned cycle."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kargah.journal import book
from kargah.people.models import Role
from kargah.people.rules import acts_as
from kargah.places.models import Province
from kargah.refusal import NotPermitted, Refused

from .models import Cycle, Share

OFFICE = ("office_address", "office_phone", "office_extension", "office_expert")


class _Place:
    """A province as the subject of a question: whose staff may act on it."""

    def __init__(self, province_id: int) -> None:
        self.province_id = province_id


@transaction.atomic
def change_office(province: Province, *, by: Any, **fields: str) -> Province:
    """`fields` of OFFICE. The province's own staff and headquarters may. Raises NotPermitted."""
    _permit(province.pk, by)
    province = Province.objects.select_for_update().get(pk=province.pk)
    before = {name: getattr(province, name) for name in OFFICE}
    for name in OFFICE:
        setattr(province, name, fields.get(name, before[name]))
    province.save(update_fields=list(OFFICE))
    after = {name: getattr(province, name) for name in OFFICE}
    book.write_edit(province, by=by, what="change_office", before=before, after=after)
    return province


@transaction.atomic
def change_call(share: Share, *, by: Any, call_text: str) -> Share:
    """The province's own words in its published call. Raises NotPermitted, or Refused when the cycle is closed."""
    _permit(share.province_id, by)
    share = Share.objects.select_for_update().select_related("cycle").get(pk=share.pk)
    if share.cycle.state == Cycle.State.CLOSED:
        raise Refused(_("The cycle is closed."))
    before, share.call_text = share.call_text, call_text
    share.save(update_fields=["call_text"])
    book.write_edit(share, by=by, what="change_call", before={"call": before}, after={"call": call_text})
    return share


def _permit(province_id: int, by: Any) -> None:
    roles = (
        Role.PROVINCIAL_EXPERT,
        Role.PROVINCIAL_DEPUTY,
        Role.HEADQUARTERS_EXPERT,
        Role.HEADQUARTERS_DIRECTOR,
    )
    if by is None or not any(acts_as(by, role, on=_Place(province_id)) for role in roles):
        raise NotPermitted(_("This step belongs to another office or person."))
