"""A whole request on a narrow screen, without a script; and nothing runs out of the screen's side."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from tests import cast
from tests.browsers import PHONE

BACKEND = "django.contrib.auth.backends.ModelBackend"


def a_session_of(user):
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
    )
    session.create()
    return session.session_key


@pytest.fixture
def phone_of(a_site, open_page):
    """`phone_of(user)`: a page of 360 pixels without scripts, signed in."""

    def signed_in(user):
        page = open_page(a_site.base_url, width=PHONE, java_script_enabled=False)
        cookie = {"name": "sessionid", "value": a_session_of(user), "url": a_site.base_url}
        page.context.add_cookies([cookie])
        return page

    return signed_in


def runs_out(page):
    """Pixels by which the page is wider than the screen."""
    size = page.context.new_cdp_session(page).send("Page.getLayoutMetrics")["cssContentSize"]
    return max(0, size["width"] - PHONE)


def test_a_request_is_made_without_a_script(a_site, phone_of):
    with a_site.here():
        case = cast.a_draft(workshop=cast.a_workshop(licensed_on=None), complete=False)
        page = phone_of(case.applicant)

        page.goto("/workshop/")
        page.locator(".btn-primary").click()
        save = page.locator("form.form button.btn-primary")
        save.click()
        save.click()
        page.locator("[name=licence-kind]").select_option("workshop")
        page.locator("[name=licence-number]").fill("۱۲۳")
        page.locator("[name=licence-issued_on]").fill("۱۳۹۰/۰۲/۰۳")
        assert runs_out(page) == 0
        save.click()
        page.locator("[name=product-name]").fill("کاسه")
        page.locator("[name=product-monthly_volume]").fill("۱۲۰")
        page.locator("[name=product-unit]").fill("عدد")
        page.locator("[name=craft_fields]").first.check()
        page.locator("[name=women]").fill("۲")
        page.locator("[name=men]").fill("۱")
        assert runs_out(page) == 0
        save.click()
        assert runs_out(page) == 0
        page.locator("form.card button.btn-primary").click()

        case.refresh_from_db()
        assert page.url.endswith(reverse("workshop-receipt", args=[case.public_id]))
        assert page.locator(".big-code").inner_text() == case.tracking_code
        assert runs_out(page) == 0
