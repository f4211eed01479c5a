"""The columns of a draft's workbook: key, heading, and how a cell of each is read."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from kargah.persian.letters import digits, text


class CellWrong(Exception):
    """Why a cell can't be read."""


def _text(most: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        words = text("" if value is None else str(value)).strip()
        if len(words) > most:
            raise CellWrong(_("The text is too long."))
        return words

    return read


def _required(most: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        words = _text(most)(value)
        if not words:
            raise CellWrong(_("This cell must not be empty."))
        return words

    return read


def _whole(lowest: int, highest: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        written = digits(
            str(int(value) if isinstance(value, float) and value.is_integer() else value)
        ).strip()
        if isinstance(value, bool) or not written.isascii() or not written.isdigit():
            raise CellWrong(_("A whole number is needed here."))
        number = int(written) if len(written) < 10 else highest + 1
        if not lowest <= number <= highest:
            raise CellWrong(_("The number is outside of what is allowed here."))
        return number

    return read


def _knockout(value: Any) -> int | None:
    return None if value in (None, "") else _whole(1, 4)(value)


def _levels(value: Any) -> list[int]:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return [_whole(0, 4)(part) for part in digits(str("" if value is None else value)).split()]


def _yes_or_no(value: Any) -> bool:
    if value in (1, 0):
        return bool(value)
    words = {"yes": True, "no": False, "بله": True, "خیر": False, "": False}
    written = text("" if value is None else str(value)).strip().casefold()
    if written not in words:
        raise CellWrong(_("Yes or no is needed here."))
    return words[written]


Column = tuple[str, Any, Callable[[Any], Any]]

AXES: tuple[Column, ...] = (
    ("code", _("Code"), _required(4)),
    ("name", _("Name"), _required(120)),
    ("name_en", _("Name in English"), _required(120)),
    ("points", _("Points"), _whole(0, 1_000_000)),
    ("minimum_percent", _("Minimum in percent"), _whole(0, 100)),
)
CRITERIA: tuple[Column, ...] = (
    ("axis", _("Axis"), _required(4)),
    ("code", _("Code"), _required(6)),
    ("name", _("Name"), _required(200)),
    ("name_en", _("Name in English"), _required(200)),
    ("maximum", _("Most points"), _whole(1, 1_000_000)),
    ("knockout_level", _("Knock-out level"), _knockout),
    ("levels", _("Levels that may be given"), _levels),
    ("na_allowed", _("May be not applicable"), _yes_or_no),
    ("level0", _("What level 0 means"), _text(300)),
    ("level2", _("What level 2 means"), _text(300)),
    ("level4", _("What level 4 means"), _text(300)),
    ("evidence", _("Evidence"), _text(300)),
    ("photo_required", _("A photo is required"), _yes_or_no),
    ("basis", _("Basis"), _text(200)),
)
SETTINGS: tuple[Column, ...] = (
    ("key", _("Setting"), _required(80)),
    ("value", _("Value"), lambda value: value),
)
SHEETS: tuple[tuple[str, Any, tuple[Column, ...]], ...] = (
    ("axes", _("Axes"), AXES),
    ("criteria", _("Criteria"), CRITERIA),
    ("settings", _("Settings"), SETTINGS),
)
