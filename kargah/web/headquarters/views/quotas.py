"""The quotas of all provinces in one form, and the ledger of each."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from kargah.cycles.models import Cycle, Share
from kargah.cycles.queries import ledger_of, shares_of, without_quota
from kargah.jalali.templatetags.jalali import fa
from kargah.persian.letters import digits
from kargah.process.engine import perform
from kargah.refusal import InvalidInput, Refused
from kargah.web.headquarters import own
from kargah.web.offices import found, of_headquarters, shown
from kargah.web.signedin import SignedIn


@dataclass
class Row:
    """A province's line of the form. `typed` is what stands in its input."""

    share: Share
    typed: str
    error: str = ""
    done: bool = False


@of_headquarters
@require_http_methods(["GET", "POST"])
def quotas(request: SignedIn) -> HttpResponse:
    """Each changed row is a step of its own: what one row refuses leaves the others alone."""
    cycle = own.the_cycle(request)
    rows = _rows(cycle, request)
    if request.method == "POST":
        done = [row for row in rows if _performed(cycle, row, request)]
        number = len(done)
        if number:
            words = ngettext("%(number)s quota was recorded.", "%(number)s quotas were recorded.", number)
            messages.success(request, words % {"number": fa(number)})
        elif not any(row.error for row in rows):
            messages.info(request, _("No number was changed."))
        fresh = {share.pk: share for share in shares_of(cycle, request.user)}
        for row in rows:
            row.share = fresh[row.share.pk]
    cycle.refresh_from_db()
    return shown(
        request,
        "headquarters/quotas.html",
        cycle=cycle,
        rows=rows,
        letter=request.POST.get("letter_number", ""),
        without=set(without_quota(cycle)) if cycle.state == Cycle.State.PLANNED else set(),
        sums={
            name: sum(getattr(row.share, name) for row in rows)
            for name in ("allotted", "held", "spent", "free")
        },
        move="set_quota" if cycle.state == Cycle.State.PLANNED else "change_quota",
    )


def _rows(cycle: Cycle, request: SignedIn) -> list[Row]:
    without = set(without_quota(cycle))
    rows = []
    for share in shares_of(cycle, request.user):
        there = "" if share in without else str(share.allotted)
        typed = digits(request.POST.get(f"amount_{share.province.iso_code}", there)).strip()
        rows.append(Row(share, typed))
    return rows


def _performed(cycle: Cycle, row: Row, request: SignedIn) -> bool:
    iso, there = row.share.province.iso_code, str(row.share.allotted)
    if row.typed == "" or (row.typed == there and request.POST.get(f"had_{iso}", "") == there):
        return False
    try:
        perform(
            "set_quota" if cycle.state == Cycle.State.PLANNED else "change_quota",
            cycle,
            by=request.user,
            key=f"{request.POST.get('key', '')[:40]}-{row.share.pk}",
            data={
                "province": iso,
                "amount": row.typed,
                "letter_number": request.POST.get("letter_number", ""),
            },
        )
    except Refused as refused:
        row.error = said(refused)
        return False
    row.done = True
    return True


def said(refused: Refused) -> str:
    """A refusal in one line, with what is wrong in each field."""
    form: Any = refused.form if isinstance(refused, InvalidInput) else None
    return " ".join(str(text) for texts in form.errors.values() for text in texts) if form else str(refused)


@of_headquarters
@require_GET
def ledger(request: SignedIn, public_id: str) -> HttpResponse:
    share = found(Share, request, public_id)
    return shown(request, "headquarters/ledger.html", share=share, entries=ledger_of(share))
