"""Run as a program of its own: a line of JSON and a workbook come in, the marked workbook goes out.

It imports nothing of the house. Arguments: bytes of memory, seconds of CPU. The line: [[sheet, address, message], …].
"""

import io
import json
import resource
import sys


def main() -> int:
    memory, seconds = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    bad = PatternFill("solid", fgColor="FFFBE7E8")
    errors = json.loads(sys.stdin.buffer.readline())
    book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    messages: dict[tuple[str, str], list[str]] = {}
    for title, address, message in errors:
        messages.setdefault((title, address), []).append(message)
    for (title, address), said in messages.items():
        if title in book.sheetnames:
            cell = book[title][address]
            cell.fill = bad
            cell.comment = Comment("\n".join(said), "", width=320, height=60 + 30 * len(said))
    book.save(sys.stdout.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
