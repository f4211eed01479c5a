"""Every operation of the interface, made from the chart, the table of rows and the table of edits."""

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any, Literal

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI, Query

from kargah.api import changing, reading, taking
from kargah.api.asking import Asking, answering
from kargah.api.changes.asks import NewWorkshop
from kargah.api.changes.change import Change
from kargah.api.changes.table import CHANGES
from kargah.api.entering import Caller
from kargah.api.resources import OF_MODEL, RESOURCES, Resource
from kargah.api.shapes import grading, others
from kargah.api.shapes.base import Pointer
from kargah.applications.asks import PersonForm, Reason
from kargah.applications.models import Application, Workshop
from kargah.cycles.asks import Office
from kargah.inputs import Nothing
from kargah.people.models import Role
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal
from kargah.process.shapes import Move

Limit = Query(50, ge=1, le=100)
After = Query("", max_length=14, description="public name of the last row that was read")
View = Callable[..., HttpResponseBase]


def add_to(api: NinjaAPI) -> None:
    for resource in RESOURCES:
        _rows(api, resource)
    for move in MOVES.values():
        if set(move.by) - {Role.CLOCK}:
            _move(api, move)
    for change in CHANGES:
        _change(api, change)
    _proposals(api)
    _beside(api)


def _add(api: NinjaAPI, method: str, path: str, name: str, says: Any, view: View, asking: Asking) -> None:
    api.default_router.add_api_operation(
        path,
        [method],
        answering(view),
        operation_id=name,
        url_name=name,
        summary=says,
        tags=[path.split("/")[1]],
        response=asking.answers,
        openapi_extra=asking.for_openapi(),
    )


def _rows(api: NinjaAPI, resource: Resource) -> None:
    states: Any = Literal[("", *resource.states)] if resource.states else Literal[""]
    narrowed = {"cycle", "province", "workshop", "application", "report", "list"} & set(resource.by)

    def page(request: Caller, limit: int = Limit, after: str = After, **asked: Any) -> HttpResponseBase:
        return reading.page(request, resource, limit=limit, after=after, **asked)

    def row(request: Caller, public_id: str) -> HttpResponseBase:
        return reading.row(request, resource, public_id)

    page_of = _with_query(page, {"state": (states, "")} | dict.fromkeys(sorted(narrowed), (str, "")))
    word = resource.path.replace("-", "_")
    _add(api, "GET", f"/{resource.path}", f"list_{word}", _("List"), page_of, Asking.a_page(resource.line))
    _add(api, "GET", f"/{resource.path}/{{slug:public_id}}", f"read_{word}", _("Read"), row,
         Asking.one(resource.whole))  # fmt: skip


def _with_query(view: View, more: dict[str, tuple[Any, Any]]) -> View:
    """The view with these parameters of the address beside its own."""
    signature = inspect.signature(view)
    own = [one for one in signature.parameters.values() if one.kind is not one.VAR_KEYWORD]
    added = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=Query(default, max_length=14) if kind is str else Query(default),
            annotation=kind,
        )
        for name, (kind, default) in more.items()
    ]
    view.__signature__ = signature.replace(parameters=[*own, *added])  # type: ignore[attr-defined]
    return view


def _move(api: NinjaAPI, move: Move) -> None:
    on = OF_MODEL[move.subject]
    path = f"/{on.path}/{{slug:public_id}}/moves/{move.name}"

    def view(request: Caller, public_id: str) -> HttpResponseBase:
        return taking.take(request, move, public_id)

    shape = grading.WholeProposal if move.two_persons else OF_MODEL[move.of].whole
    status = 202 if move.two_persons else 201 if move.creates else 200
    signs: Any = (
        {name: {"type": "string", "minLength": 1} for name in taking.SIGNED_WITH} if move.signs else {}
    )
    _add(api, "POST", path, move.name, move.says, view, Asking.change(shape, status, move.asks, **signs))


