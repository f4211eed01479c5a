"""What is only read: lists by key, rows, the caller, their work, the vocabulary, the book, files."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from kargah.api import telling, writing
from kargah.api.addresses import ROOT, pointer
from kargah.api.entering import Caller
from kargah.api.problems import Unfit
from kargah.api.resources import Resource
from kargah.api.shapes import grading as grading_shapes
from kargah.api.shapes import others
from kargah.api.taking import found
from kargah.files import intake
from kargah.grading.models import Ranking
from kargah.grading.queries import placements_of
from kargah.journal import book
from kargah.people.queries import posts_in_force, sees_everything
from kargah.places.queries import active_fields, provinces
from kargah.process import scope, sentences, waiting
from kargah.process.flowchart import BOX_OF, MOVES
from kargah.refusal import NotPermitted

FIRST = 20  # rows of a step of the work; the others behind its address


def page(request: Caller, resource: Resource, *, limit: int, after: str, **narrowed: str) -> HttpResponse:
    """Rows that the caller may see, in the order in which they came to be, after the row named `after`."""
    rows = rows_of(resource, request.user)
    for name, value in narrowed.items():
        if value:
            rows = rows.filter(**{"state" if name == "state" else resource.by[name]: value})
    asked = {name: value for name, value in narrowed.items() if value}
    read = list(_after(rows, resource.model, after)[: limit + 1])
    last = read[limit - 1].public_id if len(read) > limit else None
    items = telling.lines(resource, read[:limit], request.user)
    return _page(items, resource.path, last, limit, asked)


def rows_of(resource: Resource, user: Any) -> QuerySet[Any]:
    """The rows that this person may see, with what a line tells of them."""
    return scope.rows(resource.model, user).select_related(
        *scope.SHOWN_WITH.get(resource.kind, ()), *resource.told_with
    )


def row(request: Caller, resource: Resource, public_id: str) -> HttpResponse:
    return writing.told(found(resource.model, request, public_id), request.user)


def work(request: Caller) -> HttpResponse:
    """What waits for the caller, in the chart's order, the oldest rows first."""
    told = [
        {
            "moves": [move.name for move in found.moves],
            "says": [str(move.says) for move in found.moves],
            "box": BOX_OF[found.moves[0].name],
            "count": found.count,
            "first": [pointer(one) for one in found.subjects[:FIRST]],
            "href": f"{ROOT}/work/{found.moves[0].name}",
        }
        for found in waiting.waits_for(request.user)
    ]
    mine = scope.proposals_for(request.user).values_list("public_id", flat=True)
    return writing.in_json({"waiting": told, "proposals": list(mine)})


def work_of(request: Caller, step: str, *, limit: int, after: str) -> HttpResponse:
    """The rows on which one step waits for the caller."""
    move = MOVES.get(step)
    if move is None or not move.waits:
        raise Http404
    rows = list(_after(waiting.actable(move, request.user), move.subject, after)[: limit + 1])
    last = rows[limit - 1].public_id if len(rows) > limit else None
    return _page([pointer(one) for one in rows[:limit]], f"work/{step}", last, limit, {})


def placements(request: Caller, public_id: str, *, limit: int, after: str) -> HttpResponse:
    """The places of a ranking, the best first; `after` is the application of the last one."""
    ranking = found(Ranking, request, public_id)
    rows = placements_of(ranking, request.user).select_related("application", "line")
    rows = rows.order_by("national_rank", "pk")
    if after:
        last_one = rows.filter(application__public_id=after).first()
        if last_one is None:
            raise _unknown(after)
        tied = Q(national_rank=last_one.national_rank, pk__gt=last_one.pk)
        rows = rows.filter(Q(national_rank__gt=last_one.national_rank) | tied)
    found_rows = list(rows[: limit + 1])
    items = [grading_shapes.Placement.from_orm(one).model_dump(mode="json") for one in found_rows[:limit]]
    last = items[-1]["application"] if len(found_rows) > limit else None
    return _page(items, f"rankings/{public_id}/placements", last, limit, {})


def history(request: Caller, resource: Resource, public_id: str) -> HttpResponse:
    """What happened in a case, in sentences; names and inner steps for colleagues alone."""
    case = found(resource.model, request, public_id)
    lines = sentences.history(case, names=scope.is_office(request.user, case))
    items = [
        {"at": line.at.isoformat(), "move": line.move, "sentence": line.sentence, "words": line.words}
        for line in lines
    ]
    return writing.in_json({"items": items, "next": None})


def journal(request: Caller, *, limit: int, before: int, move: str) -> HttpResponse:
    """The book, the newest entry first: for headquarters and the auditor."""
    if not sees_everything(request.user):
        raise NotPermitted(_("The journal is read by headquarters and the auditor."))
    entries = list(book.found(move=move, before=before)[: limit + 1])
    lines = sentences.told(entries[:limit])
    items = [
        {
            "seq": line.entry.seq, "at": line.at.isoformat(), "move": line.move, "sentence": line.sentence,
            "words": line.words, "kind": line.entry.subject_kind.rpartition(".")[2],
            "source": line.entry.source, "target": line.entry.target, "hash": line.entry.hash,
        }
        for line in lines
    ]  # fmt: skip
    last = items[-1]["seq"] if len(entries) > limit else None
    return _page(items, "journal", last, limit, {"move": move} if move else {}, cursor="before")


def me(request: Caller) -> HttpResponse:
    user = request.user
    posts = [others.Post.from_orm(post).model_dump() for post in posts_in_force(user)]
    return writing.in_json({"id": user.public_id, "name": user.full_name, "posts": posts})


def all_provinces(request: Caller) -> HttpResponse:
    return writing.in_json({"items": [province_in_words(one) for one in provinces()], "next": None})


def province_in_words(province: Any) -> dict[str, Any]:
    return others.Province.from_orm(province).model_dump(mode="json")


def craft_fields(request: Caller) -> HttpResponse:
    """The crafts in which workshops may apply, each with its group."""
    items = [others.CraftField.from_orm(one).model_dump(mode="json") for one in active_fields()]
    return writing.in_json({"items": items, "next": None})


def file(request: Caller, sha256: str) -> HttpResponseBase:
    """A stored file, through a row that the caller may see."""
    stored = scope.stored_for(request.user, sha256)
    if stored is None:
        raise Http404
    try:
        content = intake.open_stored(stored)
    except intake.Damaged as damaged:
        raise Http404 from damaged
    answer = FileResponse(
        content, as_attachment=True, filename=sha256[:12], content_type="application/octet-stream"
    )
    answer["X-Kind"] = stored.kind
    return answer


# --- pages by key -------------------------------------------------------------------------------------------
def _after(rows: Any, model: type[Any], after: str) -> Any:
    if not after:
        return rows.order_by("pk")
    last = model._base_manager.filter(public_id=after).values_list("pk", flat=True).first()
    if last is None:
        raise _unknown(after)
    return rows.filter(pk__gt=last).order_by("pk")


def _unknown(after: str) -> Unfit:
    said = _("There is no row of this name.")
    return Unfit(said, {"after": [said]})


def _page(
    items: list[Any], path: str, last: Any, limit: int, asked: dict[str, str], cursor: str = "after"
) -> HttpResponse:
    following = f"{ROOT}/{path}?{urlencode({**asked, 'limit': limit, cursor: last})}" if last else None
    answer = writing.in_json({"items": items, "next": following})
    if following:
        answer["Link"] = f'<{following}>; rel="next"'
    return answer
