"""The schema (OpenAPI), in the language of its reader, and the page that shows it."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import Promise
from django.views.decorators.http import require_GET

from kargah.api.problems import MEDIA_TYPE, TITLES
from kargah.api.shapes.base import Problem
from kargah.api.site import api

NUMBER = re.compile(
    r"\[1-\d\](\[0-9\][*?])?"
)  # in the names of fields that stand once for each row of something


@cache
def in_language(language: str) -> dict[str, Any]:
    """The whole schema; its words in `language`."""
    with translation.override(language):
        told = _plain(dict(api.get_openapi_schema(path_prefix="/api/v1/")))
        told["components"]["responses"] = {str(status): _problem(title) for status, title in TITLES.items()}
    told["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    return told


def _problem(title: Any) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": str(title), "content": {MEDIA_TYPE: {"schema": schema}}}


def _plain(value: Any) -> Any:
    """Words that wait for their language become words; statuses become text, as JSON has them."""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, dict):
        merged: dict[str, Any] = {}
        for name, item in value.items():
            merged[str(name)] = _plain(item)
        return merged
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(
        in_language(translation.get_language() or "fa"), json_dumps_params={"ensure_ascii": False}
    )


@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """What there is, by subject; without a script and without a file of anybody else."""
    return render(request, "api/docs.html", {"groups": list(_groups()), "statuses": TITLES})


@require_GET
def docs_of(request: HttpRequest, tag: str) -> HttpResponse:
    """The operations of one subject."""
    operations = [one for one in _operations() if one["tag"] == tag]
    if not operations:
        raise Http404
    return render(request, "api/docs_of.html", {"tag": tag, "operations": operations})


@require_GET
def docs_one(request: HttpRequest, tag: str, name: str) -> HttpResponse:
    """One operation: what it asks for, and how it may answer."""
    one = next((one for one in _operations() if one["name"] == name and one["tag"] == tag), None)
    if one is None:
        raise Http404
    return render(request, "api/docs_one.html", {"tag": tag, "one": one})


def _groups() -> Iterator[dict[str, Any]]:
    for tag, operations in groupby(
        sorted(_operations(), key=lambda one: one["tag"]), key=lambda one: one["tag"]
    ):
        yield {"tag": tag, "count": len(list(operations))}


def _operations() -> list[dict[str, Any]]:
    told = in_language(translation.get_language() or "fa")
    return [
        _line(path, method, one)
        for path, operations in told["paths"].items()
        for method, one in operations.items()
    ]


def _line(path: str, method: str, one: dict[str, Any]) -> dict[str, Any]:
    body = one.get("requestBody", {}).get("content", {})
    fields: dict[str, Any] = {}
    for content in body.values():
        schema = content["schema"]
        required = schema.get("required", [])
        for name, field in (schema["properties"] | schema.get("patternProperties", {})).items():
            fields[name] = {
                "name": NUMBER.sub("N", name).strip("^$"),
                "type": _type(field),
                "required": name in required,
            }
    return {
        "tag": one["tags"][0],
        "path": path,
        "method": method.upper(),
        "name": one["operationId"],
        "says": one["summary"],
        "parameters": [parameter["name"] for parameter in one.get("parameters", ())],
        "bodies": list(body),
        "fields": list(fields.values()),
        "statuses": sorted(one["responses"]),
    }


def _type(field: dict[str, Any]) -> str:
    if "enum" in field:
        return " | ".join(field["enum"])
    return str(field.get("format") or field.get("type", ""))
