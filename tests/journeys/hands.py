"""A person before a browser: signs in, opens pages, fills forms, presses buttons."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.sites import Site

PASSWORD = "سفال-فیروزه-۱۴۰۵"


class Stuck(AssertionError):
    """The page did not go on. Its words tell why."""


@dataclass
class Person:
    """`page` is this person's own browser: nobody else's cookies are in it."""

    site: Site
    page: Any

    # --- entering ---------------------------------------------------------------------------------------
    def enters_with_password(self, username: str) -> "Person":
        self.opens("/signin/staff/")
        self.fills(username=username, password=PASSWORD)
        self.presses()
        self.is_at("/work/")
        return self

    def enters_with_code(self, mobile: str) -> "Person":
        self.opens("/signin/")
        self.fills(mobile=mobile)
        self.presses()
        self.is_at("/signin/code/")
        self.fills(code=the_code_sent_to(self.site, mobile))
        self.presses()
        return self

    # --- going about ------------------------------------------------------------------------------------
    def opens(self, address: str) -> "Person":
        answer = self.page.goto(address)
        if answer.status != 200:
            raise Stuck(f"{address} answers {answer.status}: {self.words()}")
        return self

    def follows(self, selector: str) -> "Person":
        """Click the first visible link or button of this selector, and wait for its page."""
        self.page.locator(selector).filter(visible=True).first.click()
        self.page.wait_for_load_state()
        return self

    def fills(self, **fields: Any) -> "Person":
        """By the names of the inputs: words, a choice or its place, True for a tick, a list for several, a Path for a file."""
        for name, value in fields.items():
            self._fill(name, value)
        return self

    def _fill(self, name: str, value: Any) -> None:
        inputs = self.page.locator(f'main [name="{name}"]:not([type=hidden])')
        what = inputs.first
        tag, kind = what.evaluate("input => [input.tagName, input.type]")
        if isinstance(value, (Path, list)) and kind == "file":
            what.set_input_files(value)
        elif kind in ("radio", "checkbox") and value is not True:
            for one in value if isinstance(value, list) else [value]:
                # A level card hides its input: the label is what a thumb meets.
                inputs.and_(self.page.locator(f'[value="{one}"]')).locator("xpath=ancestor::label[1]").click()
        elif kind == "checkbox":
            what.check()
        elif tag == "SELECT":
            what.select_option(index=value) if isinstance(value, int) else what.select_option(value)
        else:
            what.fill(value)

    def presses(self, words: str = "") -> "Person":
        """The main button of the page (of the form that is shown last), or the one with these words."""
        button = self.page.locator("main button").filter(visible=True)
        button = button.filter(has_text=words) if words else button.and_(self.page.locator(".btn-primary"))
        before = self.page.url
        self._click(button.last)
        if self.page.locator(".field.bad, .message.error").filter(visible=True).count():
            raise Stuck(f"{before}: {self.words()}")
        return self

    def _click(self, button: Any) -> None:
        button.click()
        self.page.wait_for_load_state()

    def is_at(self, address: str) -> "Person":
        """`address` is a part of the path, or a pattern."""
        if not re.search(address, self.page.url):
            raise Stuck(f"at {self.page.url}, not at {address}: {self.words()}")
        return self

    def words(self) -> str:
        return self.page.locator("main").inner_text()

    # --- the chart --------------------------------------------------------------------------------------
    def takes(self, move: str, **fields: Any) -> "Person":
        """The step `move`, whose link or button stands on this page; its form is filled with `fields`."""
        step = f'main a[href*="/move/{move}/"], main form[action*="/move/{move}/"] button'
        self.follows(step)
        if f"/move/{move}/" in self.page.url:
            if self.page.locator('main [name="secret"]').count():
                fields["secret"] = PASSWORD
            self.fills(**fields)
            self.presses()
        return self.succeeds()

    def succeeds(self) -> "Person":
        if not self.page.locator(".message.success").count():
            raise Stuck(f"{self.page.url}: {self.words()}")
        return self


def the_code_sent_to(site: Site, mobile: str) -> str:
    """The newest one-time code for this number, from the outbox."""
    letters = [json.loads(line) for line in site.outbox.read_text().splitlines()]
    return next(one["code"] for one in reversed(letters) if one["mobile"] == mobile and one.get("code"))


def a_session_of(user: Any, **more: Any) -> str:
    """The cookie of a person who has signed in already; `more` is what their session knows beside."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    return a_session_that_knows(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
            HASH_SESSION_KEY: user.get_session_auth_hash(),
            **more,
        }
    )


def a_session_that_knows(known: dict[str, Any]) -> str:
    """The cookie of somebody, signed in or not, of whom the site has kept this."""
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session.update(known)
    session.create()
    return session.session_key
