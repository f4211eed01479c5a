"""Every page on a phone and on a desk: nothing runs out at the side, nothing is cut off, nothing speaks English."""

import re
from pathlib import Path

import axe_playwright_python
import pytest
from django.urls import get_resolver

from tests.browsers import PHONE
from tests.databases import ROOT
from tests.journeys.sample import NO_PAGES

pytestmark = pytest.mark.browser

OF_THE_WIDTH = [
    "color-contrast",
    "target-size",
    "scrollable-region-focusable",
]  # the rest is known from a desk
NARROW = (320, 640)  # the smallest screen; a desk of 1280 at 200 %
TABLET = 768
WIDTHS = (PHONE, TABLET, 1366)
PICTURES = ROOT / "screenshots"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()

TOO_WIDE = "() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"

CUT_OFF = """() => [...document.querySelectorAll('button, .btn, .tag, nav a, .count, label, th, h1, h2, h3, .level span')]
  .filter(one => one.checkVisibility() && !one.closest('.vh') && !one.classList.contains('vh') && one.clientWidth
    && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 4 && getComputedStyle(one).overflowY != 'visible'))
  .map(one => one.className + ': ' + one.textContent.trim().slice(0, 60))"""

# Texts, and what is read aloud or stands in an empty input.
LATIN = """() => {
  const found = [], latin = /[A-Za-z]/, spoken = ['placeholder', 'aria-label', 'alt', 'title'];
  const english = one => one.closest('[lang]').getAttribute('lang').startsWith('en');
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (parent.closest('script, style, noscript') || english(parent)) continue;
    // An option holds no mark-up: the code of a criterion stands there before its name.
    const words = parent.closest('option') ? texts.currentNode.data.replace(/^[A-Z]\\d{1,2} /, '') : texts.currentNode.data;
    if (latin.test(words)) found.push(texts.currentNode.data.trim().slice(0, 80));
  }
  for (const one of document.body.querySelectorAll('*'))
    for (const name of spoken)
      if (latin.test(one.getAttribute(name) || '') && !english(one))
        found.push(name + '=' + one.getAttribute(name));
  return found;
}"""

# Words spaced as far as WCAG 1.4.12 lets a reader space them. An adopted sheet is no inline style to the content policy.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
UNSPACED = "() => { document.adoptedStyleSheets = [] }"

# What has the focus and lies wholly under something else: a bar that sticks, the head of a table.
UNDER = """() => {
  const found = [], inputs = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  for (const one of document.querySelectorAll(inputs)) {
    if (one.disabled || one.closest('.vh, .flow, .tiles') || !one.checkVisibility()) continue;
    one.focus();
    const box = one.getBoundingClientRect(), parts = [.1, .5, .9];
    const seen = parts.some(x => parts.some(y => {
      const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
      return hit && (one.contains(hit) || hit.contains(one));
    }));
    if (!seen) found.push(one.outerHTML.slice(0, 120));
  }
  document.activeElement.blur();
  return found;
}"""

LOOK = """async rules => (await axe.run(document, {
    resultTypes: ['violations'], preload: false, rules: {'target-size': {enabled: true}},
    ...(rules ? {runOnly: rules} : {}),
  })).violations
  .map(one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | '))"""


