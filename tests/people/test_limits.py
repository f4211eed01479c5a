"""Limits come before hashing, and no crowd turns a door into a lock-out for everybody."""

from datetime import UTC, datetime, timedelta
from threading import BoundedSemaphore, Event, Thread

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.db import DatabaseError, transaction

from kargah import clock
from kargah.people import hashing, signin, signing, throttle
from kargah.people.models import Attempt
from kargah.people.throttle import DAY, HOUR, QUARTER, Door, Limit, TooMany, claim
from kargah.refusal import Refused

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 2, 8, 30, tzinfo=UTC)
HERE = "5.200.1.1"


@pytest.fixture
def hashes(monkeypatch):
    """Counts the passwords that are hashed."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    done = []
    plain = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *args: done.append(1) or plain(self, *args))
    return done


def test_an_eleventh_password_is_refused_before_it_is_hashed(person, hashes):
    person("reza", password="the right one")
    with clock.stopped_at(NOON):
        for _turn in range(10):
            with pytest.raises(Refused) as refusal:
                signin.enter_staff("reza", "wrong", address=HERE)
            assert not isinstance(refusal.value, TooMany)
        done = len(hashes)
        with pytest.raises(TooMany):
            signin.enter_staff("reza", "the right one", address="5.200.9.9")
        assert len(hashes) == done
    with clock.stopped_at(NOON + QUARTER + timedelta(seconds=1)):
        assert signin.enter_staff(" Reza ", "the right one", address=HERE).username == "reza"


def test_unknown_closed_and_wrong_are_one_answer_after_as_many_hashes(person, hashes):
    person("reza", password="the right one")
    person("gone", password="the right one", is_active=False)
    answers = set()
    for name, password in (("nobody", "x"), ("reza", "x"), ("gone", "the right one")):
        hashes.clear()
        with pytest.raises(Refused) as refusal:
            signin.enter_staff(name, password, address=HERE)
        answers.add((str(refusal.value), len(hashes)))
    assert len(answers) == 1


def test_entering_rightly_uses_nothing_up(person):
    person("reza", password="the right one")
    for _turn in range(40):
        signin.enter_staff("reza", "the right one", address=HERE)
    assert not Attempt.objects.exists()


def test_one_address_is_held_over_many_accounts(monkeypatch):
    monkeypatch.setitem(
        throttle.DOORS, "password", Door((Limit(10, QUARTER, 3),), (Limit(4, QUARTER, 2),), 1000)
    )
    for n in range(4):
        claim("password", account=f"user{n}", address=HERE)
    with pytest.raises(TooMany):
        claim("password", account="user5", address=HERE)
    claim("password", account="user5", address="5.200.1.2")


def test_an_ipv6_customer_is_one_address():
    assert throttle._network("2001:db8:1:2::1") == throttle._network("2001:db8:1:2:ffff::9")
    assert throttle._network("2001:db8:1:2::1") != throttle._network("2001:db8:1:3::1")
    assert throttle._network("::ffff:5.200.1.1") == throttle._network("5.200.1.1")


def test_refused_tries_do_not_prolong_the_wait():
    with clock.stopped_at(NOON):
        for _turn in range(10):
            claim("password", account="reza")
    for minute in range(1, 15):
        with clock.stopped_at(NOON + timedelta(minutes=minute)), pytest.raises(TooMany):
            claim("password", account="reza")
    with clock.stopped_at(NOON + QUARTER + timedelta(seconds=1)):
        claim("password", account="reza")


def test_the_breaker_narrows_the_limits_and_shuts_nobody_out(monkeypatch):
    monkeypatch.setitem(
        throttle.DOORS, "password", Door((Limit(10, QUARTER, 2),), (Limit(99, HOUR, 99),), 20)
    )
    for n in range(21):
        claim("password", account=f"victim{n}")
    assert throttle.is_breaker_open("password")
    claim("password", account="reza")
    claim("password", account="reza")
    with pytest.raises(TooMany):
        claim("password", account="reza")


def test_a_days_budget_of_messages_is_not_exceeded(monkeypatch):
    monkeypatch.setitem(
        throttle.DOORS,
        "message",
        Door((Limit(3, QUARTER, 3),), (Limit(999, HOUR, 999),), breaker=10**9, budget=5),
    )
    sent = 0
    for n in range(20):
        try:
            signin.ask_code(f"0912000{n:04d}", address=HERE)
            sent += 1
        except TooMany:
            pass
    assert sent == 5


def test_when_the_table_cannot_be_read_the_answer_is_no(monkeypatch, person, hashes):
    person("reza", password="the right one")
    hashes.clear()

    def broken(*args, **kwargs):
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr(throttle, "_count", broken)
    with pytest.raises(TooMany):
        signin.enter_staff("reza", "the right one", address=HERE)
    assert hashes == []


def test_attempts_are_kept_two_days_and_name_nobody():
    with clock.stopped_at(NOON):
        claim("password", account="reza", address=HERE)
        kept = Attempt.objects.get()
        assert "reza" not in (kept.account, kept.address)
        assert HERE not in (kept.account, kept.address)
    with clock.stopped_at(NOON + 2 * DAY + timedelta(seconds=1)):
        claim("password", account="sara", address=HERE)
    assert Attempt.objects.count() == 1


def test_a_limit_cannot_be_claimed_where_it_could_be_undone():
    with transaction.atomic(), pytest.raises(RuntimeError):
        claim("password", account="reza")


def test_the_house_hashes_with_46_mebibytes_two_at_a_time(settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["kargah.people.hashing.ModestArgon2Hasher"]
    monkeypatch.setattr(hashing, "PATIENCE", 0.01)
    monkeypatch.setattr(hashing, "_two_at_once", BoundedSemaphore(2))
    encoded = make_password("a long password")
    assert "m=47104,t=1,p=1" in encoded
    assert check_password("a long password", encoded)
    assert not check_password("another", encoded)

    let_go, inside = Event(), [Event(), Event()]

    def hold(mine):
        with hashing.a_turn():
            mine.set()
            let_go.wait(5)

    threads = [Thread(target=hold, args=[mine]) for mine in inside]
    for thread in threads:
        thread.start()
    assert all(mine.wait(5) for mine in inside)
    with pytest.raises(hashing.Crowded):
        check_password("a long password", encoded)
    let_go.set()
    for thread in threads:
        thread.join()
    assert check_password("a long password", encoded)


def test_a_signature_binds_person_instant_and_what_was_shown(person):
    director = person("director", password="the right one")
    shown = "ab" * 32
    with clock.stopped_at(NOON):
        assert signing.sign(director, "the right one", shown) == signing.Signature(director.pk, shown, NOON)
        with pytest.raises(ValueError, match="64"):
            signing.sign(director, "the right one", "what was shown")


def test_a_wrong_password_signs_nothing_and_the_sixth_is_not_hashed(person, hashes):
    director = person("director", password="the right one")
    for _turn in range(5):
        with pytest.raises(Refused) as refusal:
            signing.sign(director, "wrong", "ab" * 32)
        assert refusal.value.field == "secret"
    hashes.clear()
    with pytest.raises(TooMany):
        signing.sign(director, "the right one", "ab" * 32)
    assert hashes == []


def test_who_has_no_password_cannot_sign(person):
    with pytest.raises(Refused):
        signing.sign(person("sara"), "", "ab" * 32)
