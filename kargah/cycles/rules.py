"""What must be true before a cycle moves."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.refusal import Refused

from . import ledger
from .models import Cycle, QuotaEntry


def every_province_has_an_entry(cycle: Cycle) -> None:
    """Zero is an entry too. The refusal names the provinces that have none."""
    without = cycle.shares.exclude(entries__kind=QuotaEntry.Kind.ALLOTTED).select_related("province")
    if names := [share.province.title for share in without]:
        raise Refused(_("No quota was set for: %(provinces)s."), provinces="، ".join(names))


def not_below_held_and_spent(cycle: Cycle, *, inputs: dict[str, Any]) -> None:
    """`cases` of the refusal are public ids of the requests above the line, the newest first."""
    share = cycle.shares.get(province=inputs["province"])
    if inputs["amount"] < share.held + share.spent:
        above = ledger.above(share, inputs["amount"])
        raise Refused(
            _(
                "%(taken)s places of %(province)s are held or spent; a quota of %(amount)s is below that."
                " Above the line stand: %(cases)s."
            ),
            field="amount",
            taken=share.held + share.spent,
            province=share.province.title,
            amount=inputs["amount"],
            cases="، ".join(above),
        )


def the_clock_waits_for_the_day(cycle: Cycle, *, by: Any) -> None:
    """The clock closes when the last day is over; headquarters may close earlier."""
    if by is None and clock.today() <= cycle.requests_close_on:
        raise Refused(_("Requests are still taken."))
