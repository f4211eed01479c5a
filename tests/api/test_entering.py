"""Who comes in: with a session, with a token, and for how long."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from kargah import clock
from kargah.api import tokens
from kargah.api.models import Token
from kargah.api.site import api
from kargah.people import edits
from tests import cast

pytestmark = pytest.mark.django_db


def test_nobody_comes_in_without_a_name(program):
    answer = program(None).get("/me")

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["title"] == "Sign in or send a token"


def test_a_token_is_its_holder(program):
    expert = cast.an_expert_of(cast.a_province())

    me = program(expert).get("/me").json()

    assert me["id"] == expert.public_id
    assert me["posts"] == [{"role": "provincial_expert", "province": "IR-21"}]


def test_the_database_knows_only_the_hash_of_a_token():
    token, text = tokens.make(cast.an_applicant(), name="دفتر", scope="read", days=3)

    kept = [str(value) for value in Token.objects.values_list().get()]
    assert text not in kept
    assert tokens.find(text) == token
    assert tokens.find(text + "x") is None


def test_a_token_that_reads_changes_nothing(program):
    owner = cast.an_applicant()

    answer = program(owner, scope="read").post("/workshops", {})

    assert answer.status_code == 403
    assert answer.json()["detail"] == "This token may read and change nothing."


def test_a_token_ends_with_its_day_with_its_holders_word_and_with_the_account(program):
    owner = cast.an_applicant()
    for_a_day, ended, orphaned = program(owner), program(owner), program(owner)
    Token.objects.filter(hash=tokens.hash_of(ended.text)).update(ended_at=clock.now())

    assert for_a_day.get("/me").status_code == 200
    assert ended.get("/me").status_code == 401
    clock.set_to(clock.now() + timedelta(days=2))
    assert for_a_day.get("/me").status_code == 401
    clock.release()
    owner.is_active = False
    owner.save()
    assert orphaned.get("/me").status_code == 401


def test_a_token_ends_with_the_password_of_its_holder_however_that_was_changed(program, client):
    expert = cast.an_expert_of(cast.a_province())
    edits.change_password(
        with_password(expert, "the first long one"), old="the first long one", new="the second one"
    )
    by_its_holder, of_another = program(expert), program(cast.an_applicant())
    assert by_its_holder.get("/me").status_code == 200

    edits.change_password(expert, old="the second one", new="the third long one")
    assert by_its_holder.get("/me").status_code == 401
    reset = program(expert)
    with_password(expert, "given by somebody else")

    assert reset.get("/me").status_code == 401
    assert of_another.get("/me").status_code == 200
    assert not tokens.good_ones(expert).exists()
    client.force_login(expert)
    assert "با عوض‌شدن گذرواژه پایان یافت" in client.get("/me/tokens/").content.decode()


def with_password(person, password):
    person.set_password(password)
    person.save()
    return person


def test_when_a_token_was_last_used_is_kept(program):
    owner = cast.an_applicant()
    its = program(owner)
    its.get("/me")

    first = Token.objects.get().last_used_at
    its.get("/me")
    assert Token.objects.get().last_used_at == first, "not written anew at every request"
    clock.set_to(clock.now() + timedelta(minutes=2))
    its.get("/me")
    assert Token.objects.get().last_used_at > first


def test_a_session_reads_and_needs_the_csrf_token_to_change_something():
    owner = cast.an_applicant()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner)

    assert browser.get("/api/v1/me").json()["id"] == owner.public_id
    forged = browser.post("/api/v1/workshops", "{}", "application/json")
    assert forged.status_code == 403
    assert forged["Content-Type"] == "application/problem+json"
    browser.get("/me/tokens/")
    token = browser.cookies["csrftoken"].value
    heard = browser.post("/api/v1/workshops", "{}", "application/json", headers={"X-CSRFToken": token})
    assert heard.status_code == 422


def test_who_owes_a_second_factor_is_told_so_and_not_led_away():
    browser = Client()
    browser.force_login(cast.an_hq_expert())
    session = browser.session
    session["factor_asked"] = True
    session.save()

    answer = browser.get("/api/v1/me")

    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"


def test_a_wrong_token_is_not_helped_by_a_session():
    browser = Client()
    browser.force_login(cast.an_applicant())

    assert browser.get("/api/v1/me", headers={"Authorization": "Bearer kg_wrong"}).status_code == 401


def test_whoever_asks_too_often_waits(program, monkeypatch):
    monkeypatch.setattr(api.throttle[0], "num_requests", 2)
    its, other = program(cast.an_applicant()), program(cast.an_applicant())

    assert [its.get("/me").status_code for _ in range(3)] == [200, 200, 429]
    refused = its.get("/me")
    assert int(refused["Retry-After"]) >= 1
    assert refused["Content-Type"] == "application/problem+json"
    assert other.get("/me").status_code == 200


def test_a_person_makes_a_token_on_a_page_sees_it_once_and_ends_it(client):
    owner = cast.an_applicant()
    client.force_login(owner)

    page = client.post("/me/tokens/", {"name": "دفتر", "scope": "read", "days": "۳۰"}).content.decode()
    (text,) = re.findall(r">(kg_[\w-]{43})<", page)
    token = tokens.find(text)

    assert token.holder == owner and token.scope == "read"
    assert text not in client.get("/me/tokens/").content.decode()
    assert client.post("/me/tokens/", {"end": token.public_id}).status_code == 302
    assert tokens.find(text) is None
    client.force_login(cast.an_applicant())
    assert client.post("/me/tokens/", {"end": token.public_id}).status_code == 404


def test_nobody_has_more_tokens_than_they_can_watch(client):
    client.force_login(cast.an_applicant())
    told = [
        client.post("/me/tokens/", {"name": "الف", "scope": "read", "days": 1}).status_code for _ in range(11)
    ]

    assert told == [200] * 10 + [422]
