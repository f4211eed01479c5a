"""Templates keep to the content policy, and every icon they name is drawn."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[3] / "kargah"
TEMPLATES = sorted(path for path in HOUSE.rglob("*.html") if "templates" in path.parts)
ICONS = set(re.findall(r'<symbol id="([\w-]+)"', (HOUSE / "web/static/kargah/icons.svg").read_text("utf-8")))
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son(?:click|change|submit|load|input|keydown|error)\s*=|<script(?![^>]*\ssrc=)|javascript:|src=[\"']data:"
)
ELSEWHERE = re.compile(r"(?:src|href)=[\"'](?:https?:)?//")
NAMED = re.compile(r"""{%\s*icon\s+["']([\w-]+)["']|icon_name=["']([\w-]+)["']""")


def test_there_are_templates_to_look_at():
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize("pattern", [INLINE, ELSEWHERE], ids=["nothing inline", "nothing from elsewhere"])
def test_the_content_policy_would_let_every_template_through(pattern):
    found = [
        f"{path.relative_to(HOUSE)}: {hit}"
        for path in TEMPLATES
        for hit in pattern.findall(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line", ['<p style="color:red">', "<script>x()</script>", '<a onclick="x()">', '<img src="data:x">']
)
def test_an_inline_piece_would_be_seen(line):
    assert INLINE.search(line)


def test_every_icon_that_a_template_names_is_drawn():
    named = {
        name for path in TEMPLATES for pair in NAMED.findall(path.read_text("utf-8")) for name in pair if name
    }
    assert named and named <= ICONS


def test_every_icon_of_a_tag_is_drawn():
    from kargah.web.templatetags.kargah_web import ICON_OF, POINTING

    assert set(ICON_OF.values()) | POINTING <= ICONS


def test_the_base_page_needs_no_address_but_its_own(rf):
    from django.template.loader import render_to_string

    page = render_to_string("base.html")
    assert '<html lang="fa" dir="rtl">' in page
    assert 'rel="preload"' in page and 'class="skip"' in page
    assert "/i18n/setlang/" not in page  # without a request there is no one to ask


def test_an_english_page_is_left_to_right():
    from django.template.loader import render_to_string
    from django.utils import translation

    with translation.override("en"):
        assert '<html lang="en" dir="ltr">' in render_to_string("base.html")
