"""Draws the flowchart from its declaration: Mermaid with a table of moves for the docs."""

from collections.abc import Sequence

from django.utils import translation

from kargah.process.flowchart import BESIDE, FLOWCHART
from kargah.process.shapes import Box, Move, Question

HEAD = """# The flowchart

Generated from `kargah/process/flowchart.py` by `kargah chart`; `make check` fails when it is stale.

"""


def document() -> str:
    """The whole of `docs/flowchart.md`."""
    with translation.override("en"):
        tables = "\n".join(_table(box) for shape in FLOWCHART for box in shape.boxes)
        beside = "\n".join(_table(box) for box in BESIDE)
        return f"{HEAD}```mermaid\n{mermaid(FLOWCHART)}\n```\n\n{tables}\n## Beside the chart\n\n{beside}"


def mermaid(flowchart: Sequence[Box | Question]) -> str:
    """The chart as a Mermaid flowchart, its words in Persian as printed."""
    lines, arrows, previous, way = ["flowchart TD"], [], "", ""
    for shape in flowchart:
        asked = isinstance(shape, Question)
        lines.append(f'  {shape.code}{{"{shape.words}"}}' if asked else f'  {shape.code}["{shape.words}"]')
        if previous:
            arrows.append(f"  {previous} -->{way} {shape.code}")
        previous, way = shape.code, ""
        if isinstance(shape, Question):
            way, last = "|بلی|", shape.code
            for box in shape.no:
                lines.append(f'  {box.code}["{box.words}"]')
                arrows.append(f"  {last} -->{'|خیر|' if last == shape.code else ''} {box.code}")
                last = box.code
            arrows.append(f"  {last} --> {shape.code}")
    return "\n".join(lines + arrows)


def _table(box: Box | Question) -> str:
    rows = "".join(_row(move) for move in box.moves)
    return (
        f"### {box.code} · {box.words}\n\n| move | of | arrow | who | second person | signs | rules | follows |\n"
        f"|---|---|---|---|---|---|---|---|\n{rows}"
    )


def _row(move: Move) -> str:
    cells = (
        move.name,
        move.of.__name__,
        move.arrow.replace("|", "or"),
        ", ".join(move.by) or "follows",
        ", ".join(move.confirmed_by),
        "yes" if move.signs else "",
        ", ".join(rule.__name__ for rule in move.when),
        ", ".join(follow.move for follow in (*move.before, *move.follows)),
    )
    return "| " + " | ".join(cells) + " |\n"
