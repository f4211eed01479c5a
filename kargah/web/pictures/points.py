"""Points: a workshop's axes beside its province's median, and the scores of a ranking as dots against the line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kargah.jalali.templatetags.jalali import points as told
from kargah.web.pictures.canvas import BAD, FIRUZE, GROUND, LAJVARD, QUIET, Canvas

WIDE, WIDTH, ROW, BAR = 640, 360, 46, 14  # of the strip of dots; of the axes, which are no wider than a phone
ROOM = WIDTH - 70
OVER, UNDER = 12, 20  # from the top of a row to the line of its words, and to its bar
STEP = 1000  # hundredths: dots of ten points stand in one column
STRIP, MOST = 110, 12  # height of the strip, dots in a column


@dataclass(frozen=True)
class Axis:
    """All in hundredths. `median` of the province, None where there is none."""

    words: Any
    earned: int
    maximum: int
    median: int | None = None
    reached: bool | None = None


def axes(rows: Sequence[Axis], label: Any) -> SafeString:
    """Each axis against its own maximum; the mark is the province's median."""
    canvas = Canvas(WIDTH, ROW * len(rows) + 6, label, narrow=True)
    for place, row in enumerate(rows):
        top, most = place * ROW + 6, row.maximum or 1
        colour, bar = BAD if row.reached is False else FIRUZE, top + UNDER
        canvas.words(0, top + OVER, row.words)
        canvas.bar(0, bar, ROOM, BAR, GROUND, rx=4)
        canvas.bar(0, bar, ROOM * row.earned / most, BAR, colour, rx=4)
        if row.median is not None:
            mark = ROOM * row.median / most
            canvas.line(mark, bar - 3, mark, bar + BAR + 3, LAJVARD, stroke_width=3)
        canvas.words(ROOM + 8, bar + OVER, told(row.earned), bold=True)
    return canvas.done()


def dots(numbers: Mapping[int, int], line: int, most: int, label: Any) -> SafeString:
    """`numbers`: total in hundredths → workshops; `line` the pass mark, `most` the highest total. From low to high."""
    columns: dict[int, list[int]] = {}
    for total, number in numbers.items():
        column = columns.setdefault(total // STEP, [0, 0])
        column[total >= line] += number
    share = max(1, -(-max((sum(column) for column in columns.values()), default=1) // MOST))
    canvas, room, ground = Canvas(WIDE, STRIP + 34, label), WIDE - 40, STRIP
    canvas.line(10, ground + 4, WIDE - 10, ground + 4)
    for place, (below, above) in sorted(columns.items()):
        start = 20 + room * (place * STEP + STEP / 2) / most
        low = -(-below // share)
        for height in range(low + -(-above // share)):
            canvas.dot(start, ground - 4 - height * 8, 3.2, QUIET if height < low else FIRUZE)
    mark = 20 + room * line / most
    canvas.line(mark, 4, mark, ground + 10, BAD, stroke_width=2)
    canvas.words(
        mark, ground + 26, _("Pass mark %(points)s") % {"points": told(line)}, anchor="middle", fill=BAD
    )
    canvas.words(20, ground + 26, told(0), anchor="middle", fill=QUIET)
    canvas.words(WIDE - 20, ground + 26, told(most), anchor="middle", fill=QUIET)
    return canvas.done()
