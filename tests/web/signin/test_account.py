"""One's own account: the second step of the sign-in, the sessions, the password, the post in which one works."""

import re

import pyotp
import pytest
from django.test import Client

from kargah import clock
from kargah.journal.models import Entry
from kargah.people import secondfactor
from kargah.people.models import Entrance, Post, Role, SecondFactor
from tests import cast

pytestmark = pytest.mark.django_db
PASSWORD, NEW = "the right password", "a wholly other word"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0"
PHONE = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/109.0 Mobile Safari/537.36"


@pytest.fixture
def mina():
    user = cast.an_hq_expert()
    user.set_password(PASSWORD)
    user.save()
    return user


def enters(user, password=PASSWORD, agent=FIREFOX, ask=""):
    client = Client(HTTP_USER_AGENT=agent)
    answer = client.post(f"/signin/staff/{ask}", {"username": user.username, "password": password})
    return client, answer


def is_in(client):
    return client.get("/me/").status_code == 200


def moves_of(user):
    return [entry.move for entry in Entry.objects.filter(subject_kind="people.user", subject_id=user.pk)]


def has_set_up(user):
    secondfactor.begin(user)
    secret = SecondFactor.objects.get(holder=user).secret
    return secret, secondfactor.confirm(user, pyotp.TOTP(secret).at(clock.now()))


def next_code(secret):
    return pyotp.TOTP(secret).at(clock.now(), counter_offset=1)


# --- the second factor ------------------------------------------------------------------------------------
def test_a_colleague_sets_it_up_and_is_asked_for_it_from_then_on(mina):
    client, _answer = enters(mina)
    page = client.post("/me/second-factor/", {"what": "begin", "secret": "not this"})
    assert page.status_code == 422 and not SecondFactor.objects.exists()
    assert client.post("/me/second-factor/", {"what": "begin", "secret": PASSWORD}).status_code == 302
    page = client.get("/me/second-factor/").content.decode()
    secret = SecondFactor.objects.get(holder=mina).secret
    assert "<svg" in page and secret in page and "style=" not in page
    page = client.post("/me/second-factor/", {"what": "confirm", "code": pyotp.TOTP(secret).at(clock.now())})
    codes = re.findall(r">([2-9a-z]{5}-[2-9a-z]{5})<", page.content.decode())
    assert len(codes) == 10
    assert codes[0] not in client.get("/me/second-factor/").content.decode()

    later, answer = enters(mina, ask="?next=/hq/")
    assert answer.url == "/signin/second/"
    assert not is_in(later)
    assert later.post("/signin/second/", {"code": "000000"}).status_code == 409
    answer = later.post("/signin/second/", {"code": next_code(secret)})
    assert (answer.status_code, answer.url) == (302, "/hq/")
    assert is_in(later)
    assert moves_of(mina) == ["edit:second_factor"]


def test_the_second_step_waits_five_minutes_and_not_without_the_first(mina, monkeypatch):
    _secret, codes = has_set_up(mina)
    assert Client().get("/signin/second/").url == "/signin/staff/"
    late, _answer = enters(mina)
    monkeypatch.setattr("kargah.web.signin.views.PATIENCE", -1)
    assert late.post("/signin/second/", {"code": codes[0]}).url == "/signin/staff/"
    assert not is_in(late)


def test_it_is_turned_off_with_the_password_unless_headquarters_asks_for_it(mina):
    _secret, codes = has_set_up(mina)
    client, _answer = enters(mina)
    client.post("/signin/second/", {"code": codes[0]})
    secondfactor.ask_of(Role.HEADQUARTERS_EXPERT, by=cast.a_director(), asked=True)
    assert client.post("/me/second-factor/", {"what": "off", "secret": PASSWORD}).status_code == 422
    secondfactor.ask_of(Role.HEADQUARTERS_EXPERT, by=cast.a_director(), asked=False)
    assert client.post("/me/second-factor/", {"what": "off", "secret": PASSWORD}).status_code == 302
    assert not secondfactor.has(mina)


def test_whoever_must_have_one_sets_it_up_before_anything_else(mina):
    director = cast.a_director()
    client = Client()
    client.force_login(director)
    client.post("/hq/people/", {"what": "factors", "roles": ["headquarters_expert"]})
    assert moves_of(director) == ["edit:second_factor_rule"]

    asked, _answer = enters(mina)
    assert asked.get("/hq/").url == "/me/second-factor/"
    asked.post("/me/second-factor/", {"what": "begin", "secret": PASSWORD})
    secret = SecondFactor.objects.get(holder=mina).secret
    asked.post("/me/second-factor/", {"what": "confirm", "code": pyotp.TOTP(secret).at(clock.now())})
    assert asked.get("/hq/").status_code == 200


def test_headquarters_resets_a_lost_one_and_all_sessions_end(mina, client):
    _secret, codes = has_set_up(mina)
    stolen, _answer = enters(mina)
    stolen.post("/signin/second/", {"code": codes[0]})
    assert is_in(stolen)
    client.force_login(cast.a_director())
    client.post(f"/hq/people/{mina.public_id}/second-factor/")

    assert not is_in(stolen)
    assert not secondfactor.has(mina)
    assert "edit:second_factor_reset" in moves_of(mina)
    assert is_in(enters(mina)[0])


