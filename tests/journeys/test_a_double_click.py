"""Whoever presses twice, because the line is slow, does it once; and the second request, should it come, changes nothing."""

import pytest

from kargah.applications.models import Application
from kargah.journal.models import Entry
from tests import cast
from tests.journeys.hands import PASSWORD, Person, a_session_of

pytestmark = pytest.mark.browser

TWICE_AT_ONCE = "button => { button.click(); button.click(); }"


@pytest.fixture
def before(a_site, open_page):
    """`before(user, address, java_script_enabled=…)`: this person, signed in, before this page."""

    def signed_in(user, address, **options):
        page = open_page(a_site.base_url, **options)
        page.context.add_cookies([{"name": "sessionid", "value": a_session_of(user), "url": a_site.base_url}])
        return Person(a_site, page).opens(address)

    return signed_in


def posts_of(person):
    """The addresses to which this person's browser posts, as they go out."""
    sent = []
    person.page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    return sent


def test_two_clicks_on_a_step_send_one_request_and_take_one_step(a_site, before):
    with a_site.here():
        case = cast.an_eligible_case()
        person = before(cast.an_expert_of(), "/province/selection/")
        sent = posts_of(person)

        person.page.locator('form[action*="/move/open_selection/"] button').dblclick()
        person.page.locator(".message.success").wait_for()

        assert len(sent) == 1
        assert Entry.objects.filter(move="open_selection").count() == 1
        case.share.refresh_from_db()
        assert case.share.state == "selecting"


def test_two_clicks_on_a_form_begin_one_request(a_site, before):
    with a_site.here():
        cast.an_open_cycle()
        workshop = cast.a_workshop()
        person = before(workshop.owner, f"/workshop/{workshop.public_id}/start/")
        person.fills(craft_group=1)
        sent = posts_of(person)

        person.page.locator("main button.btn-primary").evaluate(TWICE_AT_ONCE)
        person.page.wait_for_url("**/identity/")

        assert len(sent) == 1
        assert Application.objects.filter(workshop=workshop).count() == 1


def test_the_very_same_request_sent_again_is_answered_as_the_first_and_begins_nothing(a_site, before):
    with a_site.here():
        cast.an_open_cycle()
        workshop = cast.a_workshop()
        person = before(workshop.owner, f"/workshop/{workshop.public_id}/start/")
        person.fills(craft_group=1)
        with person.page.expect_request(lambda request: request.method == "POST") as request:
            person.presses()
        first = person.is_at("/identity/").page.url

        again = person.page.request.post(
            request.value.url,
            data=request.value.post_data,
            headers={"Content-Type": "application/x-www-form-urlencoded", "Referer": a_site.base_url},
        )

        assert again.url == first
        assert Application.objects.filter(workshop=workshop).count() == 1


def test_two_clicks_sign_and_send_a_report_once(a_site, before):
    with a_site.here():
        report = cast.a_compiled_report()
        deputy = cast.a_deputy_of()
        deputy.set_password(PASSWORD)
        deputy.save()
        person = before(deputy, f"/move/send_report/report/{report.public_id}/")
        person.fills(secret=PASSWORD)
        sent = posts_of(person)

        person.page.locator("main button.btn-primary").dblclick()
        person.page.locator(".message.success").wait_for()

        assert len(sent) == 1
        assert Entry.objects.filter(move="send_report").count() == 1
