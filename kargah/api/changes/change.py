"""An edit, declared as the chart declares its moves: on which row, what it asks for, and which function does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kargah.inputs import Asks, Nothing


@dataclass(frozen=True)
class Change:
    """`method` and `path` beneath the row; `key` is whether the path ends with the key of something in the row.

    `do` gets the locked row, `by`, the cleaned inputs spread out, and `key` when there is one. The row is told then.
    """

    name: str
    on: type[Any]
    method: str
    path: str
    says: Any
    do: Callable[..., Any]
    asks: type[Asks] = Nothing
    key: bool = False


def the(rows: Any, key: int) -> Any:
    """The row of this key, as its parent knows it. Raises DoesNotExist."""
    return rows.get(pk=key)
