"""A draft as an Excel file, and back: headquarters may change the rubric and its numbers in Excel.

Three sheets (axes, criteria, settings). Row 1 is hidden and holds the keys of the columns, row 2 the headings,
the rows from 3 on hold the data.
"""

import io
import json
from dataclasses import dataclass, field
from typing import IO, Any
from zipfile import ZipFile

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kargah.guideline.columns import AXES, CRITERIA, SHEETS, CellWrong, Column
from kargah.guideline.limits import ParameterWrong, limits
from kargah.guideline.models import Guideline
from kargah.guideline.rules import level_list_is_sound
from kargah.refusal import Refused

FIRST_ROW = 3
MOST_ROWS = 500
LARGEST_SETTING = 32_767  # characters in a cell of Excel
LARGEST_CONTENT = 32 * 1024 * 1024  # bytes, unpacked


@dataclass(frozen=True)
class BadCell:
    """A cell that can't be taken: `sheet` by its key, `cell` as Excel calls it ("C7")."""

    sheet: str
    cell: str
    message: Any


@dataclass
class ReadBack:
    axes: list[dict[str, Any]] = field(default_factory=list)
    criteria: list[dict[str, Any]] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)
    errors: list[BadCell] = field(default_factory=list)

    def is_without_errors(self) -> None:
        if self.errors:
            cells = ", ".join(f"{error.sheet}!{error.cell}" for error in self.errors[:20])
            raise Refused(_("The Excel file has cells that can't be taken: %(cells)s."), cells=cells)


def write(guideline: Guideline) -> bytes:
    """The .xlsx of a guideline."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    axes = list(guideline.axes.all())
    rows = {
        "axes": [[getattr(axis, key) for key, *_rest in AXES] for axis in axes],
        "criteria": [
            [
                _written(criterion.axis.code if key == "axis" else getattr(criterion, key))
                for key, *_rest in CRITERIA
            ]
            for criterion in guideline.criteria.select_related("axis")
        ],
        "settings": [
            [key, json.dumps(value, ensure_ascii=False)] for key, value in guideline.parameters.items()
        ],
    }
    for key, title, columns in SHEETS:
        sheet = workbook.create_sheet(str(title))
        sheet.sheet_view.rightToLeft = True
        _fill(sheet, key, columns, rows[key])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _as_json(key: str, value: Any) -> str:
    written = json.dumps(value, ensure_ascii=False)
    if len(written) > LARGEST_SETTING:
        raise Refused(_("The setting “%(key)s” is too long for a cell of Excel."), key=key)
    return written


def _from_json(value: Any) -> Any:
    """The value of a cell; NaN and Infinity are no JSON. Raises ValueError."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value, parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _written(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(map(str, value)) if isinstance(value, list) else value


