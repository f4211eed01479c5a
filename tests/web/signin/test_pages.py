"""The doors, walked without JavaScript."""

import json
import re

import pytest
from django.conf import settings as current
from django.test import Client, override_settings

from kargah.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("kargah.web.signin.urls")]
SARA, STRANGER = "09121234567", "09127654321"


@pytest.fixture
def sara():
    return User.objects.create_user(mobile=SARA, first_name="سارا", last_name="کریمی")


def last_code(outbox):
    return json.loads(outbox.read_text().splitlines()[-1])["code"]


def without_tokens(response, *numbers):
    """The page without what the form protection and the visitor's own typing put into it."""
    text = re.sub(r'value="([A-Za-z0-9]{64}|[0-9]{6})"', "", response.content.decode())
    for number in numbers:
        text = re.sub(r"<bdi[^>]*>[^<]*</bdi>|" + number, "", text)
    return text


def test_an_applicant_enters_with_mobile_and_code(client, sara, an_outbox_of_its_own):
    answer = client.post("/signin/?next=/work/42/", {"mobile": "۰۹۱۲ ۱۲۳ ۴۵۶۷"})
    assert (answer.status_code, answer.url) == (302, "/signin/code/")
    assert client.get("/signin/code/").status_code == 200
    before = client.session.session_key
    answer = client.post("/signin/code/", {"code": last_code(an_outbox_of_its_own)})
    assert (answer.status_code, answer.url) == (302, "/work/42/")
    assert client.session["_auth_user_id"] == str(sara.pk)
    assert client.session.session_key != before
    assert client.cookies[current.LANGUAGE_COOKIE_NAME].value == "fa"


def test_known_and_unknown_numbers_are_answered_alike(sara, an_outbox_of_its_own):
    pages = []
    for number in (SARA, STRANGER):
        client = Client()
        first = client.post("/signin/", {"mobile": number})
        wrong = f"{(int(last_code(an_outbox_of_its_own)) + 1) % 10**6:06d}"
        second = client.get("/signin/code/")
        third = client.post("/signin/code/", {"code": wrong})
        pages.append(
            (
                first.status_code,
                first.url,
                second.status_code,
                without_tokens(second, number),
                third.status_code,
                without_tokens(third, number),
            )
        )
    assert pages[0] == pages[1]
    assert not User.objects.filter(mobile=STRANGER).exists()


def test_a_new_person_is_asked_for_their_name(client, an_outbox_of_its_own):
    client.post("/signin/", {"mobile": STRANGER})
    answer = client.post("/signin/code/", {"code": last_code(an_outbox_of_its_own)})
    assert answer.url == "/me/?next=%2Fwork%2F"
    said = {
        "first_name": "رضا",
        "last_name": "كريمي",
        "national_id": "۰۰۱۲۳۴۵۶۷۹",
        "language": "en",
        "username": "root",
    }
    answer = client.post(answer.url, said)
    assert (answer.status_code, answer.url) == (302, "/work/")
    user = User.objects.get(mobile=STRANGER)
    assert (user.full_name, user.national_id, user.language) == ("رضا کریمی", "0012345679", "en")
    assert user.username is None
    assert client.cookies[current.LANGUAGE_COOKIE_NAME].value == "en"
    page = client.get("/me/").content.decode()
    assert "0012345679" not in page
    assert 'name="national_id"' not in page


def test_a_new_person_who_came_to_request_is_asked_for_the_national_id_too(client, an_outbox_of_its_own):
    client.post("/signin/?next=/workshop/", {"mobile": STRANGER})
    answer = client.post("/signin/code/", {"code": last_code(an_outbox_of_its_own)})
    assert answer.url == "/workshop/identity/?next=%2Fworkshop%2F"


def test_a_wrong_mobile_sends_nothing(client, an_outbox_of_its_own):
    answer = client.post("/signin/", {"mobile": "02188776655"})
    assert answer.status_code == 422
    assert not an_outbox_of_its_own.exists()


def test_the_fourth_message_in_a_quarter_is_refused(client, an_outbox_of_its_own):
    codes = [client.post("/signin/", {"mobile": SARA}).status_code for _turn in range(4)]
    assert codes == [302, 302, 302, 429]
    assert len(an_outbox_of_its_own.read_text().splitlines()) == 3


def test_a_code_page_without_a_code_leads_to_the_door(client):
    assert client.get("/signin/code/").url == "/signin/"


def test_nobody_is_sent_to_another_site(client, sara, an_outbox_of_its_own):
    client.post("/signin/?next=https://evil.example/", {"mobile": SARA})
    answer = client.post("/signin/code/", {"code": last_code(an_outbox_of_its_own)})
    assert answer.url == current.LOGIN_REDIRECT_URL


def test_colleagues_enter_with_name_and_password(client):
    User.objects.create_user(username="reza", password="the right one", last_name="رضایی")
    assert client.get("/signin/staff/").status_code == 200
    answer = client.post("/signin/staff/", {"username": "reza", "password": "wrong"})
    assert answer.status_code == 409
    assert "_auth_user_id" not in client.session
    assert "wrong" not in answer.content.decode()
    answer = client.post("/signin/staff/", {"username": "Reza", "password": "the right one"})
    assert (answer.status_code, answer.url) == (302, current.LOGIN_REDIRECT_URL)


def test_signing_out_is_a_post_and_ends_the_session(client, sara):
    client.force_login(sara)
    assert client.get("/signout/").status_code == 405
    assert "_auth_user_id" in client.session
    cookie = client.cookies[current.SESSION_COOKIE_NAME].value
    assert client.post("/signout/").status_code == 302
    old = Client()
    old.cookies[current.SESSION_COOKIE_NAME] = cookie
    assert old.get("/me/").status_code == 302


def test_a_forged_form_is_refused(sara):
    client = Client(enforce_csrf_checks=True)
    assert client.post("/signin/", {"mobile": SARA}).status_code == 403


def test_forms_carry_the_tokens_that_telephones_look_for(client, an_outbox_of_its_own):
    assert 'autocomplete="tel"' in client.get("/signin/").content.decode()
    client.post("/signin/", {"mobile": SARA})
    assert 'autocomplete="one-time-code"' in client.get("/signin/code/").content.decode()
    page = client.get("/signin/staff/").content.decode()
    assert 'autocomplete="current-password"' in page


def test_the_outbox_is_a_page_of_the_demo_only(client, an_outbox_of_its_own):
    client.post("/signin/", {"mobile": SARA})
    assert client.get("/outbox/").status_code == 404
    with override_settings(DEMO_OUTBOX=True):
        page = client.get("/outbox/").content.decode()
    assert last_code(an_outbox_of_its_own) in page


def test_an_address_is_believed_as_far_as_our_own_proxies_wrote_it(rf):
    from kargah.web.visitor import address_of

    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 5.200.1.1")
    assert address_of(request) == "10.0.0.1"
    with override_settings(PROXIES=1):
        assert address_of(request) == "5.200.1.1"
