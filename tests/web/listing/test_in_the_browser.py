"""A list before a person: htmx replaces the list alone, and without any script the same links lead to the same rows."""

import pytest

from tests import cast
from tests.journeys.hands import a_session_of

SORT = "main thead a.sort"
NAMES = "main tbody th a"


@pytest.fixture
def reader(a_site):
    """Names and tracking codes in the order of registration, and the cookie of an expert of headquarters."""
    with a_site.here():
        cycle = cast.an_open_cycle()
        cases = [cast.a_registered_case(cycle) for _ in range(3)]
        names = {case.workshop.name: case.tracking_code for case in cases}
        return names, a_session_of(cast.an_hq_expert())


def opened(a_site, open_page, cookie, **options):
    page = open_page(a_site.base_url, **options)
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": a_site.base_url}])
    page.goto("/hq/requests/")
    return page


@pytest.mark.browser
def test_htmx_replaces_the_list_and_keeps_the_address(a_site, open_page, reader):
    codes, cookie = reader
    names = list(codes)
    page = opened(a_site, open_page, cookie)
    page.evaluate("document.querySelector('h1').dataset.seen = 'yes'")

    page.locator(SORT).click()
    page.wait_for_url("**/hq/requests/?sort=-registered")
    page.locator("th[aria-sort=descending]").wait_for()

    assert page.locator(NAMES).all_inner_texts() == names[::-1]
    assert page.locator("h1").get_attribute("data-seen") == "yes"  # the page itself stayed
    page.go_back()
    page.locator("th[aria-sort=ascending]").wait_for()
    assert page.locator(NAMES).all_inner_texts() == names


@pytest.mark.browser
def test_without_scripts_the_list_is_ordered_and_searched_all_the_same(a_site, open_page, reader):
    codes, cookie = reader
    names = list(codes)
    page = opened(a_site, open_page, cookie, java_script_enabled=False)

    page.locator(SORT).click()
    assert page.locator(NAMES).all_inner_texts() == names[::-1]

    page.locator('main [name="q"]').fill(codes[names[1]])
    page.locator("main form[role=search] button").click()
    assert page.locator(NAMES).all_inner_texts() == [names[1]]
    assert page.locator('main [name="q"]').input_value() == codes[names[1]]