def test_nobody_resets_ones_own_or_that_of_somebody_above(mina, client):
    director = cast.a_director()
    for user in (mina, director):
        has_set_up(user)
    client.force_login(mina)
    for user in (mina, director):
        client.post(f"/hq/people/{user.public_id}/second-factor/")
        assert secondfactor.has(user)


# --- the sessions -----------------------------------------------------------------------------------------
def test_sessions_are_listed_with_their_device_and_ended_one_by_one(mina):
    here, _answer = enters(mina)
    phone, _answer = enters(mina, agent=PHONE)
    page = re.sub(r"<[^>]+>", "", here.get("/me/sessions/").content.decode())
    assert "Firefox, Linux" in page and "Chrome, Android" in page
    other = Entrance.objects.get(device="Chrome, Android")

    here.post("/me/sessions/", {"end": other.public_id})

    assert is_in(here) and not is_in(phone)


def test_all_other_sessions_end_at_once_and_nobody_elses(mina):
    here, *others = [enters(mina)[0] for _turn in range(3)]
    director = cast.a_director()
    director.set_password(PASSWORD)
    director.save()
    theirs, _answer = enters(director)
    here.post("/me/sessions/", {"end": Entrance.objects.get(holder=director).public_id})
    assert is_in(theirs)

    here.post("/me/sessions/")

    assert is_in(here) and is_in(theirs) and not any(is_in(one) for one in others)


def test_signing_out_takes_the_session_from_the_list(mina):
    client, _answer = enters(mina)
    client.post("/signout/")
    assert not Entrance.objects.exists()


# --- the password -----------------------------------------------------------------------------------------
def test_the_old_password_is_asked_and_the_new_one_ends_the_other_sessions(mina):
    here, other = enters(mina)[0], enters(mina)[0]
    told = {"old": "not this one", "new": NEW, "again": NEW}
    assert here.post("/me/password/", told).status_code == 422
    assert here.post("/me/password/", told | {"old": PASSWORD}).status_code == 302

    assert is_in(here) and not is_in(other)
    assert is_in(enters(mina, NEW)[0]) and not is_in(enters(mina)[0])
    assert moves_of(mina) == ["edit:password"]
    assert len(here.get("/me/sessions/").context["open"]) == 2


@pytest.mark.parametrize(
    ("new", "again"), [("short", "short"), ("1234567890", "1234567890"), (NEW, "another one"), ("hq-expert-1", "hq-expert-1")]
)  # fmt: skip
def test_a_weak_password_is_refused_in_persian(mina, new, again):
    client, _answer = enters(mina)
    page = client.post("/me/password/", {"old": PASSWORD, "new": new, "again": again})
    assert page.status_code == 422
    for errors in page.context["form"].errors.values():
        assert not re.search("[A-Za-z]", "".join(errors))
    mina.refresh_from_db()
    assert mina.check_password(PASSWORD)


def test_applicants_have_no_password_to_change(client):
    client.force_login(cast.an_applicant())
    assert client.get("/me/password/").status_code == 403


# --- the post ---------------------------------------------------------------------------------------------
@pytest.fixture
def shirin():
    """An expert of Yazd who is an inspector there as well."""
    user = cast.an_expert_of()
    user.set_password(PASSWORD)
    user.save()
    Post.objects.create(
        holder=user, role=Role.TECHNICAL_INSPECTOR, province=cast.a_province(), starts_on=cast.SINCE
    )
    return user


def pages_of(client):
    return {entry["url"] for entry in client.get("/work/").context["nav"]}


def test_whoever_holds_several_posts_chooses_one_and_the_pages_follow(shirin):
    cast.a_registered_case()
    client, answer = enters(shirin)
    assert answer.url == "/me/post/?next=%2Fwork%2F"
    assert pages_of(client) == {"/work/", "/province/", "/inspector/"}
    inspector = shirin.posts.get(role=Role.TECHNICAL_INSPECTOR)

    client.post("/me/post/?next=/work/", {"post": inspector.public_id})

    assert pages_of(client) == {"/work/", "/inspector/"}
    assert client.get("/work/").context["groups"] == []
    client.post("/me/post/", {"post": ""})
    assert client.get("/work/").context["groups"] != []


def test_the_post_chosen_gives_and_takes_no_right(shirin):
    cast.a_registered_case()
    client, _answer = enters(shirin)
    client.post("/me/post/", {"post": shirin.posts.get(role=Role.TECHNICAL_INSPECTOR).public_id})
    assert client.get("/province/requests/").status_code == 200
    client.post("/me/post/", {"post": Post.objects.create(
        holder=cast.a_director(), role=Role.AUDITOR, starts_on=cast.SINCE).public_id})  # fmt: skip
    assert client.get("/hq/").status_code == 403
    assert pages_of(client) == {"/work/", "/province/", "/inspector/"}
