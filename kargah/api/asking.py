"""What an operation asks for and how it may answer, as OpenAPI tells it; and what holds for every operation."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import create_model

from kargah.api import declared
from kargah.api.bodies import FORM, JSON
from kargah.api.problems import NotAcceptable
from kargah.inputs import Asks

ALWAYS = (401, 403, 406, 429)
OF_A_CHANGE = (400, 409, 413, 415, 422)
KEY = {
    "name": "Idempotency-Key", "in": "header", "required": True,
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,60}$"},
    "description": "a key of your own choice; the same request sent again with it changes nothing",
}  # fmt: skip
SEEN = {
    "name": "If-Match", "in": "header", "required": True,
    "schema": {"type": "string", "pattern": '^(W/)?"[vh][0-9a-f]{1,16}"$'},
    "description": "the ETag of the row as it was seen",
}  # fmt: skip
TAG = {"ETag": {"schema": {"type": "string"}, "description": "the version of the row"}}
PLACE = {"Location": {"schema": {"type": "string"}, "description": "where the new row is read"}}
_pages: dict[type[Schema], type[Schema]] = {}


@dataclass(frozen=True)
class Asking:
    """`answers`: shapes by status, as Ninja has them. `no`: the problems that may be told."""

    answers: dict[int, Any]
    no: tuple[int, ...]
    parameters: list[dict[str, Any]] = field(default_factory=list)
    body: dict[str, Any] | None = None
    headers: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def one(cls, shape: type[Schema], *, found: bool = True) -> "Asking":
        return cls({200: shape}, (*ALWAYS, 404) if found else ALWAYS, headers=TAG if found else {})

    @classmethod
    def a_page(cls, shape: type[Schema], *, found: bool = False, asked: bool = True) -> "Asking":
        """`found`: of a row that must be there. `asked`: with parameters that may not fit."""
        no = (*ALWAYS, *((404,) if found else ()), *((422,) if asked else ()))
        return cls({200: page_of(shape)}, no)

    @classmethod
    def a_file(cls) -> "Asking":
        return cls({200: None}, (*ALWAYS, 404))

    @classmethod
    def change(
        cls, shape: type[Schema], status: int, asks: type[Asks], *, seen: bool = True, **more: dict[str, Any]
    ) -> "Asking":
        """A change, with its key; `seen`: of a row that was seen before. `more` is asked beside the form."""
        no = (*ALWAYS, *OF_A_CHANGE, 404, *((412, 428) if seen else ()))
        headers = TAG | (PLACE if status == 201 else {})
        return cls({status: shape}, no, [KEY, SEEN] if seen else [KEY], _body(asks, more), headers)

    def for_openapi(self) -> dict[str, Any]:
        told: dict[str, Any] = {"responses": {}}
        for status in sorted(self.no):
            told["responses"][str(status)] = {"$ref": f"#/components/responses/{status}"}
        for status, shape in self.answers.items():
            if shape is None:
                kinds = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
                told["responses"][status] = {"content": kinds}
            elif self.headers:
                told["responses"][status] = {"headers": self.headers}
        if self.parameters:
            told["parameters"] = self.parameters
        if self.body:
            told["requestBody"] = self.body
        return told


def _body(asks: type[Asks], more: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    """Nothing for what asks for nothing; a form with files where there are some; else JSON."""
    content = {}
    if not declared.needs_a_file(asks):
        content[JSON] = {"schema": declared.schema_of(asks, files=False, **more)}
    if declared.takes_files(asks):
        content[FORM] = {"schema": declared.schema_of(asks, files=True, **more)}
    plain = content.get(JSON, {}).get("schema", {"properties": True})
    if not plain["properties"] and "patternProperties" not in plain:
        return None
    return {"required": bool(next(iter(content.values()))["schema"].get("required")), "content": content}


def page_of(shape: type[Schema]) -> type[Schema]:
    """Some rows, and the address at which the list goes on; null at its end."""
    if shape not in _pages:
        fields: Any = {"items": (list[shape], ...), "next": (str | None, ...)}  # type: ignore[valid-type]
        _pages[shape] = create_model(f"PageOf{shape.__name__}", __base__=Schema, **fields)
    return _pages[shape]


def answering(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """What holds for every operation: it answers in JSON, and says so to who wants something else."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        if not request.accepts(JSON):
            raise NotAcceptable(_("Answers are given as application/json."))
        answer = view(request, *args, **named)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer

    return answered
