"""What the pictures are drawn on: an SVG whose places are counted from where one begins to read.

In Persian that is the right edge, in English the left one. The words and numbers of a picture stand in a table beneath.
"""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

INK, QUIET, LINE = "#1c2430", "#4a5360", "#8b8778"
FIRUZE, SOFT, LAJVARD, BAD, GROUND = "#0b6670", "#93c8c8", "#16325c", "#9d1b2c", "#efece4"


class Canvas:
    """Shapes in their order; `done` gives the SVG.

    `links`: it holds links, so that a reader may go through it. `narrow`: drawn for a phone, it does not grow with a desk.
    """

    def __init__(
        self, width: int, height: int, label: Any, *, links: bool = False, narrow: bool = False
    ) -> None:
        self.width, self.height, self.label, self.links, self.narrow = width, height, label, links, narrow
        self.rtl = get_language_bidi()
        self.shapes: list[SafeString] = []

    def at(self, start: float, length: float = 0) -> float:
        """The left end of what begins at `start` and is `length` long."""
        return round(self.width - start - length if self.rtl else start, 1)

    def bar(self, start: float, top: float, length: float, height: float, fill: str, **more: Any) -> None:
        self.shapes.append(
            format_html(
                '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}/>',
                self.at(start, length), top, round(max(length, 0), 1), height, fill, _more(more),
            )
        )  # fmt: skip

    def line(
        self, start: float, top: float, end: float, bottom: float, stroke: str = LINE, **more: Any
    ) -> None:
        self.shapes.append(
            format_html(
                '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}"{}/>',
                self.at(start), top, self.at(end), bottom, stroke, _more(more),
            )
        )  # fmt: skip

    def way(self, points: list[tuple[float, float]], stroke: str) -> None:
        told = " ".join(f"{self.at(start)},{round(top, 1)}" for start, top in points)
        self.shapes.append(
            format_html('<polyline points="{}" fill="none" stroke="{}" stroke-width="2"/>', told, stroke)
        )

    def dot(self, start: float, top: float, radius: float, fill: str) -> None:
        self.shapes.append(
            format_html(
                '<circle cx="{}" cy="{}" r="{}" fill="{}"/>', self.at(start), round(top, 1), radius, fill
            )
        )

    def words(
        self, start: float, top: float, words: Any, *, anchor: str = "start", size: float = 13, fill: str = INK,
        bold: bool = False,
    ) -> None:  # fmt: skip
        """`anchor` start: the words begin here; end: they end here, as one reads."""
        self.shapes.append(
            format_html(
                '<text x="{}" y="{}" font-size="{}" fill="{}" text-anchor="{}"{}>{}</text>',
                self.at(start), top, size, fill, anchor, _more({"font_weight": "700"} if bold else {}), words,
            )
        )  # fmt: skip

    def open_link(self, address: str, label: Any) -> None:
        self.shapes.append(format_html('<a href="{}" aria-label="{}">', address, label))

    def close_link(self) -> None:
        self.shapes.append(format_html("</a>"))

    def done(self) -> SafeString:
        return format_html(
            '<svg class="{}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" role="{}" aria-label="{}" '
            'font-family="Vazirmatn, Tahoma, sans-serif" direction="{}">{}</svg>',
            "picture is-narrow" if self.narrow else "picture",
            self.width, self.height, self.width, "group" if self.links else "img", self.label,
            "rtl" if self.rtl else "ltr", format_html_join("", "{}", ((one,) for one in self.shapes)),
        )  # fmt: skip


def _more(attributes: dict[str, Any]) -> SafeString:
    return format_html_join(
        "", ' {}="{}"', ((name.replace("_", "-"), value) for name, value in attributes.items())
    )
