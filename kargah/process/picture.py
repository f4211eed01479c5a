"""The official chart as one SVG with its box lit, and as a list: done, here, still to come.

Shapes and their full words come from `flowchart.py`; here stand only where a shape is drawn and its short words.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from kargah.process.flowchart import BOX_OF, FLOWCHART, SHAPES
from kargah.process.shapes import Question

LANES = {  # right to left
    "headquarters": "ستاد (اداره کل حمایت از تولید)",
    "province": "معاونت صنایع دستی استان",
    "inspector": "بازرس فنی",
    "applicant": "کارگاه متقاضی",
}
LANE_WORDS = {
    "headquarters": _("Headquarters"),
    "province": _("Province"),
    "inspector": _("Technical inspector"),
    "applicant": _("Workshop"),
}

# code → lane, row, short words. Two shapes are the workshop's own halves of S3 and S6; the chart names them inside.
DRAWN: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "S1": ("headquarters", 0, ("آغاز فرآیند درجه‌بندی",)),
    "S2": ("headquarters", 1, ("تعیین و ابلاغ", "سهمیهٔ استان‌ها")),
    "request": ("applicant", 2, ("ثبت درخواست", "کارگاه")),
    "S3": ("province", 2, ("احصاء و بررسی اولیهٔ تقاضاها،", "کارگاه‌های اولویت‌دار")),
    "S4": ("province", 3, ("تعیین بازرس فنی استان", "و معرفی به ستاد")),
    "S5": ("inspector", 4, ("بازرسی کارگاه، تکمیل فرم‌ها", "و گزارش مصور")),
    "S6": ("inspector", 5, ("ابلاغ ایرادها و", "تأیید نهایی بازرس")),
    "mending": ("applicant", 5, ("رفع ایرادها", "حداکثر ۲ بار، هر بار ۴۵ روز")),
    "S7": ("province", 6, ("ورود دقیق داده‌ها در جداول", "مطابق شیوه‌نامه")),
    "S8": ("province", 7, ("ارسال گزارش درجه‌بندی", "به ستاد")),
    "D1": ("headquarters", 7, ("گزارش مورد", "تأیید است؟")),
    "S9a": ("province", 8, ("ارجاع به استان", "برای رفع نواقص")),
    "S9b": ("province", 9, ("تهیهٔ گزارش", "تکمیلی")),
    "S10": ("headquarters", 9, ("رتبه‌بندی و درجه‌بندی", "بر اساس امتیاز")),
    "S11": ("headquarters", 10, ("احصاء کارگاه‌های", "واجد شرایط گواهی")),
    "S12": ("headquarters", 11, ("ارسال فهرست نهایی", "به استان‌ها")),
    "D2": ("province", 11, ("فهرست مورد", "تأیید استان؟")),
    "S13": ("province", 12, ("اعلام نظر استان و", "بازبینی فهرست")),
    "S14": ("headquarters", 13, ("صدور گواهی کیفیت", "کارگاهی")),
}
EDGES: tuple[tuple[str, str], ...] = (
    ("S1", "S2"), ("S2", "S3"), ("request", "S3"), ("S3", "S4"), ("S4", "S5"), ("S5", "S6"), ("S6", "mending"),
    ("mending", "S6"), ("S6", "S7"), ("S7", "S8"), ("S8", "D1"), ("D1", "S10"), ("D1", "S9a"), ("S9a", "S9b"),
    ("S9b", "D1"), ("S10", "S11"), ("S11", "S12"), ("S12", "D2"), ("D2", "S13"), ("S13", "S12"), ("D2", "S14"),
)  # fmt: skip
ROUND = {"S1", "S14"}
QUESTIONS = {shape.code for shape in FLOWCHART if isinstance(shape, Question)}
LANE, ROW, WIDTH, HEIGHT, TOP = 212, 82, 176, 54, 46
HALF_WIDE, HALF_HIGH = 88, 36  # of a question's rhomb
SPENT_AT = {"D1": 62, "D2": -62}  # on the side of a question from which no arrow leaves
ANSWERS = {("D1", "S10"): (16, 52, "بلی"), ("D1", "S9a"): (-78, 30, "خیر"), ("D2", "S13"): (16, 52, "خیر"), ("D2", "S14"): (78, 30, "بلی")}  # fmt: skip
AFTER = "END"
DETOURS = {box.code for shape in FLOWCHART if isinstance(shape, Question) for box in shape.no}
FULL = {shape.code: shape.words for shape in SHAPES}


def passed(moves: Sequence[str], here: str) -> list[str]:
    """The codes of the boxes that a case went through, in the chart's order, from the names of its moves."""
    met = {BOX_OF[name] for name in moves if BOX_OF.get(name) in FULL}
    if met - {"S3"} or here not in ("", "S3"):
        met |= {"S3"}
    if met:
        met |= {"S1", "S2"}
    if here == "S5" or met & {"S5", "S6"}:
        met |= {"S4"}
    if here == AFTER:
        met |= {"S14"}
    return [shape.code for shape in SHAPES if shape.code in met and shape.code != here]


