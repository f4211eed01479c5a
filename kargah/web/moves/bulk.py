"""One move on many rows: a list to choose from, a look at what will happen to each, then each in a transaction of its own."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kargah.inputs import Asks, Nothing
from kargah.process import engine, scope, together, waiting
from kargah.process.flowchart import MOVES
from kargah.process.shapes import Move
from kargah.process.together import Outcome
from kargah.refusal import Refused
from kargah.web.listing import paging
from kargah.web.signedin import SignedIn
from kargah.web.visitor import onward

AT_ONCE = 200  # rows; more are taken in several goes
ALIKE = {"assign"}  # their inputs are chosen by the row, and one choice may serve many rows


def suits(move: Move) -> bool:
    """May this move be taken on many rows at once? Not when it needs a signature, a second person or own inputs."""
    alike = move.asks.prepare is Asks.prepare or move.name in ALIKE
    return bool(move.by) and not (move.signs or move.two_persons) and alike


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def moves(request: SignedIn, name: str) -> HttpResponse:
    """GET: choose rows. POST: look at the chosen `subject`s; with `confirm`, perform them."""
    move = MOVES.get(name)
    if move is None or not suits(move):
        raise Http404
    if request.method == "GET":
        return _page(request, move, "choose", part=_part(request, move), ticked="all" in request.GET)
    chosen = _chosen(request, move)
    if not request.POST.get("confirm") or not chosen:
        return _look(request, move, chosen, _form(request, move, chosen))
    if not request.POST.get("key"):
        raise Http404
    form = _form(request, move, chosen, request.POST, request.FILES)
    if not form.is_valid():
        return _look(request, move, chosen, form, status=422)
    return _page(request, move, "done", rows=_taken(request, move, chosen))


def _part(request: SignedIn, move: Move) -> paging.Part:
    rows = waiting.actable(move, request.user)
    return paging.part(
        rows,
        ("pk",),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        among=scope.rows(move.subject, request.user),
        size=AT_ONCE,
    )


def _chosen(request: SignedIn, move: Move) -> list[Any]:
    """The visible rows that were ticked, in the order of the list."""
    names = list(dict.fromkeys(request.POST.getlist("subject")))[:AT_ONCE]
    found = {row.public_id: row for row in scope.rows(move.subject, request.user).filter(public_id__in=names)}
    return [found[name] for name in names if name in found]


def _form(request: SignedIn, move: Move, chosen: list[Any], *given: Any) -> Asks:
    """The inputs, the same for all rows; where a row gives the choices, the first one does."""
    if move.name in ALIKE and chosen:
        return move.asks(*given, subject=chosen[0], by=request.user)
    return move.asks(*given) if move.name not in ALIKE else Nothing()


def _look(request: SignedIn, move: Move, chosen: list[Any], form: Asks, *, status: int = 200) -> HttpResponse:
    """What will happen. Where nothing is asked for, it is rehearsed; else the rules say what they know before."""
    if move.asks is Nothing:
        rehearsal = together.rehearse(move, chosen, by=request.user)
        rows, letters = rehearsal.outcomes, rehearsal.letters
    else:
        rows, letters = [_looked_at(request, move, row) for row in chosen], None
    return _page(request, move, "look", rows=rows, letters=letters, form=form, status=status)


def _looked_at(request: SignedIn, move: Move, subject: Any) -> Outcome:
    try:
        engine.permit(move, subject, by=request.user)
        engine.stands_where_it_begins(move, subject)
    except Refused as refused:
        return Outcome(subject, refused)
    return Outcome(subject, engine.obstacle(move, subject, by=request.user))


def _taken(request: SignedIn, move: Move, chosen: list[Any]) -> list[Outcome]:
    data = {name: request.POST.getlist(name) for name in move.asks.base_fields}
    seen = {row.public_id: request.POST.get(f"seen_{row.public_id}", "") for row in chosen}
    return together.take(
        move,
        chosen,
        by=request.user,
        key=request.POST["key"],
        seen={name: int(version) if version.isdecimal() else None for name, version in seen.items()},
        data={name: values[0] if len(values) == 1 else values for name, values in data.items()},
        files=request.FILES,
    )


def _page(request: SignedIn, move: Move, step: str, *, status: int = 200, **more: Any) -> HttpResponse:
    rows = more.get("rows", [])
    able = sum(1 for row in rows if row.refused is None)
    return render(
        request,
        "moves/many.html",
        {
            "move": move,
            "step": step,
            "key": uuid.uuid4().hex,
            "able": able,
            "unable": len(rows) - able,
            "done": sum(1 for row in rows if row.done),
            "back": onward(request, request.GET.get("next"), "/work/"),
            **more,
        },
        status=status,
    )
