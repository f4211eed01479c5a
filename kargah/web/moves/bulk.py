"""One move on many rows: a list to choose from, a look at each, then each in a transaction of its own."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kargah.inputs import Asks
from kargah.process import engine, scope, waiting
from kargah.process.flowchart import MOVES
from kargah.process.shapes import Move
from kargah.refusal import Refused
from kargah.web.signedin import SignedIn
from kargah.web.visitor import onward

AT_ONCE = 200  # rows; more are taken in several goes


@dataclass(frozen=True)
class Row:
    """One row of the table: what stands against it, or what came of it."""

    subject: Any
    refused: Refused | None = None
    done: bool = False


def suits(move: Move) -> bool:
    """May this move be taken on many rows at once? Not when it needs a signature, a second person or own inputs."""
    return bool(move.by) and not (move.signs or move.two_persons) and move.asks.prepare is Asks.prepare


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def moves(request: SignedIn, name: str) -> HttpResponse:
    """GET: choose rows. POST: look at the chosen `subject`s; with `confirm`, perform them."""
    move = MOVES.get(name)
    if move is None or not suits(move):
        raise Http404
    if request.method == "GET":
        pages = Paginator(waiting.actable(move, request.user), AT_ONCE)
        return _page(request, move, "choose", rows_page=pages.get_page(request.GET.get("page")))
    chosen = _chosen(request, move)
    if not request.POST.get("confirm"):
        return _page(
            request, move, "look", rows=[_looked_at(request, move, row) for row in chosen], form=move.asks()
        )
    if not request.POST.get("key"):
        raise Http404
    form = move.asks(request.POST, request.FILES)
    if not form.is_valid():
        rows = [_looked_at(request, move, row) for row in chosen]
        return _page(request, move, "look", rows=rows, form=form, status=422)
    return _page(request, move, "done", rows=[_performed(request, move, row) for row in chosen])


def _chosen(request: SignedIn, move: Move) -> list[Any]:
    """The visible rows that were ticked, in the order of the list."""
    names = list(dict.fromkeys(request.POST.getlist("subject")))[:AT_ONCE]
    found = {row.public_id: row for row in scope.rows(move.subject, request.user).filter(public_id__in=names)}
    return [found[name] for name in names if name in found]


def _looked_at(request: SignedIn, move: Move, subject: Any) -> Row:
    try:
        engine.permit(move, subject, by=request.user)
        engine.stands_where_it_begins(move, subject)
    except Refused as refused:
        return Row(subject, refused)
    return Row(subject, engine.obstacle(move, subject, by=request.user))


def _performed(request: SignedIn, move: Move, subject: Any) -> Row:
    """A row that says no leaves the others alone; sent again with the same key, none is done twice."""
    seen = request.POST.get(f"seen_{subject.public_id}", "")
    data = {name: request.POST.getlist(name) for name in move.asks.base_fields}
    try:
        engine.perform(
            move.name,
            subject,
            by=request.user,
            seen=int(seen) if seen.isdecimal() else None,
            key=f"{request.POST['key'][:40]}-{subject.pk}",
            data={name: values[0] if len(values) == 1 else values for name, values in data.items()},
            files=request.FILES,
        )
    except Refused as refused:
        return Row(subject, refused)
    return Row(scope.one(move.subject, request.user, subject.public_id) or subject, done=True)


def _page(request: SignedIn, move: Move, step: str, *, status: int = 200, **more: Any) -> HttpResponse:
    rows = more.get("rows", [])
    return render(
        request,
        "moves/many.html",
        {
            "move": move,
            "step": step,
            "key": uuid.uuid4().hex,
            "able": sum(1 for row in rows if row.refused is None),
            "done": sum(1 for row in rows if row.done),
            "back": onward(request, request.GET.get("next"), "/work/"),
            **more,
        },
        status=status,
    )
