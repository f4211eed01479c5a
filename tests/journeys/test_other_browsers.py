"""A short walk over the main pages in browsers that people still have: Chromium 109, the last for Windows 7, and
Firefox. Each is walked where it is installed (`scripts/ensure_test_tools.sh` tells); the system's Chromium always."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests import cast
from tests.browsers import CHROMIUM_109, DESK, FLAGS, PHONE
from tests.journeys import firefox
from tests.journeys.hands import a_session_of

pytestmark = pytest.mark.browser

WALKED = [
    "chromium",
    *(["chromium 109"] if CHROMIUM_109.exists() else []),
    *(["firefox"] if firefox.FOUND else []),
]

# What a browser that is too old gets wrong without saying so.
SIDEWAYS = "() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"
OWN_LETTERS = (
    "async () => { await document.fonts.ready; return document.fonts.check('16px Vazirmatn', 'کارگاه'); }"
)
DRESSED = "() => getComputedStyle(document.body).backgroundColor == 'rgb(247, 245, 240)'"
IN_COLUMNS = """() => [...document.querySelectorAll('.sides, .grid-kpi, .foot .wrap')]
  .every(one => ['grid', 'flex'].includes(getComputedStyle(one).display))"""


def pages_of_the_country():
    """(reader or nobody, address): the main page of every role, the longest ones among them."""
    certificate = cast.a_certificate()
    case, holder = certificate.application, certificate.application.applicant
    visit = cast.an_assigned_inspection(cycle=case.cycle)
    expert, office = cast.an_expert_of(case.province), cast.an_hq_expert()
    file = f"/case/{case.public_id}/"
    return [
        (None, "/"),
        (None, "/process/"),
        (None, f"/c/{certificate.code}/"),
        (None, "/directory/"),
        (holder, "/workshop/"),
        (holder, f"/workshop/case/{case.public_id}/certificate/"),
        (holder, f"{file}way/"),
        (holder, f"{file}points/"),
        (visit.inspector, f"/inspector/visit/{visit.public_id}/P/"),
        (expert, "/province/"),
        (expert, "/province/selection/"),
        (office, "/hq/"),
        (office, f"/cycle/{case.cycle.public_id}/"),
        (office, f"{file}visits/"),
    ]


@contextmanager
def windows(which: str, playwright_browser, base_url: str, folder) -> Iterator:
    """`windows(…)(session)`: a page of this browser with cookies of its own."""
    if which == "firefox":
        with firefox.a_firefox(folder) as running:
            yield lambda session: running.person(session, base_url), running.errors
        return
    browser, errors = playwright_browser, []
    if which == "chromium 109":
        browser = playwright_browser.browser_type.launch(executable_path=CHROMIUM_109, args=FLAGS)

    def window(session):
        context = browser.new_context(base_url=base_url, locale="fa-IR", timezone_id="Asia/Tehran")
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield window, errors
    if browser is not playwright_browser:
        browser.close()


@pytest.mark.parametrize("which", WALKED)
def test_the_main_page_of_every_role_is_whole(which, a_site, browser, tmp_path):
    with a_site.here():
        pages = pages_of_the_country()
        sessions = {reader: a_session_of(reader) if reader else "" for reader, _address in pages}
    wrong = []
    with windows(which, browser, a_site.base_url, tmp_path) as (window, errors):
        tabs = {}
        for reader, address in pages:
            tab = tabs.get(reader) or tabs.setdefault(reader, window(sessions[reader]))
            tab.goto(address)
            for width in (PHONE, DESK):
                tab.set_viewport_size({"width": width, "height": 800})
                if pixels := tab.evaluate(SIDEWAYS):
                    wrong.append(f"{address} runs out by {pixels} at {width}")
            if not tab.evaluate(OWN_LETTERS):
                wrong.append(f"{address} has other letters")
            if not (tab.evaluate(DRESSED) and tab.evaluate(IN_COLUMNS)):
                wrong.append(f"{address} is not dressed")
        wrong += errors
    assert not wrong
