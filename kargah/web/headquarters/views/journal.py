"""The book of events: searched, and proved whole."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kargah.applications.models import Application
from kargah.journal import book
from kargah.persian.letters import digits, text
from kargah.process import scope, sentences
from kargah.process.flowchart import MOVES
from kargah.web.listing.words import opened
from kargah.web.offices import of_headquarters, shown

AT_A_TIME = 60


@of_headquarters
@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """`move`, `by`, `kind`, `code` (of a case) narrow; `before` is the number from which the page goes back."""
    given = {name: request.GET.get(name, "") for name in ("move", "kind")}
    given |= {name: opened(request.GET.get(name, "")) for name in ("by", "code")}
    asked = {name: text(value).strip() for name, value in given.items()}
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
        before=int(before) if before.isdecimal() and len(before) < 18 else 0,
    )
    lines = sentences.told(entries[: AT_A_TIME + 1])
    return shown(
        request,
        "headquarters/journal.html",
        lines=lines[:AT_A_TIME],
        older=lines[AT_A_TIME - 1].entry.seq if len(lines) > AT_A_TIME else None,
        asked=asked,
        moves=[(move.name, move.says) for move in MOVES.values()],
        kinds=[(model._meta.label_lower, name) for name, model in scope.KINDS.items()],
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
