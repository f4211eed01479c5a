"""Bars: a funnel of stages, and the use of quotas."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from kargah.jalali.templatetags.jalali import fa
from kargah.web.pictures.canvas import FIRUZE, GROUND, INK, LINE, QUIET, SOFT, Canvas

# No wider than a phone: the words stand over their bar, and stay as large as text.
WIDTH, ROW, BAR = 360, 44, 14
ROOM = WIDTH - 44  # for the longest bar; its number stands behind it
OVER, UNDER = 12, 18  # from the top of a row to the line of its words, and to its bar


@dataclass(frozen=True)
class Stage:
    words: Any
    number: int


def funnel(stages: Sequence[Stage], label: Any) -> SafeString:
    """How many came as far as each stage; a stage without anybody keeps its line."""
    canvas = Canvas(WIDTH, ROW * len(stages) + 4, label, narrow=True)
    most = max((stage.number for stage in stages), default=0) or 1
    for place, stage in enumerate(stages):
        top, length = place * ROW + 4, ROOM * stage.number / most
        canvas.words(0, top + OVER, stage.words)
        canvas.bar(0, top + UNDER, ROOM, BAR, GROUND, rx=4)
        canvas.bar(0, top + UNDER, length, BAR, FIRUZE, rx=4)
        canvas.words(
            ROOM + 8, top + UNDER + OVER, fa(stage.number), bold=True, fill=INK if stage.number else QUIET
        )
    return canvas.done()


@dataclass(frozen=True)
class Use:
    """A quota: what is spent and what is held of `allotted`."""

    words: Any
    allotted: int
    held: int
    spent: int


def quotas(uses: Sequence[Use], label: Any) -> SafeString:
    """Each quota as long as it is, spent and held within it."""
    canvas = Canvas(WIDTH, ROW * len(uses) + 4, label, narrow=True)
    most = max((use.allotted for use in uses), default=0) or 1
    for place, use in enumerate(uses):
        top, whole = place * ROW + 4, ROOM * use.allotted / most
        spent, held = ROOM * use.spent / most, ROOM * use.held / most
        canvas.words(0, top + OVER, use.words)
        canvas.bar(0, top + UNDER, whole, BAR, GROUND, stroke=LINE)
        canvas.bar(0, top + UNDER, spent, BAR, FIRUZE)
        canvas.bar(spent, top + UNDER, held, BAR, SOFT)
        canvas.words(whole + 8, top + UNDER + OVER, fa(use.allotted), bold=True)
    return canvas.done()
