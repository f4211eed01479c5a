"""The box in the head of a page before a person: rows are offered, arrows choose one, Enter goes there."""

import pytest

from tests import cast
from tests.journeys.hands import a_session_of

BOX = ".findbox [name=sought]"


@pytest.fixture
def case_and_cookie(a_site):
    with a_site.here():
        case = cast.a_registered_case()
        return case, case.workshop.name, a_session_of(cast.an_hq_expert())


def opened(a_site, open_page, cookie, **options):
    page = open_page(a_site.base_url, **options)
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": a_site.base_url}])
    page.goto("/work/")
    return page


@pytest.mark.browser
def test_a_case_is_reached_by_a_few_letters_and_the_arrows(a_site, open_page, case_and_cookie):
    case, name, cookie = case_and_cookie
    page = opened(a_site, open_page, cookie)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/search/" in request.url else None)

    page.locator(BOX).press_sequentially("09131234567")
    page.locator(f"{BOX}[role=combobox]").wait_for()
    page.locator(BOX).fill(name)
    page.locator(".suggests [role=option]").first.wait_for()
    assert asked == [f"{a_site.base_url}/search/suggest/"]  # no number went, and no word stands in an address

    page.keyboard.press("ArrowDown")
    chosen = page.locator(".suggests [aria-selected=true]")
    assert page.locator(BOX).get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Escape")
    assert page.locator(BOX).get_attribute("aria-expanded") == "false"

    page.locator(BOX).fill(case.tracking_code)
    page.locator(".suggests [role=option]", has_text=case.tracking_code).wait_for()
    page.keyboard.press("ArrowUp")  # from the box to the last row
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/case/{case.public_id}/")


@pytest.mark.browser
def test_without_scripts_the_box_searches_as_it_did(a_site, open_page, case_and_cookie):
    _case, name, cookie = case_and_cookie
    page = opened(a_site, open_page, cookie, java_script_enabled=False)
    page.locator(BOX).fill(name)
    page.locator(".findbox button").click()
    page.wait_for_url("**/search/")
    assert name in page.locator("main").inner_text()
