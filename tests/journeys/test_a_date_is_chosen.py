"""The calendar beside a date: it comes when the field is used, by mouse or keys, and the field works without it."""

import re

import pytest

pytestmark = pytest.mark.browser

CALENDAR = re.compile(r"/jalali-date\.[^/]*js$")


@pytest.fixture
def field(page):
    """The date of the style guide, with the addresses that its page has fetched."""
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto("/style/", wait_until="networkidle")
    found = page.locator("jalali-date").first
    found.fetched = fetched
    return found


def typed(field, words):
    field.locator("input").fill(words)
    field.locator("input").press("Tab")


def test_the_calendar_is_fetched_when_it_is_asked_for(field):
    assert not [url for url in field.fetched if CALENDAR.search(url)]

    field.get_by_role("button", name="تقویم").click()

    field.get_by_role("dialog").wait_for()
    assert [url for url in field.fetched if CALENDAR.search(url)]


def test_a_day_is_chosen_with_the_keys_and_the_focus_comes_back(field, page):
    typed(field, "1405/09/02")
    field.locator("button.btn").first.press("Enter")
    field.get_by_role("dialog").wait_for()
    chosen = field.get_by_role("gridcell", selected=True)
    assert chosen.locator("button").get_attribute("aria-label") == "دوشنبه ۲ آذر ۱۴۰۵"

    page.keyboard.press("ArrowLeft")  # tomorrow stands to the left
    page.keyboard.press("ArrowDown")  # a week further
    page.keyboard.press("Enter")

    assert field.locator("input").input_value() == "۱۴۰۵/۰۹/۱۰"
    assert field.locator("button.btn").first.evaluate("button => button === document.activeElement")


def test_the_thirtieth_of_esfand_is_there_in_a_leap_year_alone(field, page):
    for year, days in (("1403", 30), ("1404", 29)):
        typed(field, f"{year}/12/01")
        field.locator("button.btn").first.click()
        field.get_by_role("dialog").wait_for()
        assert field.get_by_role("gridcell").locator("button").count() == days
        page.keyboard.press("Escape")


def test_what_was_typed_is_written_as_the_house_writes_a_date(field, page):
    typed(field, "1405-9-2")
    page.wait_for_function(
        "input => input.value === '۱۴۰۵/۰۹/۰۲'", arg=field.locator("input").element_handle()
    )

    typed(field, "1404/12/30")  # no such day: it stays as it was typed, and the server says so

    assert field.locator("input").input_value() == "1404/12/30"
