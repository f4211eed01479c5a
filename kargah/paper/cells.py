"""What writer and reader of workbooks agree on."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

BOOK_OF_FACTS = "_kargah"  # the hidden sheet

Value = str | int | Decimal | date | None


def as_text(value: Value) -> str:
    """The one way to write a value: 5, 5.0 and Decimal("5.00") are "5"; nothing is ""."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def checksum(rows: Iterable[Sequence[Value]]) -> str:
    """Hex SHA-256 of the rows' values; empty rows and empty cells at the end of a row do not count."""
    digest = hashlib.sha256()
    for row in rows:
        words = [as_text(value) for value in row]
        while words and not words[-1]:
            words.pop()
        if words:
            digest.update(json.dumps(words, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()
