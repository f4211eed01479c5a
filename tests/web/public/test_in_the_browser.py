"""The public pages in a real browser: on a phone and on a desk nothing overflows, and nothing is refused."""

import os
from pathlib import Path

import pytest

from tests.browsers import DESK, PHONE

PAGES = [
    "/",
    "/process/",
    "/verify/",
    "/directory/",
    "/offices/",
    "/questions/",
    "/privacy/",
    "/track/",
    "/c/UNKNOWN/",
    "/call/20/",
]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.browser
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_public_page_fits(a_site, open_page, width):
    page = open_page(a_site.base_url, width=width)
    too_wide = {}
    for address in PAGES:
        page.goto(address)
        if over := page.evaluate(OVERFLOW):
            too_wide[address] = over
        if folder := os.environ.get("KARGAH_SHOTS"):
            name = address.strip("/").replace("/", "-") or "home"
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    assert not too_wide