@pytest.fixture(scope="module")
def seen(site_at_work, sample, browser):
    """What was found on the pages: {kind: [where and what]}. Each page is loaded once and looked at in all widths."""
    found = {kind: [] for kind in ("answer", "wide", "cut", "latin", "axe", "spaced", "under", "console")}
    site, contexts = site_at_work, {}

    def page_of(reader):
        if reader not in contexts:
            context = browser.new_context(
                base_url=site.base_url, locale="fa-IR", timezone_id="Asia/Tehran", reduced_motion="reduce"
            )
            contexts[reader] = page = context.new_page()
            page.on("pageerror", lambda error: found["console"].append(f"{page.url}: {error}"))
            page.on(
                "console",
                lambda said: (
                    said.type == "error"
                    and "Failed to load resource" not in said.text
                    and found["console"].append(f"{page.url}: {said.text}")
                ),
            )
            context.add_cookies(
                [{"name": "sessionid", "value": sample.cookies[reader], "url": site.base_url}]
            )
        return contexts[reader]

    for number, (reader, name, address, status) in enumerate(sample.pages):
        page = page_of(reader)
        where = f"{name} {address} ({reader.first_name if reader else 'everybody'})"
        answer = page.goto(address)
        if answer.status != status or (name != "signin" and "/signin/?" in page.url):
            found["answer"].append(f"{where}: {answer.status} {page.url}")
            continue
        page.evaluate(AXE)
        for width in NARROW + WIDTHS:
            page.set_viewport_size({"width": width, "height": 700})
            if pixels := page.evaluate(TOO_WIDE):
                found["wide"].append(f"{width} {where}: {pixels} pixels")
            if width not in WIDTHS:
                continue
            found["cut"] += [f"{width} {where}: {words}" for words in page.evaluate(CUT_OFF)]
            rules = OF_THE_WIDTH if width == TABLET else None
            found["axe"] += [f"{width} {where}: {words}" for words in page.evaluate(LOOK, rules)]
            if width == TABLET:
                continue
            file = f"{number:03}-{re.sub(r'[^a-z-]+', '-', name)}.png"
            page.screenshot(path=PICTURES / str(width) / file, full_page=True)
        found["latin"] += [f"{where}: {words}" for words in page.evaluate(LATIN)]
        page.set_viewport_size({"width": PHONE, "height": 700})
        found["under"] += [f"{where}: {words}" for words in page.evaluate(UNDER)]
        page.evaluate(SPACED)
        if pixels := page.evaluate(TOO_WIDE):
            found["spaced"].append(f"{where}: {pixels} pixels")
        found["spaced"] += [f"{where}: {words}" for words in page.evaluate(CUT_OFF)]
    for page in contexts.values():
        page.context.close()
    return found


BAD_PAGE = """<html lang="fa"><title>صفحه</title><body><div style="width: 2000px">پهن</div>
<button disabled style="width: 30px; overflow: hidden; white-space: nowrap">بریده در کنار</button>
<p>Saved</p><p lang="en">Saved</p><img src="data:," alt="Photo"><img src="data:,">
<a href="#">زیر</a><div style="position: fixed; inset: 0; background: white"></div></body></html>"""


def test_the_looks_see_what_they_look_for(browser):
    page = browser.new_page(viewport={"width": PHONE, "height": 800})
    page.set_content(BAD_PAGE)
    page.evaluate(AXE)

    assert page.evaluate(TOO_WIDE) > 1000
    assert len(page.evaluate(CUT_OFF)) == 1
    assert page.evaluate(LATIN) == ["Saved", "alt=Photo"]
    assert "image-alt" in [words.split(":")[0] for words in page.evaluate(LOOK)]
    page.evaluate(SPACED)
    assert page.evaluate("getComputedStyle(document.querySelector('p')).wordSpacing") != "0px"
    page.evaluate(UNSPACED)
    assert page.evaluate(UNDER) == ['<a href="#">زیر</a>']
    page.close()


def test_every_address_is_looked_at_or_is_no_page(sample):
    def names(patterns, space=""):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from names(
                    pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space
                )
            elif pattern.name and pattern.callback.__module__.startswith("kargah."):
                yield space + pattern.name

    looked_at = {name for _reader, name, *_rest in sample.pages}
    assert {*names(get_resolver().url_patterns)} == looked_at | NO_PAGES


def test_every_page_answers(seen):
    assert not seen["answer"]


def test_no_page_scrolls_sideways(seen):
    assert not seen["wide"]


def test_no_words_are_cut_off(seen):
    assert not seen["cut"]


def test_no_latin_letter_stands_outside_english(seen):
    assert not seen["latin"]


def test_words_may_be_spaced_farther(seen):
    assert not seen["spaced"]


def test_what_has_the_focus_is_not_hidden(seen):
    assert not seen["under"]


def test_axe_finds_nothing(seen):
    assert not seen["axe"]


def test_no_script_throws_and_the_content_policy_refuses_nothing(seen):
    assert not seen["console"]
