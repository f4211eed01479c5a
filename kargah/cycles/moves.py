"""What the chart does with a cycle and its quotas."""

import secrets
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.guideline.models import Guideline
from kargah.places.models import Province
from kargah.refusal import Refused

from . import ledger
from .models import Cycle, QuotaEntry, Share

Kind = QuotaEntry.Kind


def plan_cycle(guideline: Guideline, *, by: Any, title: str, year: int, requests_close_on: date) -> Cycle:
    """A cycle with the guideline's numbers and the draw's seed frozen into it, and a share for every province."""
    cycle = Cycle.objects.create(
        title=title,
        year=year,
        requests_close_on=requests_close_on,
        guideline=guideline,
        parameters=guideline.parameters,
        seed=secrets.token_hex(32),
        planned_by=by,
    )
    Share.objects.bulk_create(Share(cycle=cycle, province=province) for province in Province.objects.all())
    return cycle


def set_quota(cycle: Cycle, *, by: Any, province: Province, amount: int, letter_number: str = "") -> None:
    """The first time the quota is allotted; set again while the cycle is planned it is raised or lowered."""
    share = _share(cycle, province)
    if share.entries.filter(kind=Kind.ALLOTTED).exists():
        _bring_to(share, amount, by=by, letter_number=letter_number)
    else:
        ledger.write(share, Kind.ALLOTTED, amount, by=by, letter_number=letter_number)


def announce_quotas(cycle: Cycle) -> None:
    cycle.opened_at = clock.now()
    cycle.save(update_fields=["opened_at"])


def change_quota(cycle: Cycle, *, by: Any, province: Province, amount: int, letter_number: str) -> None:
    """`amount` is the quota from now on."""
    share = _share(cycle, province)
    if share.allotted == amount:
        raise Refused(_("The quota is this number already."), field="amount")
    _bring_to(share, amount, by=by, letter_number=letter_number)


def close_requests(cycle: Cycle) -> None:
    """Nothing is written: drafts stay drafts, and what was handed in goes its way."""


def close_cycle(cycle: Cycle) -> None:
    cycle.closed_at = clock.now()
    cycle.save(update_fields=["closed_at"])


def _share(cycle: Cycle, province: Province) -> Share:
    return Share.objects.select_for_update().get(cycle=cycle, province=province)


def _bring_to(share: Share, amount: int, *, by: Any, letter_number: str) -> None:
    difference = amount - share.allotted
    if difference:
        kind = Kind.RAISED if difference > 0 else Kind.LOWERED
        ledger.write(share, kind, abs(difference), by=by, letter_number=letter_number)