def way(
    walked: Collection[str], here: str, *, ended: bool = False, notes: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """The chart as a list for narrow screens: code, words, lane, state (done, here, future), note, ended."""
    return [
        {
            "code": shape.code,
            "words": shape.words,
            "lane": LANE_WORDS[shape.lane],
            "state": _state(shape.code, walked, here),
            "note": (notes or {}).get(shape.code, ""),
            "ended": ended and shape.code == here,
        }
        for shape in SHAPES
        if shape.code not in DETOURS or shape.code == here or shape.code in walked
    ]


def drawn(
    walked: Collection[str] = (),
    here: str = "",
    *,
    ended: bool = False,
    note: str = "",
    counts: Mapping[str, str] | None = None,
    spent: Mapping[str, str] | None = None,
    address: Callable[[str], str] | None = None,
    label: str = "",
    name: str = "flow",
) -> SafeString:
    """The chart as SVG. `note` stands under the lit box; `counts` are short words at boxes, `spent` at their foot.

    `address` makes links: a box for which it gives "" has none.

    `name` keeps the ids of two pictures on one page apart. Without a script, without an inline style.
    """
    counts, spent = counts or {}, spent or {}
    walked = {*walked} | ({"request"} if "S3" in walked or here == "S3" else set())
    walked |= {"mending"} if "S6" in walked and here != "S6" else set()
    wide, high = LANE * len(LANES), TOP + (1 + max(row for _lane, row, _words in DRAWN.values())) * ROW + 6
    role = "group" if address else "img"
    parts = [
        format_html(
            '<svg viewBox="0 0 {} {}" role="{}" aria-label="{}" direction="rtl" lang="fa"><defs>'
            '<marker id="{}-a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
            '<path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>',
            wide, high, role, label, name,
        )
    ]  # fmt: skip
    for place, words in enumerate(LANES.values()):
        x = (len(LANES) - 1 - place) * LANE
        parts.append(
            format_html(
                '<rect class="lane{}" x="{}" width="{}" height="{}"/><rect class="lane-head" x="{}" width="{}" height="32"/>'
                '<text class="lane-name" x="{}" y="21" font-size="13" text-anchor="middle">{}</text>',
                " lane-even" if place % 2 == 0 else "", x, LANE, high, x, LANE, x + LANE // 2, words,
            )
        )  # fmt: skip
    parts += [_edge(a, b, walked, here, name) for a, b in EDGES]
    parts += [
        _shape(code, walked, here, ended, note, counts.get(code, ""), spent.get(code, ""), address)
        for code in DRAWN
    ]
    return mark_safe("".join(parts) + "</svg>")  # noqa: S308 - every part was escaped above


def _state(code: str, walked: Collection[str], here: str) -> str:
    return "here" if code == here else "done" if code in walked else "future"


def _centre(code: str) -> tuple[float, float]:
    lane, row, _words = DRAWN[code]
    place = len(LANES) - 1 - list(LANES).index(lane)
    return place * LANE + LANE / 2, TOP + row * ROW + ROW / 2


def _edge(a: str, b: str, walked: Collection[str], here: str, name: str) -> SafeString:
    on = a in walked and (b in walked or b == here)
    words = ""
    if (a, b) in ANSWERS:
        dx, dy, answer = ANSWERS[a, b]
        x, y = _centre(a)
        words = format_html(
            '<text x="{}" y="{}" font-size="12" text-anchor="middle">{}</text>', x + dx, y + dy, answer
        )
    return format_html(
        '<path class="edge{}" d="{}" marker-end="url(#{}-a)"/>{}',
        " walked" if on else "",
        _route(a, b),
        name,
        words,
    )


def _route(a: str, b: str) -> str:
    """The path of one arrow; the loops are laid by hand."""
    (x1, y1), (x2, y2) = _centre(a), _centre(b)
    half = WIDTH / 2
    middle = (x1 + x2) / 2
    match (a, b):
        case ("S6", "mending"):
            return f"M{x1 - half} {y1 - 10}H{x2 + half}"
        case ("mending", "S6"):
            return f"M{x1 + half} {y1 + 10}H{x2 - half}"
        case ("D1", "S9a"):
            return f"M{x1 - 62} {y1 + 10.5}H{middle + 8}V{y2}H{x2 + half}"
        case ("S9b", "D1"):
            return f"M{x1 + half} {y1}H{middle - 7}V{y2 - 14}H{x2 - 53}"
        case ("D2", "S14"):
            return f"M{x1 + 62} {y1 + 10.5}H{middle - 8}V{y2}H{x2 - half}"
        case ("S13", "S12"):
            return f"M{x1 + half} {y1}H{middle + 8}V{y2 + 16}H{x2 - half}"
    if y1 == y2:
        side = 1 if x2 > x1 else -1
        return f"M{x1 + side * (HALF_WIDE if a in QUESTIONS else half)} {y1}H{x2 - side * (HALF_WIDE if b in QUESTIONS else half)}"
    down = HALF_HIGH if a in QUESTIONS else HEIGHT / 2
    if x1 == x2:
        return f"M{x1} {y1 + down}V{y2 - HEIGHT / 2}"
    return f"M{x1} {y1 + down}V{y2}H{x2 + (half if x1 > x2 else -half)}"


def _shape(
    code: str,
    walked: Collection[str],
    here: str,
    ended: bool,
    note: str,
    count: str,
    spent: str,
    address: Callable[[str], str] | None,
) -> SafeString:
    x, y = _centre(code)
    state, words = _state(code, walked, here), DRAWN[code][2]
    top, inner = y - HEIGHT / 2, []
    if code in QUESTIONS:
        inner.append(
            f'<path class="shape" d="M{x} {y - HALF_HIGH}L{x + HALF_WIDE} {y}L{x} {y + HALF_HIGH}L{x - HALF_WIDE} {y}Z"/>'
        )
    else:
        inner.append(
            f'<rect class="shape" x="{x - WIDTH / 2}" y="{top}" width="{WIDTH}" height="{HEIGHT}" rx="{27 if code in ROUND else 7}"/>'
        )
    for number, line in enumerate(words):
        level = y + (number - (len(words) - 1) / 2) * 18 + 4.5
        inner.append(f'<text x="{x}" y="{level}" font-size="12.5" text-anchor="middle">{escape(line)}</text>')
    if state == "done":
        inner.append(
            f'<circle class="badge" cx="{x + WIDTH / 2 - 2}" cy="{top + 2}" r="9"/>'
            f'<path class="badge-mark" d="m{x + WIDTH / 2 - 6.5} {top + 2} 3.2 3.4 5.6-6.4"/>'
        )
    if state == "here" and ended:
        inner.append(
            f'<path class="crossed" d="M{x - WIDTH / 2} {top}L{x + WIDTH / 2} {top + HEIGHT}M{x + WIDTH / 2} {top}L{x - WIDTH / 2} {top + HEIGHT}"/>'
        )
    if count:
        inner.append(_label(x - WIDTH / 2 + 28, top - 11, 64, count))
    if spent and state == "done":
        side = -WIDTH / 2 + 34 if code not in QUESTIONS else SPENT_AT[code]
        inner.append(_label(x + side, y + (13 if code in QUESTIONS else HEIGHT / 2 - 8), 60, spent, "spent"))
    if state == "here" and note:
        inner.append(_label(x, y - HALF_HIGH - 19 if code in QUESTIONS else top + HEIGHT + 4, WIDTH, note))
    full = f"<title>{escape(FULL[code])}</title>" if code in FULL else ""
    body = full + "".join(inner)
    if address and code in FULL and (to := address(code)):
        return mark_safe(f'<a class="{state}" href="{escape(to)}">{body}</a>')  # noqa: S308
    return mark_safe(f'<g class="{state}">{body}</g>')  # noqa: S308


def _label(x: float, y: float, wide: float, words: str, css: str = "note") -> str:
    """The words are isolated (FSI, PDI): the picture runs from right to left in English too."""
    return (
        f'<rect class="{css}" x="{x - wide / 2}" y="{y}" width="{wide}" height="19" rx="5"/>'
        f'<text class="{css}-text" x="{x}" y="{y + 13.5}" font-size="11.5" text-anchor="middle">\u2068{escape(words)}\u2069</text>'
    )
