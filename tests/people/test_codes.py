"""A code opens once, soon, for the number it was sent to."""

from datetime import UTC, datetime, timedelta

import pytest

from kargah import clock
from kargah.people import signin, throttle
from kargah.people.models import OneTimeCode, User
from kargah.people.signin import WrongCode, ask_code, enter_with_code
from kargah.people.throttle import TooMany
from kargah.refusal import Refused

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 2, 8, 30, tzinfo=UTC)
SARA, HERE = "09121234567", "5.200.1.1"


def other_than(plain):
    return f"{(int(plain) + 1) % 10 ** len(plain):0{len(plain)}d}"


def test_an_unknown_number_gets_a_code_and_then_an_account():
    code, plain = ask_code(SARA, address=HERE)
    assert len(plain) == 6
    assert not User.objects.exists()
    user = enter_with_code(code.public_id, SARA, plain, address=HERE)
    assert (user.mobile, user.has_usable_password(), user.is_active) == (SARA, False, True)
    code, plain = ask_code(SARA, address=HERE)
    assert enter_with_code(code.public_id, SARA, plain, address=HERE) == user


def test_a_code_is_used_once():
    code, plain = ask_code(SARA, address=HERE)
    enter_with_code(code.public_id, SARA, plain, address=HERE)
    with pytest.raises(WrongCode):
        enter_with_code(code.public_id, SARA, plain, address=HERE)


def test_a_code_is_good_for_two_minutes():
    with clock.stopped_at(NOON):
        code, plain = ask_code(SARA, address=HERE)
    with clock.stopped_at(NOON + timedelta(minutes=2)), pytest.raises(WrongCode):
        enter_with_code(code.public_id, SARA, plain, address=HERE)
    with clock.stopped_at(NOON + timedelta(seconds=119)):
        enter_with_code(code.public_id, SARA, plain, address=HERE)


def test_after_five_wrong_tries_the_right_code_is_wrong_too():
    code, plain = ask_code(SARA, address=HERE)
    for _turn in range(5):
        with pytest.raises(WrongCode):
            enter_with_code(code.public_id, SARA, other_than(plain), address=HERE)
    with pytest.raises(WrongCode):
        enter_with_code(code.public_id, SARA, plain, address=HERE)


def test_new_codes_do_not_give_new_tries_without_end():
    with clock.stopped_at(NOON):
        for _turn in range(2):
            code, plain = ask_code(SARA, address=HERE)
            for _try in range(5):
                with pytest.raises(WrongCode):
                    enter_with_code(code.public_id, SARA, other_than(plain), address=HERE)
        code, plain = ask_code(SARA, address=HERE)
        with pytest.raises(TooMany):
            enter_with_code(code.public_id, SARA, plain, address="5.200.9.9")


def test_a_new_code_ends_the_older_one():
    old, plain = ask_code(SARA, address=HERE)
    ask_code(SARA, address=HERE)
    with pytest.raises(WrongCode):
        enter_with_code(old.public_id, SARA, plain, address=HERE)


def test_a_code_opens_no_other_number():
    code, plain = ask_code(SARA, address=HERE)
    with pytest.raises(WrongCode):
        enter_with_code(code.public_id, "09127654321", plain, address=HERE)
    assert not User.objects.exists()


def test_neither_code_nor_number_is_kept_in_the_clear():
    code, plain = ask_code(SARA, address=HERE)
    kept = [str(value) for value in OneTimeCode.objects.filter(pk=code.pk).values_list()[0][3:5]]
    assert len(kept) == 2
    assert all(len(value) == 64 for value in kept)
    assert plain not in kept
    assert SARA not in kept


def test_a_number_gets_three_messages_in_a_quarter_and_eight_a_day():
    sent = []
    for minute in range(0, 24 * 60, 5):
        with clock.stopped_at(NOON + timedelta(minutes=minute)):
            try:
                ask_code(SARA, address=HERE)
                sent.append(minute)
            except TooMany:
                pass
    assert sent[:3] == [0, 5, 10]
    assert len(sent) == 8


def test_codes_grow_longer_when_many_fail_over_the_whole_site(monkeypatch):
    monkeypatch.setattr(throttle, "is_breaker_open", lambda kind: kind == "code")
    code, plain = ask_code(SARA, address=HERE)
    assert len(plain) == 8
    assert enter_with_code(code.public_id, SARA, plain, address=HERE).mobile == SARA


def test_staff_and_closed_accounts_do_not_enter_by_code(person):
    person("reza", mobile=SARA)
    User.objects.create_user(mobile="09127654321", is_active=False)
    for mobile in (SARA, "09127654321"):
        code, plain = ask_code(mobile, address=HERE)
        with pytest.raises(Refused) as refusal:
            enter_with_code(code.public_id, mobile, plain, address=HERE)
        assert not isinstance(refusal.value, WrongCode)


def test_old_codes_are_thrown_away():
    with clock.stopped_at(NOON):
        ask_code(SARA, address=HERE)
    with clock.stopped_at(NOON + timedelta(days=3)):
        ask_code("09127654321", address=HERE)
    assert OneTimeCode.objects.count() == 1


def test_the_limit_is_asked_before_a_code_is_made(monkeypatch):
    def closed(*args, **kwargs):
        raise TooMany("no")

    monkeypatch.setattr(signin.throttle, "claim", closed)
    with pytest.raises(TooMany):
        ask_code(SARA, address=HERE)
    assert not OneTimeCode.objects.exists()
