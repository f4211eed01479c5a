"""Two ways in: applicants with a code sent to their mobile, staff with a name and a password."""

import hmac
import secrets
from datetime import timedelta

from django.contrib.auth import authenticate
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.people import crypto, throttle
from kargah.people.models import OneTimeCode, User
from kargah.refusal import Refused

GOOD_FOR = timedelta(minutes=2)
TRIES = 5
WRONG = _("This code is not right or its time is over. Look at the message, or ask for a new code.")


class WrongCode(Refused):
    """Wrong, used, too old or tried too often: the visitor is not told which."""

    status = 422


def ask_code(mobile: str, *, address: str) -> tuple[OneTimeCode, str]:
    """A new code for `mobile` (09 and nine digits), and its digits, to be sent once and then forgotten.

    Known and unknown numbers go the same way: who owns the telephone gets in, and gets an account when there
    was none. Raises TooMany before anything is made.
    """
    throttle.claim("message", account=mobile, address=address)
    now = clock.now()
    digits = 8 if throttle.is_breaker_open("code") else 6
    plain = "".join(secrets.choice("0123456789") for _digit in range(digits))
    key = _mobile_key(mobile)
    with transaction.atomic():
        OneTimeCode.objects.filter(ends_at__lt=now - throttle.KEPT).delete()
        OneTimeCode.objects.filter(mobile_key=key, used_at=None, ends_at__gt=now).update(ends_at=now)
        code = OneTimeCode(mobile_key=key, ends_at=now + GOOD_FOR)
        code.code_key = _code_key(code, mobile, plain)
        code.save()
    return code, plain


def enter_with_code(code_id: str, mobile: str, typed: str, *, address: str) -> User:
    """The person of `mobile`, when `typed` is the code that was sent. The first entrance makes the account.

    Raises TooMany before the code is compared, WrongCode when it is wrong, used up, too old or tried five
    times, Refused when the account is closed or belongs to staff.
    """
    attempt = throttle.claim("code", account=mobile, address=address)
    if not _redeem(code_id, mobile, typed):
        raise WrongCode(WRONG, field="code")
    attempt.succeeded()
    user, _new = User.objects.get_or_create(mobile=mobile, defaults={"password": "!"})
    if not user.is_active:
        raise Refused(_("This account is closed. Ask the handicrafts office of your province."))
    if user.username:
        raise Refused(_("This number belongs to a colleague. Sign in with your user name and password."))
    return user


def enter_staff(username: str, password: str, *, address: str) -> User:
    """The colleague of this name. Unknown, closed and wrong are one answer, after the same one hash.

    Raises TooMany before anything is hashed.
    """
    username = username.strip().lower()
    attempt = throttle.claim("password", account=username, address=address)
    user = authenticate(None, username=username, password=password)
    if user is None:
        raise Refused(_("The user name or the password is not right."))
    attempt.succeeded()
    return user


def _redeem(code_id: str, mobile: str, typed: str) -> bool:
    """Count the try and compare. The try is kept whatever follows, hence a transaction of its own."""
    with transaction.atomic():
        code = OneTimeCode.objects.select_for_update().filter(public_id=code_id).first()
        now = clock.now()
        if code is None or code.used_at or code.ends_at <= now or code.tries >= TRIES:
            return False
        code.tries += 1
        right = code.mobile_key == _mobile_key(mobile) and hmac.compare_digest(
            code.code_key, _code_key(code, mobile, typed)
        )
        if right:
            code.used_at = now
        code.save(update_fields=["tries", "used_at"])
        return right


def _mobile_key(mobile: str) -> str:
    return crypto.keyed(mobile, "mobile of a one-time code")


def _code_key(code: OneTimeCode, mobile: str, digits: str) -> str:
    return crypto.keyed(f"{code.public_id}:{mobile}:{digits}", "one-time code")
