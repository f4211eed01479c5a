"""The country as equal tiles, one for each province, roughly in its place: the west stays left in every language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from kargah.jalali.templatetags.jalali import fa, percent
from kargah.places.models import Province

WHERE = (  # names as the law writes them; "" is sea or a neighbour
    ("آذربایجان غربی", "آذربایجان شرقی", "اردبیل", "", "", "", ""),
    ("کردستان", "زنجان", "گیلان", "مازندران", "گلستان", "خراسان شمالی", ""),
    ("کرمانشاه", "همدان", "قزوین", "البرز", "تهران", "سمنان", "خراسان رضوی"),
    ("ایلام", "لرستان", "مرکزی", "قم", "اصفهان", "یزد", "خراسان جنوبی"),
    ("", "خوزستان", "چهارمحال و بختیاری", "کهگیلویه و بویراحمد", "فارس", "کرمان", "سیستان و بلوچستان"),
    ("", "", "", "بوشهر", "", "هرمزگان", ""),
)
SEAS = ((lazy("Caspian Sea"), 3.5, 0), (lazy("Persian Gulf"), 4, 5), (lazy("Sea of Oman"), 6, 5))
# From this percentage on: the fill, and the words on it (all at least 4.5 to 1).
BANDS = ((0, "#f2efe6", "#1c2430"), (20, "#cfe6e3", "#1c2430"), (40, "#93c8c8", "#1c2430"),
         (60, "#2f7a81", "#ffffff"), (80, "#0b6670", "#ffffff"))  # fmt: skip
WIDE, HIGH, GAP, LATE, EDGE = 104, 72, 6, "#9d1b2c", "#0b6670"
TWO_LINES = 13  # a longer name takes two


@dataclass(frozen=True)
class Progress:
    """`done` of `quota`; `late` is marked with a red edge and a triangle."""

    province: Province
    done: int
    quota: int
    address: str
    late: bool = False

    @property
    def percent(self) -> int:
        return (self.done * 200 + self.quota) // (2 * self.quota) if self.quota else 0


def tiles(rows: Mapping[str, Progress]) -> SafeString:
    """`rows` by the Persian name of the province. One who has no row here keeps an empty tile."""
    shapes: list[SafeString] = []
    for line, names in enumerate(WHERE):
        for column, name in enumerate(names):
            if name in rows:
                row = rows[name]
                at = column * (WIDE + GAP) + 3, line * (HIGH + GAP) + 3
                shapes.append(_tile(row, *at))
    for sea, over, down in SEAS:
        middle, top = over * (WIDE + GAP) + WIDE / 2 + 3, down * (HIGH + GAP) + 42
        shapes.append(
            format_html(
                '<text x="{}" y="{}" font-size="15" fill="#2f6690" text-anchor="middle">{}</text>',
                round(middle), top, sea,
            )
        )  # fmt: skip
    return format_html(
        '<svg class="picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="group" aria-label="{}" '
        'font-family="Vazirmatn, Tahoma, sans-serif" direction="{}">{}</svg>',
        7 * (WIDE + GAP), 6 * (HIGH + GAP) + 6, _("The provinces as tiles: how much of each quota was visited"),
        "rtl" if get_language_bidi() else "ltr", format_html_join("", "{}", ((one,) for one in shapes)),
    )  # fmt: skip


def _tile(row: Progress, x: float, y: float) -> SafeString:
    _from, fill, ink = [band for band in BANDS if row.percent >= band[0]][-1]
    begin, end = (x + WIDE - 9, x + 9) if get_language_bidi() else (x + 9, x + WIDE - 9)
    said = _("%(province)s: %(done)s of %(quota)s visited") % {
        "province": row.province.title, "done": fa(row.done), "quota": fa(row.quota),
    }  # fmt: skip
    name = format_html_join(
        "", '<text x="{}" y="{}" font-size="12.5" fill="{}">{}</text>',
        ((begin, y + 20 + place * 15, ink, words) for place, words in enumerate(_lines(row.province.title))),
    )  # fmt: skip
    numbers = format_html(
        '<text x="{}" y="{}" font-size="18" font-weight="700" fill="{}" text-anchor="end">{}</text>'
        '<text x="{}" y="{}" font-size="11" fill="{}">{}</text>',
        end, y + HIGH - 12, ink, percent(row.percent), begin, y + HIGH - 12, ink,
        _("%(done)s of %(quota)s") % {"done": fa(row.done), "quota": fa(row.quota)},
    )  # fmt: skip
    late = (
        format_html(
            '<path d="M{} {}l8 13h-16z" fill="{}" stroke="#fff" stroke-width="1.5"/>', end, y + 8, LATE
        )
        if row.late
        else ""
    )
    return format_html(
        '<a href="{}" aria-label="{}"><rect x="{}" y="{}" width="{}" height="{}" rx="8" fill="{}" stroke="{}" stroke-width="{}"/>{}{}{}</a>',
        row.address, f"{said}، {_('behind the plan')}" if row.late else said, x, y, WIDE, HIGH, fill,
        LATE if row.late else EDGE, 3 if row.late else 1, name, numbers, late,
    )  # fmt: skip


def _lines(name: str) -> list[str]:
    """At most two lines; «و» goes to the second one."""
    if len(name) < TWO_LINES or " " not in name:
        return [name]
    first, rest = name.split(" و ", 1) if " و " in name else name.split(" ", 1)
    return [first, f"و {rest}" if " و " in name else rest]
