"""The style sheet speaks of start and end, stays small, and asks for nothing the oldest browser lacks."""

import re
from pathlib import Path

import brotli
import pytest

STATIC = Path(__file__).resolve().parents[3] / "kargah" / "web" / "static" / "kargah"
SHEETS = sorted(STATIC.rglob("*.css"))
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)\b|(?:left|right|top|bottom)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)|(?:min-|max-)?(?:width|height)\s*:(?!\s*[\d.]+rem\)))"
)
TOO_NEW = re.compile(
    r"oklch|color-mix|float:\s*inline|clear:\s*inline|\[popover|:popover|subgrid|:dir\(|^\s*&", re.MULTILINE
)


def test_there_is_one_sheet_to_look_at():
    assert [sheet.name for sheet in SHEETS] == ["kargah.css"]


def test_no_line_names_a_physical_side_unless_it_says_why():
    lines = [
        f"{sheet.name}:{number} {line.strip()}"
        for sheet in SHEETS
        for number, line in enumerate(sheet.read_text("utf-8").splitlines(), 1)
        if "physical:" not in line and PHYSICAL.search(line)
    ]
    assert lines == []


@pytest.mark.parametrize(
    "line",
    [
        "a { margin-left: 1px; }",
        "a { float: right; }",
        "a { left: 0; }",
        "a { width: 3px; }",
        "a{text-align:left}",
    ],
)
def test_a_physical_line_would_be_seen(line):
    assert PHYSICAL.search(line)


def test_every_physical_line_has_its_left_to_right_twin():
    text = "\n".join(sheet.read_text("utf-8") for sheet in SHEETS)
    twins, marked = text.count("/* physical: twin"), len(re.findall(r"/\* physical: (?!twin)", text))
    assert twins == marked > 0


def test_nothing_is_newer_than_the_oldest_browser():
    for sheet in SHEETS:
        assert TOO_NEW.findall(sheet.read_text("utf-8")) == []


def test_the_layers_stand_in_their_order():
    first = re.search(r"@layer ([\w, ]+);", SHEETS[0].read_text("utf-8"))[1]
    assert first == "reset, tokens, base, layout, components, utilities, print"


def test_what_a_phone_fetches_stays_within_its_budget():
    assert len(brotli.compress(b"".join(sheet.read_bytes() for sheet in SHEETS))) <= 8 * 1024
    assert (STATIC / "fonts" / "vazirmatn.woff2").stat().st_size <= 42 * 1024
    assert len(brotli.compress((STATIC / "icons.svg").read_bytes())) <= 3 * 1024
    ours = [STATIC / "js" / name for name in ("page.js", "once.js")]
    assert len(brotli.compress(b"".join(path.read_bytes() for path in ours))) <= 3 * 1024


def test_the_font_holds_every_character_of_our_texts():
    from fontTools.ttLib import TTFont

    held = TTFont(STATIC / "fonts" / "vazirmatn.woff2").getBestCmap()
    parts = STATIC.parents[2] / "locale" / "fa" / "parts"
    written = {letter for part in parts.glob("*.po") for letter in part.read_text("utf-8")}
    assert {letter for letter in written if ord(letter) > 32 and ord(letter) not in held} == set()


def test_every_colour_of_words_is_readable_on_its_ground():
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", SHEETS[0].read_text("utf-8")))
    pairs = [
        ("ink", "paper"),
        ("ink-2", "paper"),
        ("ink-3", "paper"),
        ("firuze", "paper"),
        ("on-lajvard-2", "lajvard"),
    ]
    pairs += [("surface", name) for name in ("firuze", "lajvard", "bad")]
    pairs += [(name, f"{name}-soft") for name in ("ok", "warn", "bad", "info")]
    for ink, ground in pairs:
        assert _contrast(tokens[ink], tokens[ground]) >= 4.5, (ink, ground)


def _contrast(one: str, other: str) -> float:
    dark, light = sorted([_luminance(one), _luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
