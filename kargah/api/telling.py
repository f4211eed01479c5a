"""A row as the interface tells it: in a list, and alone with its steps."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model

from kargah.api import steps
from kargah.api.addresses import href, kind_of
from kargah.api.resources import OF_MODEL, Resource
from kargah.inputs import digest
from kargah.process import scope


class _Told:
    """A row, with what is said about it beside its own columns."""

    def __init__(self, row: Any, told: dict[str, Any]) -> None:
        self.__dict__.update(told)
        self.__dict__["_row"] = row

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["_row"], name)


def lines(resource: Resource, rows: Sequence[Any], user: Any) -> list[dict[str, Any]]:
    """Rows of one kind, as they stand in a list."""
    may = steps.may(resource.model, rows, user)
    return [
        _dumped(resource.line, row, {**_of_every_row(row, may[row.pk]), **resource.more(row, user)})
        for row in rows
    ]


def alone(row: Any, user: Any) -> dict[str, Any]:
    """One row, with all that its reader may know of it and the steps that are open to them."""
    resource = OF_MODEL[type(row)]
    told = _of_every_row(row, steps.may(resource.model, [row], user)[row.pk])
    told |= resource.more(row, user) | resource.inside(row, user)
    if "moves" in resource.whole.model_fields:
        told["moves"], told["obstacles"] = steps.open_on(row, user)
        told["proposals"] = _proposals(row, user)
        told["shown"] = steps.shown(row) if any(step["signs"] for step in told["moves"]) else None
    return _dumped(resource.whole, row, told)


def tag(row: Any) -> str:
    """The version of a row as ETag and If-Match have it. A row without moves of its own is known by its columns."""
    if hasattr(row, "version"):
        return f'"v{row.version}"'
    columns = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    return f'"h{digest(columns)[:16]}"'


def _of_every_row(row: Any, may: list[str]) -> dict[str, Any]:
    state = getattr(row, "state", None)
    return {
        "id": row.public_id,
        "kind": kind_of(row),
        "href": href(row),
        "state": state,
        "state_words": str(row.get_state_display()) if state else None,
        "version": getattr(row, "version", None),
        "may": may,
    }


def _proposals(row: Model, user: Any) -> list[str]:
    return list(scope.open_proposals(row, user).values_list("public_id", flat=True))


def _dumped(shape: Any, row: Any, told: dict[str, Any]) -> dict[str, Any]:
    return shape.from_orm(_Told(row, told)).model_dump(mode="json")
