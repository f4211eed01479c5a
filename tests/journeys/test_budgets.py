"""What a page costs a cheap phone on a slow line: bytes at the first visit and afterwards, requests, elements, scripts."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from tests.browsers import PHONE

pytestmark = pytest.mark.browser

KB = 1024
FIRST_VISIT, NEXT_VISIT = 60 * KB, 12 * KB  # without photos
HTML, ELEMENTS, REQUESTS = 100 * KB, 900, 12
SCRIPTS = 3 * KB


@dataclass
class Visit:
    """One opening of a page, as it came over the line."""

    sizes: dict[str, int] = field(default_factory=dict)  # bytes by the kind of what was fetched
    requests: list[str] = field(default_factory=list)
    elements: int = 0
    html: int = 0

    @property
    def without_photos(self) -> int:
        return sum(size for kind, size in self.sizes.items() if kind != "Photo")


def opened(page, address: str, until: str) -> Visit:
    """Opens `address` and counts; what the browser kept from before costs nothing."""
    visit, line, kinds = Visit(), page.context.new_cdp_session(page), {}

    def asked(event: dict) -> None:
        url = event["request"]["url"]
        photo = event["type"] == "Image" and "/static/" not in url
        kinds[event["requestId"]] = "Photo" if photo else event["type"]
        visit.requests.append(url)

    def came(event: dict) -> None:
        kind = kinds.get(event["requestId"], "Other")
        visit.sizes[kind] = visit.sizes.get(kind, 0) + int(event["encodedDataLength"])

    line.on("Network.requestWillBeSent", asked)
    line.on("Network.loadingFinished", came)
    line.send("Network.enable")
    answer = page.goto(address, wait_until=until)
    visit.html = len(answer.body())
    visit.elements = page.evaluate("document.querySelectorAll('*').length")
    line.detach()
    return visit


@pytest.fixture(scope="module")
def visits(site_at_work, sample, browser):
    """{where: (the first visit of somebody who was never here, the same page once more)}."""
    context = browser.new_context(
        base_url=site_at_work.base_url, viewport={"width": PHONE, "height": 800}, locale="fa-IR"
    )
    page, found = context.new_page(), {}
    line = context.new_cdp_session(page)
    for reader, name, address, status in sample.of_people_outside():
        if status != 200:
            continue
        context.clear_cookies()
        context.add_cookies(
            [{"name": "sessionid", "value": sample.cookies[reader], "url": site_at_work.base_url}]
        )
        line.send("Network.clearBrowserCache")
        found[f"{name} {address}"] = opened(page, address, "networkidle"), opened(page, address, "load")
    context.close()
    return found


def dearer(visits, cost, limit) -> dict[str, int]:
    costs = {where: cost(first, again) for where, (first, again) in visits.items()}
    print(f"dearest: {max(costs.values())} of {limit}, {max(costs, key=costs.get)}")
    return {where: one for where, one in costs.items() if one > limit}


def test_the_first_visit_is_light(visits):
    assert not dearer(visits, lambda first, _again: first.without_photos, FIRST_VISIT)


def test_the_next_visit_is_lighter(visits):
    assert not dearer(visits, lambda _first, again: again.without_photos, NEXT_VISIT)


def test_scripts_stay_small(visits):
    assert not dearer(visits, lambda first, _again: first.sizes.get("Script", 0), SCRIPTS)


def test_a_page_is_no_book(visits):
    assert not dearer(visits, lambda first, _again: first.html, HTML)
    assert not dearer(visits, lambda first, _again: first.elements, ELEMENTS)


def test_a_page_asks_seldom_and_nobody_else(visits):
    assert not dearer(visits, lambda first, _again: len(first.requests), REQUESTS)
    hosts = {
        urlsplit(url).netloc
        for first, _again in visits.values()
        for url in first.requests
        if url[:4] == "http"
    }
    assert len(hosts) == 1
