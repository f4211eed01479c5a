"""The second factor: a code of the telephone, once, or a recovery code, once."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from kargah import clock
from kargah.people import secondfactor
from kargah.people.models import RecoveryCode, Role, SecondFactor
from kargah.people.throttle import TooMany
from kargah.refusal import Refused
from tests import cast

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC)


@pytest.fixture
def mina():
    clock.set_to(NOON)
    return cast.an_hq_expert()


def code_of(user, after=timedelta(0)):
    return pyotp.TOTP(SecondFactor.objects.get(holder=user).secret).at(clock.now() + after)


def set_up(user):
    secondfactor.begin(user)
    codes = secondfactor.confirm(user, code_of(user))
    clock.set_to(clock.now() + timedelta(seconds=60))  # the code of the set-up is used up
    return codes


def passes(user, typed):
    try:
        secondfactor.check(user, typed)
    except Refused:
        return False
    return True


def test_it_holds_only_after_the_first_code(mina):
    secondfactor.begin(mina)
    assert not secondfactor.has(mina)
    with pytest.raises(Refused):
        secondfactor.confirm(mina, "000000")
    assert not secondfactor.has(mina)

    secondfactor.confirm(mina, code_of(mina))

    assert secondfactor.has(mina)


def test_a_code_opens_once_and_its_neighbours_of_half_a_minute_too(mina):
    set_up(mina)
    assert passes(mina, code_of(mina))
    assert not passes(mina, code_of(mina))
    assert passes(mina, code_of(mina, timedelta(seconds=30)))
    assert not passes(mina, code_of(mina)), "an earlier code than the last one is over"
    assert not passes(mina, code_of(mina, timedelta(seconds=90)))


def test_digits_may_be_typed_in_persian(mina):
    set_up(mina)
    assert passes(mina, code_of(mina).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")))


def test_each_of_ten_recovery_codes_opens_once(mina):
    codes = set_up(mina)
    assert len(set(codes)) == 10
    assert passes(mina, codes[3])
    assert not passes(mina, codes[3])
    assert passes(mina, codes[4].replace("-", " ").upper())
    assert secondfactor.codes_left(mina) == 8


def test_new_recovery_codes_shut_the_old_ones_out(mina):
    old = set_up(mina)
    new = secondfactor.renew_codes(mina)
    assert not passes(mina, old[0])
    assert passes(mina, new[0])


def test_another_persons_code_opens_nothing(mina):
    codes = set_up(mina)
    other = cast.a_director()
    secondfactor.begin(other)
    secondfactor.confirm(other, code_of(other))
    assert not passes(other, codes[0])


def test_the_sixth_wrong_code_of_a_quarter_is_not_even_compared(mina):
    set_up(mina)
    assert [passes(mina, "000000") for _turn in range(5)] == [False] * 5
    with pytest.raises(TooMany):
        secondfactor.check(mina, code_of(mina))
    clock.set_to(clock.now() + timedelta(minutes=16))
    assert passes(mina, code_of(mina))


def test_neither_secret_nor_codes_stand_in_the_clear(mina):
    codes = set_up(mina)
    factor = SecondFactor.objects.get(holder=mina)
    assert factor.secret.encode() not in bytes(factor.secret_cipher)
    assert not RecoveryCode.objects.filter(code_key__in=[code.replace("-", "") for code in codes]).exists()


def test_headquarters_asks_it_of_a_role(mina):
    director = cast.a_director()
    assert not secondfactor.is_asked_of(mina)
    secondfactor.ask_of(Role.HEADQUARTERS_EXPERT, by=director, asked=True)
    assert secondfactor.is_asked_of(mina)
    assert not secondfactor.is_asked_of(director)
    secondfactor.ask_of(Role.HEADQUARTERS_EXPERT, by=director, asked=False)
    assert not secondfactor.is_asked_of(mina)
