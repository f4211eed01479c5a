"""The book of events: searched, and proved whole."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from kargah.applications.models import Application
from kargah.inputs import Asks
from kargah.jalali.fields import JalaliDateField
from kargah.journal import book
from kargah.persian.letters import digits, text
from kargah.process import scope, sentences
from kargah.process.flowchart import MOVES
from kargah.web.listing.words import opened
from kargah.web.offices import of_headquarters, shown

AT_A_TIME = 60
KINDS = {
    "guideline": _("Guideline"),
    "cycle": _("Cycle"),
    "workshop": _("Workshop"),
    "application": _("Request"),
    "share": _("Share of a province"),
    "nomination": _("Nomination of an inspector"),
    "inspection": _("Inspection"),
    "heldpacket": _("Report of an inspector that was held back"),
    "report": _("Report of a province"),
    "reportline": _("Line of a report"),
    "ranking": _("Ranking"),
    "candidatelist": _("List of candidates"),
    "listline": _("Line of a list"),
    "omission": _("Omission from a list"),
    "certificate": _("Certificate"),
    "mark": _("Mark on a request"),
    "appeal": _("Appeal"),
}


class Events(Asks):
    """What narrows the book. A day that cannot be read is told; whatever else is not known finds nothing."""

    since = JalaliDateField(label=_("From day"), required=False)
    until = JalaliDateField(label=_("Until day"), required=False)


@of_headquarters
@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """`move`, `by`, `kind`, `code` (of a case), `since` and `until` narrow; `before` is the number to go back from."""
    given = {name: request.GET.get(name, "") for name in ("move", "kind")}
    given |= {name: opened(request.GET.get(name, "")) for name in ("by", "code")}
    asked = {name: text(value).strip() for name, value in given.items()}
    days = Events(request.GET)
    days.is_valid()
    case = None
    if asked["code"]:
        found = (
            scope.rows(Application, request.user).filter(tracking_code__iexact=digits(asked["code"])).first()
        )
        case = found.pk if found else 0
    before = request.GET.get("before", "")
    entries = book.found(
        move=asked["move"],
        by=asked["by"],
        kind=asked["kind"],
        case=case,
        since=days.cleaned_data.get("since"),
        until=days.cleaned_data.get("until"),
        before=int(before) if before.isdecimal() and len(before) < 18 else 0,
    )
    lines = sentences.told(entries[: AT_A_TIME + 1])
    return shown(
        request,
        "headquarters/journal.html",
        lines=lines[:AT_A_TIME],
        older=lines[AT_A_TIME - 1].entry.seq if len(lines) > AT_A_TIME else None,
        asked=asked,
        days=days,
        moves=[(move.name, move.says) for move in MOVES.values()],
        kinds=[(model._meta.label_lower, KINDS[name]) for name, model in scope.KINDS.items()],
    )


@of_headquarters
@require_GET
def verify(request: HttpRequest) -> HttpResponse:
    """Every hash of the book is computed again."""
    read = [0]

    def counted():
        for entry in book.entries():
            read[0] += 1
            yield entry

    breaks = book.verify(counted())
    return shown(request, "headquarters/verify.html", breaks=breaks, number=read[0])
