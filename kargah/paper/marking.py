"""The same workbook back, with what is wrong coloured and told in comments."""

import io
from collections.abc import Iterable
from typing import NamedTuple

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

BAD = PatternFill("solid", fgColor="FFFBE7E8")


class Mark(NamedTuple):
    """What is wrong with one cell: `address` is "B7"."""

    sheet: str
    address: str
    message: str


def mark(data: bytes, errors: Iterable[Mark]) -> bytes:
    """`data` (a workbook that `read` has opened without complaint) with every cell of `errors` marked.

    Several messages for one cell stand in one comment. A sheet that is not there is passed over.
    """
    book = openpyxl.load_workbook(io.BytesIO(data))
    messages: dict[tuple[str, str], list[str]] = {}
    for error in errors:
        messages.setdefault((error.sheet, error.address), []).append(str(error.message))
    for (title, address), said in messages.items():
        if title in book.sheetnames:
            cell = book[title][address]
            cell.fill = BAD
            cell.comment = Comment("\n".join(said), "", width=320, height=60 + 30 * len(said))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
