"""The same workbook back, with what is wrong coloured and told in comments."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from .child import run
from .reading import REQUEST, Limits


class Mark(NamedTuple):
    """What is wrong with one cell: `address` is "B7"."""

    sheet: str
    address: str
    message: str


def mark(data: bytes, errors: Iterable[Mark], *, limits: Limits = REQUEST) -> bytes:
    """`data` (a workbook that `read` has opened without complaint) with every cell of `errors` marked.

    Several messages for one cell stand in one comment. A sheet that is not there is passed over.
    Raises BadWorkbook when the workbook asks for too much.
    """
    line = json.dumps([[error.sheet, error.address, str(error.message)] for error in errors])
    return run("marked.py", line.encode() + b"\n" + data, 2 * limits.memory, 4 * limits.seconds)
