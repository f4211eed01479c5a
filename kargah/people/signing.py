"""A person enters their secret again: what they saw is bound to who they are and when."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.people import throttle
from kargah.people.models import User
from kargah.refusal import Refused

HEX_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Signature:
    """Who signed, the hex SHA-256 of what they were shown, and the instant (UTC)."""

    user_id: int
    shown: str
    at: datetime


def sign(user: User, secret: str, shown: str) -> Signature:
    """The signature of `user` under what was `shown` (hex SHA-256).

    Raises Refused when the password is wrong and TooMany after five wrong ones. Call it before the move's
    transaction begins: a wrong try must be remembered even though nothing else happens.
    """
    if not HEX_SHA256.fullmatch(shown):
        raise ValueError("shown: 64 lower-case hex digits are needed")
    attempt = throttle.claim("signature", account=user.public_id)
    if not user.is_active or not user.check_password(secret):
        raise Refused(_("The password is not right. Nothing was signed."), field="secret")
    attempt.succeeded()
    return Signature(user.pk, shown, clock.now())
