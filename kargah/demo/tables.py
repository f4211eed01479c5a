"""What happened in the played story, as plain tables for the terminal."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from kargah.certificates.models import Certificate
from kargah.cycles.models import Cycle
from kargah.demo.staff import PASSWORD, Staff
from kargah.demo.story import Story
from kargah.journal.models import Entry
from kargah.process import board
from kargah.process.flowchart import SHAPES
from kargah.process.standing import AFTER


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    lines = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    drawn = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join([drawn[0], "-" * len(drawn[0]), *drawn[1:]])


def boxes(staff: Staff) -> dict[str, int]:
    """How many workshops of all cycles stand in each box (S1, S2: provinces of the planned cycle)."""
    counts: Counter[str] = Counter()
    for cycle in Cycle.objects.all():
        counts.update(board.numbers(cycle, staff.drawer))
    return {shape.code: counts[shape.code] for shape in SHAPES} | {AFTER: counts[AFTER]}


def certificates() -> dict[str, list[Certificate]]:
    """Certificates by what the public page says of them."""
    found: dict[str, list[Certificate]] = {}
    for certificate in Certificate.objects.select_related("province").order_by("pk"):
        said = "expired" if certificate.state == "valid" and certificate.expired else certificate.state
        found.setdefault(said, []).append(certificate)
    return found


def everything(story: Story) -> str:
    words = {shape.code: shape.words for shape in SHAPES} | {AFTER: "پس از صدور گواهی"}
    parts = [
        table(
            ("box", "workshops", ""), ((box, count, words[box]) for box, count in boxes(story.staff).items())
        ),
        table(
            ("refused sheet", "cells", "the first"),
            ((name, len(cells), cells[0]) for name, cells in story.refused_cells.items()),
        ),
        table(("declined because of", "requests"), story.refusals.items()),
        table(
            ("certificates", "", "for example"), ((s, len(c), c[0].code) for s, c in certificates().items())
        ),
        table(
            ("move", "times"),
            Counter(Entry.objects.values_list("move", flat=True)).most_common(12),
        ),
    ]
    return "\n\n".join(parts)


def sign_ins(staff: Staff, mobile: str) -> str:
    province = next(post[1] for post in staff.posts if isinstance(post, tuple))
    rows = [("applicant", mobile, "a code, shown at /outbox/")]
    rows += [
        (post[0] if isinstance(post, tuple) else post, str(people[0].username), PASSWORD)
        for post, people in staff.posts.items()
        if not isinstance(post, tuple) or post[1] == province
    ]
    return table(("role", "sign in as", "password"), rows)
