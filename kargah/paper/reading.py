"""A workbook from outside is looked at from outside first, then opened by a child that may die of it."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from xlsxwriter.utility import xl_rowcol_to_cell

from .cells import BOOK_OF_FACTS, Value, as_text, checksum
from .child import DAMAGED, BadWorkbook, run

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bytes of the file and of all its parts unpacked; how many parts, rows (without head) and columns a sheet."""

    size: int = 10 * MEGABYTE
    unpacked: int = 50 * MEGABYTE
    ratio: int = 100
    parts: int = 200
    rows: int = 5_000
    columns: int = 200
    memory: int = 768 * MEGABYTE
    seconds: int = 10


REQUEST = Limits()
REPORT = Limits(size=60 * MEGABYTE, unpacked=300 * MEGABYTE, rows=200_000, memory=4096 * MEGABYTE, seconds=60)


class Cell(NamedTuple):
    """A value and where it stands: `address` is "B7"."""

    address: str
    value: Value

    @property
    def text(self) -> str:
        return as_text(self.value)


class Table(NamedTuple):
    """One sheet: its head, and its rows below, empty rows left out. Every row is as long as the head or longer."""

    title: str
    head: list[Cell]
    rows: list[list[Cell]]

    def by_heading(self) -> list[dict[str, Cell]]:
        """Each row as heading -> cell; the first of two equal headings counts."""
        places: dict[str, int] = {}
        for at, cell in enumerate(self.head):
            if cell.text.strip():
                places.setdefault(cell.text.strip(), at)
        return [{heading: row[at] for heading, at in places.items()} for row in self.rows]


class Book(NamedTuple):
    """The sheets that a person sees, and what `workbook.write` hid for us ({} in a foreign file)."""

    sheets: list[Table]
    meta: dict[str, Any]

    @property
    def is_untouched(self) -> bool:
        """True when every sheet is as it was written."""
        expected = self.meta.get("checksum")
        found = {
            sheet.title: checksum([cell.value for cell in row] for row in [sheet.head, *sheet.rows])
            for sheet in self.sheets
        }
        return found == expected

    def sheet(self, title: str) -> Table:
        """Raises BadWorkbook when there is no such sheet."""
        for table in self.sheets:
            if table.title == title:
                return table
        raise BadWorkbook(_("The workbook has no sheet named “%(title)s”."), title=title)


def read(data: bytes, *, limits: Limits = REQUEST) -> Book:
    """The values in an .xlsx. Formulas count by the value that was saved with them. Raises BadWorkbook."""
    _look_from_outside(data, limits)
    found = _open_in_a_child(data, limits)
    if title := found.get("too_large"):
        raise BadWorkbook(
            _("The sheet “%(title)s” has more than %(rows)s rows or %(columns)s columns."),
            title=title,
            rows=limits.rows,
            columns=limits.columns,
        )
    tables = [_table(title, rows) for title, rows in found["sheets"]]
    facts = next((table for table in tables if table.title == BOOK_OF_FACTS), None)
    return Book([table for table in tables if table is not facts], _facts(facts))


ACTIVE = (
    "vbaproject",
    "xl/externallinks/",
    "xl/embeddings/",
    "xl/activex/",
    "xl/macrosheets/",
    "xl/connections.xml",
)
# A document type in XML is how an entity grows without end; Excel never writes one.
DOCTYPES = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le"))


def _look_from_outside(data: bytes, limits: Limits) -> None:
    if len(data) > limits.size:
        raise BadWorkbook(
            _("The workbook is larger than %(megabytes)s megabytes."), megabytes=limits.size // MEGABYTE
        )
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise BadWorkbook(
            _("The workbook is locked with a password or in the old format. Save it as plain .xlsx.")
        )
    if data[:4] != b"PK\x03\x04":
        raise BadWorkbook(_("This is not an Excel workbook. Save it as .xlsx."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _look_at_the_directory(package.infolist(), len(data), limits)
            left = limits.unpacked
            for part in package.infolist():
                left = _look_into(package, part, left)
    except BadWorkbook:
        raise
    except Exception as reason:  # crafted archives make zipfile and zlib raise many things
        raise BadWorkbook(DAMAGED) from reason


def _look_at_the_directory(parts: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    names = [part.filename.lower() for part in parts]
    if len(parts) > limits.parts or len(set(names)) != len(names):
        raise BadWorkbook(DAMAGED)
    whole = sum(part.file_size for part in parts)
    steep = any(
        part.file_size > MEGABYTE and part.file_size > limits.ratio * max(1, part.compress_size)
        for part in parts
    )
    if (
        whole > limits.unpacked
        or whole > limits.ratio * size
        or steep
        or any(part.flag_bits & 1 for part in parts)
    ):
        raise BadWorkbook(DAMAGED)
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise BadWorkbook(_("This is not an Excel workbook. Save it as .xlsx."))
    if any(word in name for name in names for word in ACTIVE):
        raise BadWorkbook(
            _("The workbook holds macros, embedded files or links to other files. Save it without.")
        )


def _look_into(package: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Unpack `part` piece by piece; the directory may have lied. Gives the bytes that remain allowed."""
    seam = b""
    with package.open(part) as stream:
        while piece := stream.read(256 * 1024):
            left -= len(piece)
            if left < 0 or (
                part.filename.lower().endswith((".xml", ".rels", ".vml")) and _has_doctype(seam + piece)
            ):
                raise BadWorkbook(DAMAGED)
            if part.filename.lower() == "[content_types].xml" and b"macroEnabled" in piece:
                raise BadWorkbook(
                    _("The workbook holds macros, embedded files or links to other files. Save it without.")
                )
            seam = piece[-32:]
    return left


def _has_doctype(piece: bytes) -> bool:
    return any(word in piece for word in DOCTYPES)


def _open_in_a_child(data: bytes, limits: Limits) -> dict[str, Any]:
    try:
        return json.loads(
            run("unpacked.py", data, limits.memory, limits.seconds, limits.rows, limits.columns)
        )
    except ValueError as reason:
        raise BadWorkbook(DAMAGED) from reason


def _table(title: str, rows: list[list[Any]]) -> Table:
    cells = [
        [Cell(xl_rowcol_to_cell(line, at), _value(value)) for at, value in enumerate(row)]
        for line, row in enumerate(rows)
    ]
    filled = [row for row in cells[1:] if any(cell.value is not None for cell in row)]
    return Table(title, cells[0] if cells else [], filled)


def _value(found: list[str] | None) -> Value:
    if found is None:
        return None
    letter, text = found
    if letter == "d":
        return date.fromisoformat(text)
    if letter == "n":
        number = Decimal(text)
        if not number.is_finite():
            return text
        return int(number) if number == number.to_integral_value() else number
    return text


def _facts(table: Table | None) -> dict[str, Any]:
    if table is None:
        return {}
    facts: dict[str, Any] = {}
    for row in [table.head, *table.rows]:
        if len(row) > 1 and row[0].value is not None and isinstance(row[1].value, str):
            try:
                facts[row[0].text] = json.loads(row[1].value)
            except ValueError as reason:
                raise BadWorkbook(DAMAGED) from reason
    return facts
