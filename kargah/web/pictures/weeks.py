"""Twelve weeks as one line."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString

from kargah.jalali.templatetags.jalali import fa
from kargah.web.pictures.canvas import FIRUZE, LINE, Canvas

WIDTH, HEIGHT, SIDE, GROUND = 320, 76, 22, 56


def weeks(numbers: Sequence[int], label: Any) -> SafeString:
    """How many in each week, the oldest first; the last week has its number beside it."""
    canvas = Canvas(WIDTH, HEIGHT, label)
    most, step = max(numbers, default=0) or 1, (WIDTH - 3 * SIDE) / max(1, len(numbers) - 1)
    places = [
        (SIDE + place * step, GROUND - (GROUND - 14) * number / most) for place, number in enumerate(numbers)
    ]
    canvas.line(SIDE, GROUND, WIDTH - 2 * SIDE, GROUND, LINE)
    canvas.way(places, FIRUZE)
    if places:
        start, top = places[-1]
        canvas.dot(start, top, 4, FIRUZE)
        canvas.words(start + 8, top + 4, fa(numbers[-1]), bold=True)
    return canvas.done()
