"""Someone may not do this now, and why. Every message is written for that person."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language

PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


class Refused(Exception):
    """A rule says no. `field` names the input that the message belongs beside, when there is one."""

    status = 409

    def __init__(self, message: Any, *, field: str | None = None, **values: Any) -> None:
        super().__init__(message)
        self.message, self.values, self.field = message, values, field

    def __str__(self) -> str:
        text = str(self.message)
        return text % {name: written(value) for name, value in self.values.items()} if self.values else text


def listed(words: Iterable[Any]) -> str:
    """Codes or numbers one after the other, with the comma of the reader's language."""
    return ("، " if get_language() == "fa" else ", ").join(map(str, words))


def written(value: Any) -> Any:
    """A number stands in the digits of the reader's language; codes and names stay as they are."""
    return str(value).translate(PERSIAN) if isinstance(value, int) and get_language() == "fa" else value


class NotPermitted(Refused):
    """This person does not hold the post, the place or the distance that the move asks for."""

    status = 403


class OutOfTurn(Refused):
    """The subject does not stand where the move begins."""


class Overtaken(Refused):
    """Somebody else acted since the page was shown."""


class InvalidInput(Refused):
    """What was typed does not fit. `form` is the bound form, with its messages beside the fields."""

    status = 422

    def __init__(self, message: Any, *, form: Any) -> None:
        super().__init__(message)
        self.form = form
