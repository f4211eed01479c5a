"""Workbooks: written so that nothing a person typed can act, and read with distrust.

`write` makes one, `read` opens one (`reading`), `mark` colours what is wrong in one (`marking`).
"""

import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from kargah.jalali import calendar

from .cells import BOOK_OF_FACTS, checksum
from .marking import Mark, mark
from .reading import REPORT, REQUEST, BadWorkbook, Book, Cell, Limits, Table, read

__all__ = [
    "REPORT",
    "REQUEST",
    "BadWorkbook",
    "Book",
    "Cell",
    "Column",
    "Limits",
    "Mark",
    "Sheet",
    "Table",
    "mark",
    "read",
    "write",
]

Kind = Literal["text", "int", "decimal", "date"]
LONGEST_TEXT = 32_767  # characters in a cell, by the format
LONGEST_LIST = 255  # characters of choices that stand in the rule itself
MOST_DIGITS = 15  # of a number that a spreadsheet keeps exactly
BORN = datetime(2000, 1, 1)  # the date inside every file: the same data give the same bytes
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Column:
    """`key` names the value in a row. A date is written as Jalali text: 1404/05/12."""

    key: str
    heading: str
    kind: Kind = "text"
    width: int = 16  # characters
    choices: Sequence[str] | None = None
    note: str | None = None


@dataclass(frozen=True)
class Sheet:
    """`title` has at most 31 characters and none of []:*?/\\."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Mapping[str, Any]] = field(default_factory=list)


def write(sheets: Iterable[Sheet], *, meta: Mapping[str, Any]) -> bytes:
    """The .xlsx of `sheets`, right to left, heads frozen. The same arguments give the same bytes.

    `meta` (say, the guideline's version) goes into a hidden sheet with the checksum of every sheet, so that a
    reader knows what it was made for and whether a cell was changed: see `Book.meta`, `Book.is_untouched`.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"created": BORN})
    styles = _styles(book)
    lists: list[Sequence[str]] = []
    checksums = {sheet.title: _write_sheet(book, sheet, styles, lists) for sheet in sheets}
    _write_facts(book, {**meta, "checksum": checksums}, lists)
    book.close()
    return file.getvalue()


def _styles(book: xlsxwriter.Workbook) -> dict[str, Any]:
    look = {"font_name": "Vazirmatn", "font_size": 11, "valign": "vcenter"}
    text = {**look, "num_format": "@", "reading_order": 2, "quote_prefix": True}
    return {
        "head": book.add_format(
            {**look, "bold": True, "font_color": "#ffffff", "bg_color": "#16325c", "text_wrap": True, "border": 1,
             "border_color": "#d9d4c7", "align": "center"}
        ),
        "text": book.add_format(text),
        "date": book.add_format({**text, "align": "center"}),
        "int": book.add_format({**look, "num_format": "0"}),
        "decimal": book.add_format({**look, "num_format": "0.00"}),
    }  # fmt: skip


def _write_sheet(
    book: xlsxwriter.Workbook, sheet: Sheet, styles: dict[str, Any], lists: list[Sequence[str]]
) -> str:
    page = book.add_worksheet(sheet.title)
    page.right_to_left()
    page.freeze_panes(1, 0)
    page.set_row(0, 32)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width, styles[column.kind])
        page.write_string(0, at, column.heading, styles["head"])
        if column.note:
            page.write_comment(0, at, column.note, {"x_scale": 2})
    written: list[list[Any]] = [[column.heading for column in sheet.columns]]
    for line, row in enumerate(sheet.rows, start=1):
        values = [_value(row.get(column.key), column.kind) for column in sheet.columns]
        for at, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
            if isinstance(value, str):
                page.write_string(line, at, value, styles["date" if column.kind == "date" else "text"])
            elif value is not None:
                page.write_number(line, at, value, styles[column.kind])
        written.append(values)
    for at, column in enumerate(sheet.columns):
        if column.choices:
            page.data_validation(1, at, max(len(written) + 500, 1000), at, _choice(column.choices, lists))
    if sheet.columns:
        page.autofilter(0, 0, max(1, len(written) - 1), len(sheet.columns) - 1)
    return checksum(written)


def _value(value: Any, kind: Kind) -> str | int | Decimal | None:
    """As it goes into the cell: None, text, or a number that a spreadsheet keeps exactly."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        raise TypeError("An instant has no place in a cell: say which day it was.")
    if isinstance(value, date):
        year, month, day = calendar.parts(value)
        return f"{year:04}/{month:02}/{day:02}"
    if kind in {"int", "decimal"} and isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        number = Decimal(value)
        if number.is_finite() and len(number.normalize().as_tuple().digits) <= MOST_DIGITS:
            return int(number) if number == number.to_integral_value() else number
    text = CONTROLS.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    return text[:LONGEST_TEXT] or None


def _choice(choices: Sequence[str], lists: list[Sequence[str]]) -> dict[str, Any]:
    if len(",".join(choices)) <= LONGEST_LIST and not any("," in choice for choice in choices):
        return {"validate": "list", "source": list(choices)}
    lists.append(choices)
    column = xl_col_to_name(len(lists) + 1, col_abs=True)  # after A and B, which hold the facts
    return {"validate": "list", "source": f"='{BOOK_OF_FACTS}'!{column}$1:{column}${len(choices)}"}


def _write_facts(book: xlsxwriter.Workbook, facts: Mapping[str, Any], lists: list[Sequence[str]]) -> None:
    page = book.add_worksheet(BOOK_OF_FACTS)
    page.very_hidden()
    for line, (name, value) in enumerate(sorted(facts.items())):
        page.write_string(line, 0, name)
        page.write_string(line, 1, json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))
    for at, choices in enumerate(lists, start=2):
        for line, choice in enumerate(choices):
            page.write_string(line, at, choice)
