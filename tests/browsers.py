"""A real Chromium, as a person in Iran has it: Persian, Tehran's time, a phone's or a desk's width."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest

from tests.databases import ROOT

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]
SYSTEMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE, DESK = 360, 1280  # CSS pixels
CHROMIUM_109 = ROOT / ".stamps" / "chromium-109" / "chromium"  # brought by scripts/ensure_test_tools.sh


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """The system's Chromium, else the one that playwright installed."""
    from playwright.sync_api import sync_playwright

    # The driver keeps an event loop in this thread, which Django would take for an async caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    path = next(filter(None, map(shutil.which, SYSTEMS)), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, request) -> Iterator[Callable]:
    """`open_page(a_site.base_url, width=PHONE)`: a page with its own cookies; relative addresses start at the site.

    The test fails at its end when a script threw or the content policy refused something on one of its pages.
    """
    contexts, errors = [], []

    def heard(message) -> None:
        # Answers such as 403 and 409 are also written to the console; tests look at these themselves.
        if message.type == "error" and "Failed to load resource" not in message.text:
            errors.append(f"{message.text} ({message.location.get('url', '')})")

    def open_one(base_url: str, *, width: int = DESK, height: int = 800, **options):
        context = browser.new_context(
            base_url=base_url,
            viewport={"width": width, "height": height},
            locale="fa-IR",
            timezone_id="Asia/Tehran",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", heard)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not errors, f"errors in the browser: {errors}"


@pytest.fixture
def page(open_page, a_site):
    """A page of `a_site` at a desk's width."""
    return open_page(a_site.base_url)


@pytest.fixture
def phone(open_page, a_site):
    """A page of `a_site` at a phone's width."""
    return open_page(a_site.base_url, width=PHONE, has_touch=True, is_mobile=True)