def _fill(sheet: Worksheet, key: str, columns: tuple[Column, ...], rows: list[list[Any]]) -> None:
    sheet.append([f"{key}.{name}" for name, *_rest in columns])
    sheet.append([str(heading) for _name, heading, _read in columns])
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text that begins with = is no formula
    sheet.row_dimensions[1].hidden = True
    sheet.freeze_panes = f"A{FIRST_ROW}"
    for number in range(1, len(columns) + 1):
        sheet.cell(2, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = 22
    for cells in sheet.iter_rows(min_row=FIRST_ROW):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def read(file: IO[bytes]) -> ReadBack:
    """What an .xlsx written by `write` says now, with every bad cell in `errors`. Never raises for its content."""
    try:
        with ZipFile(file) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST_CONTENT:
                return ReadBack(errors=[BadCell("", "", _("The file is too large."))])
        sheets = _raw(file)
    except Exception:  # a damaged or hostile file makes the parsers below fail in too many ways to name
        return ReadBack(errors=[BadCell("", "", _("This is not an Excel file (.xlsx)."))])
    return _understood(sheets)


Raw = list[tuple[Any, ...]]


def _raw(file: IO[bytes]) -> dict[str, Raw]:
    """The values of each sheet, by the key in its hidden first row."""
    workbook = load_workbook(file, read_only=True, data_only=True)
    width = max(len(columns) for _key, _title, columns in SHEETS)
    sheets = {}
    for sheet in workbook.worksheets:
        rows = list(sheet.iter_rows(max_col=width, max_row=MOST_ROWS + 1, values_only=True))
        if rows and rows[0]:
            sheets[str(rows[0][0]).partition(".")[0]] = rows
    return sheets


def _understood(sheets: dict[str, Raw]) -> ReadBack:
    result = ReadBack()
    rows: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for key, _title, columns in SHEETS:
        if key in sheets:
            rows[key] = _rows(sheets[key], key, columns, result.errors)
        else:
            result.errors.append(BadCell(key, "A1", _("This sheet, or its hidden first row, is missing.")))
    _no_code_twice(rows, result.errors)
    result.axes = [row for _number, row in rows.get("axes", [])]
    result.criteria = [row for _number, row in rows.get("criteria", [])]
    codes = {row["code"] for row in result.axes}
    for number, row in rows.get("criteria", []):
        if row["axis"] not in codes:
            result.errors.append(BadCell("criteria", f"A{number}", _("There is no axis of this code.")))
        _levels_are_sound(number, row, result.errors)
    if "settings" in rows:
        _settings(rows["settings"], result)
    return result


def _levels_are_sound(number: int, row: dict[str, Any], errors: list[BadCell]) -> None:
    try:
        level_list_is_sound(row["code"], row["levels"], row["knockout_level"])
    except Refused as error:
        errors.append(BadCell("criteria", f"{'G' if error.field == 'levels' else 'F'}{number}", str(error)))


def _rows(
    raw: Raw, key: str, columns: tuple[Column, ...], errors: list[BadCell]
) -> list[tuple[int, dict[str, Any]]]:
    """The rows that could be read, with their numbers; what could not is added to `errors`."""
    found: list[tuple[int, dict[str, Any]]] = []
    width = len(columns)
    for number, cells in enumerate(raw, 1):
        values = [*cells[:width], *[None] * (width - len(cells))]
        if number == 1:
            for place, (name, *_rest) in enumerate(columns):
                if values[place] != f"{key}.{name}":
                    cell = f"{get_column_letter(place + 1)}1"
                    errors.append(BadCell(key, cell, _("The columns must stay as they were exported.")))
                    return found
        if number < FIRST_ROW or all(value in (None, "") for value in values):
            continue
        if number > MOST_ROWS:
            errors.append(BadCell(key, f"A{number}", _("The sheet has too many rows.")))
            break
        row = {}
        for place, (name, _heading, read_cell) in enumerate(columns):
            try:
                row[name] = read_cell(values[place])
            except CellWrong as error:
                errors.append(BadCell(key, f"{get_column_letter(place + 1)}{number}", error.args[0]))
        if len(row) == width:
            found.append((number, row))
    return found


def _no_code_twice(rows: dict[str, list[tuple[int, dict[str, Any]]]], errors: list[BadCell]) -> None:
    for key, name, column in (("axes", "code", "A"), ("criteria", "code", "B"), ("settings", "key", "A")):
        seen: set[str] = set()
        for number, row in rows.get(key, []):
            if row[name] in seen:
                errors.append(BadCell(key, f"{column}{number}", _("This code stands here twice.")))
            seen.add(row[name])


def _settings(rows: list[tuple[int, dict[str, Any]]], result: ReadBack) -> None:
    numbers = {}
    for number, row in rows:
        numbers[row["key"]] = number
        try:
            result.parameters[row["key"]] = _from_json(row["value"])
        except ValueError:
            result.errors.append(BadCell("settings", f"B{number}", _("The value is not written as JSON.")))
            return
    try:
        limits(result.parameters)
    except ParameterWrong as error:
        cell = f"B{numbers[error.key]}" if error.key in numbers else "A1"
        result.errors.append(BadCell("settings", cell, _("This setting is missing or can't be read.")))