def _change(api: NinjaAPI, change: Change) -> None:
    path = f"/{OF_MODEL[change.on].path}/{{slug:public_id}}/{change.path}"
    view: View
    if change.key:
        path += "/{int:key}"

        def view(request: Caller, public_id: str, key: int) -> HttpResponseBase:
            return changing.change(request, change, public_id, key)
    else:

        def view(request: Caller, public_id: str) -> HttpResponseBase:
            return changing.change(request, change, public_id)

    shape = OF_MODEL[change.on].whole
    _add(api, change.method, path, change.name, change.says, view, Asking.change(shape, 200, change.asks))


def _proposals(api: NinjaAPI) -> None:
    for answer, says, asks in (
        ("confirm", _("Confirm"), Nothing),
        ("refuse", _("Refuse"), Reason),
        ("take_back", _("Take back"), Nothing),
    ):
        path = f"/proposals/{{slug:public_id}}/{answer.replace('_', '-')}"
        whole = Asking.change(OF_MODEL[Proposal].whole, 200, asks)
        _add(api, "POST", path, f"{answer}_proposal", says, _ending(answer), whole)


def _ending(answer: str) -> View:
    def view(request: Caller, public_id: str) -> HttpResponseBase:
        return taking.end(request, public_id, answer)

    return view


def _beside(api: NinjaAPI) -> None:
    add = partial(_add, api)
    applications, workshops = OF_MODEL[Application], OF_MODEL[Workshop]
    new = Asking.change(workshops.whole, 201, NewWorkshop, seen=False)
    add("POST", "/workshops", "enter_workshop", _("Enter a workshop"), changing.enter_workshop, new)
    person = Asking.change(others.Person, 200, PersonForm, seen=False)
    add("POST", "/people", "enter_person", _("Open an account at the counter"), changing.enter_person, person)
    office = Asking.change(others.Province, 200, Office, seen=False)
    add(
        "PUT",
        "/provinces/{slug:code}/office",
        "change_office",
        _("Change the data of the office"),
        changing.change_office,
        office,
    )
    add("GET", "/me", "read_me", _("Who I am"), reading.me, Asking.one(others.Me, found=False))
    add("GET", "/work", "read_work", _("My work"), reading.work, Asking.one(others.Work, found=False))
    add(
        "GET",
        "/work/{slug:step}",
        "list_work",
        _("Where a step waits for me"),
        _work,
        Asking.a_page(Pointer, found=True),
    )
    add(
        "GET",
        "/provinces",
        "list_provinces",
        _("Provinces"),
        reading.all_provinces,
        Asking.a_page(others.Province, asked=False),
    )
    add(
        "GET",
        "/craft-fields",
        "list_craft_fields",
        _("Crafts"),
        reading.craft_fields,
        Asking.a_page(others.CraftField, asked=False),
    )

    def history(request: Caller, public_id: str) -> HttpResponseBase:
        return reading.history(request, applications, public_id)

    add(
        "GET",
        "/applications/{slug:public_id}/history",
        "read_history",
        _("History"),
        history,
        Asking.a_page(others.Event, found=True, asked=False),
    )

    def placements(
        request: Caller, public_id: str, limit: int = Limit, after: str = After
    ) -> HttpResponseBase:
        return reading.placements(request, public_id, limit=limit, after=after)

    add(
        "GET",
        "/rankings/{slug:public_id}/placements",
        "list_placements",
        _("Placements"),
        placements,
        Asking.a_page(grading.Placement, found=True),
    )

    def journal(
        request: Caller,
        limit: int = Limit,
        before: int = Query(0, ge=0, le=2**63 - 1),
        move: str = Query("", max_length=60),
    ) -> HttpResponseBase:
        return reading.journal(request, limit=limit, before=before, move=move)

    add("GET", "/journal", "read_journal", _("Journal"), journal, Asking.a_page(others.Entry))
    add("GET", "/files/{slug:sha256}", "read_file", _("Read a file"), reading.file, Asking.a_file())


def _work(request: Caller, step: str, limit: int = Limit, after: str = After) -> HttpResponseBase:
    return reading.work_of(request, step, limit=limit, after=after)
