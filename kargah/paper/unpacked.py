"""Run as a program of its own: a workbook comes in, its values go out as JSON. It may be killed at any time.

It imports nothing of the house. Arguments: bytes of memory, seconds of CPU, most rows, most columns.
"""

import datetime
import io
import json
import resource
import sys


def main() -> int:
    memory, seconds, most_rows, most_columns = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    sheets = []
    for about in book.sheets_metadata:
        if "WorkSheet" not in str(about.typ):
            continue
        sheet = book.get_sheet_by_name(about.name)
        last_row, last_column = sheet.end or (0, 0)  # counted from nought, the head is row nought
        if last_row > most_rows or last_column >= most_columns:
            json.dump({"too_large": about.name}, sys.stdout)
            return 0
        rows = sheet.to_python(skip_empty_area=False)
        sheets.append([about.name, [[plain(value) for value in row] for row in rows]])
    json.dump({"sheets": sheets}, sys.stdout)
    return 0


def plain(value):
    """[letter, text]: s text, n number, d date; null for an empty cell."""
    if value == "" or value is None:
        return None
    if isinstance(value, bool):
        return ["s", "TRUE" if value else "FALSE"]
    if isinstance(value, (int, float)):
        return ["n", repr(value)]
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return ["d", value.date().isoformat()] if midnight else ["s", value.isoformat(" ")]
    if isinstance(value, datetime.date):
        return ["d", value.isoformat()]
    return ["s", str(value)]


if __name__ == "__main__":
    sys.exit(main())
