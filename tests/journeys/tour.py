"""The eight pictures of the README, taken of the country at work. Run by `make tour`; nobody compares them by machine."""

import io
from dataclasses import dataclass

import pytest
from PIL import Image

from tests.browsers import DESK, PHONE
from tests.databases import ROOT

FOLDER = ROOT / "docs" / "tour"
MOST = 120 * 1024  # bytes
COLOURS = 128


@dataclass(frozen=True)
class Stop:
    """`page`: the name of an address of the sample, of which the one in `place` is taken; `to`: what stands at the top."""

    file: str
    page: str
    place: int = 0
    width: int = DESK
    height: int = 800
    to: str = ""


STOPS = [
    Stop("1-front-page", "public:home"),
    Stop("2-my-workshops", "workshop-home", place=-1, width=PHONE),
    Stop("3-defects", "workshop-defects", place=-1, width=PHONE),
    Stop("4-selection", "province:selection"),
    Stop("5-sheet", "inspector-section", width=PHONE),
    Stop("6-verdict", "headquarters:line"),
    Stop("7-chart", "cycle", to=".flow"),
    Stop("8-certificate", "public:certificate", width=PHONE),
]


@pytest.mark.browser
@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.file)
def test_the_tour(site_at_work, sample, browser, stop):
    reader, _name, address, _status = [page for page in sample.pages if page[1] == stop.page][stop.place]
    context = browser.new_context(
        base_url=site_at_work.base_url,
        viewport={"width": stop.width, "height": stop.height},
        locale="fa-IR",
        timezone_id="Asia/Tehran",
        reduced_motion="reduce",
    )
    if reader:
        context.add_cookies(
            [{"name": "sessionid", "value": sample.cookies[reader], "url": site_at_work.base_url}]
        )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    if stop.to:
        page.locator(stop.to).first.evaluate("one => one.scrollIntoView()")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    context.close()
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{stop.file}.png"
    picture.save(file, optimize=True)
    assert file.stat().st_size <= MOST
