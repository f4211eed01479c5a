"""The second step of a colleague's sign-in: a code of their telephone, or one of ten codes kept on paper.

Whoever calls writes the journal, in the same transaction.
"""

import hmac
import secrets

import pyotp
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.people import crypto, throttle
from kargah.people.models import RecoveryCode, Role, SecondFactor, SecondFactorRule, User
from kargah.people.queries import posts_in_force
from kargah.persian.letters import digits
from kargah.refusal import Refused
from kargah.subjects import ALPHABET

ISSUER = "Kargah"
STEPS = (0, -1, 1)  # a telephone's clock may be half a minute off
RECOVERY_CODES, HALF = 10, 5
WRONG = _("This code is not right. Wait for the next one, or use a recovery code.")


def has(user: User) -> bool:
    """Does the sign-in of this person ask for a second factor?"""
    return SecondFactor.objects.filter(holder=user, confirmed_at__isnull=False).exists()


def is_asked_of(user: User) -> bool:
    """Does headquarters ask it of one of this person's posts?"""
    roles = posts_in_force(user).values("role")
    return SecondFactorRule.objects.filter(role__in=roles).exists()


@transaction.atomic
def begin(user: User) -> SecondFactor:
    """A new secret, which holds once a code of it was typed. Raises Refused when there is a factor already."""
    User.objects.select_for_update().get(pk=user.pk)
    if has(user):
        raise Refused(_("You have a second factor already. Turn it off first."))
    SecondFactor.objects.filter(holder=user).delete()
    factor = SecondFactor(holder=user)
    factor.secret = pyotp.random_base32()
    factor.save()
    return factor


def begun(user: User) -> SecondFactor | None:
    """The secret that waits for its first code."""
    return SecondFactor.objects.filter(holder=user, confirmed_at__isnull=True).first()


def address_of(factor: SecondFactor) -> str:
    """What the square code holds: otpauth://…, as RFC 6238 programs read it."""
    name = factor.holder.username or factor.holder.public_id
    return pyotp.TOTP(factor.secret).provisioning_uri(name=name, issuer_name=ISSUER)


@transaction.atomic
def confirm(user: User, typed: str) -> list[str]:
    """The factor holds from now on; the recovery codes, to be shown once. Raises Refused when the code is wrong."""
    factor = SecondFactor.objects.select_for_update().filter(holder=user, confirmed_at__isnull=True).first()
    if factor is None or not _take(factor, typed):
        raise Refused(WRONG, field="code")
    factor.confirmed_at = clock.now()
    factor.save(update_fields=["confirmed_at"])
    return renew_codes(user)


@transaction.atomic
def renew_codes(user: User) -> list[str]:
    """Ten new recovery codes; the old ones open nothing any more."""
    plain = [
        "".join(secrets.choice(ALPHABET) for _place in range(2 * HALF)) for _code in range(RECOVERY_CODES)
    ]
    RecoveryCode.objects.filter(holder=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(holder=user, code_key=_key(user, code)) for code in plain)
    return [f"{code[:HALF]}-{code[HALF:]}" for code in plain]


def codes_left(user: User) -> int:
    return RecoveryCode.objects.filter(holder=user, used_at__isnull=True).count()


def check(user: User, typed: str, *, address: str = "") -> bool:
    """Let `typed` pass as the second factor; True when it was a recovery code.

    Raises TooMany before anything is compared and Refused when it is wrong. Not inside a transaction.
    """
    attempt = throttle.claim("second", account=user.public_id, address=address)
    with transaction.atomic():
        factor = (
            SecondFactor.objects.select_for_update().filter(holder=user, confirmed_at__isnull=False).first()
        )
        by_telephone = factor is not None and _take(factor, typed)
        by_paper = factor is not None and not by_telephone and _redeem(user, typed)
    if not (by_telephone or by_paper):
        raise Refused(WRONG, field="code")
    attempt.succeeded()
    return by_paper


@transaction.atomic
def remove(user: User) -> None:
    """The sign-in asks for the password alone again. Raises Refused when there is nothing to remove."""
    if not SecondFactor.objects.filter(holder=user).delete()[0]:
        raise Refused(_("This person has no second factor."))
    RecoveryCode.objects.filter(holder=user).delete()


@transaction.atomic
def ask_of(role: str, *, by: User, asked: bool) -> None:
    """From their next sign-in on, everybody with a post of `role` needs a second factor, or does not."""
    if role not in Role.held():
        raise Refused(_("This is no post."), field="role")
    if asked:
        SecondFactorRule.objects.get_or_create(role=role, defaults={"set_by": by})
    else:
        SecondFactorRule.objects.filter(role=role).delete()


def asked_roles() -> set[str]:
    """The roles of which a second factor is asked."""
    return set(SecondFactorRule.objects.values_list("role", flat=True))


def _take(factor: SecondFactor, typed: str) -> bool:
    """Is it a code of this half minute or of a neighbour, later than the one taken last?"""
    typed, now, program = digits(typed).strip(), clock.now(), pyotp.TOTP(factor.secret)
    for offset in STEPS:
        step = program.timecode(now) + offset
        if step > factor.last_step and hmac.compare_digest(
            program.generate_otp(step).encode(), typed.encode()
        ):
            factor.last_step = step
            factor.save(update_fields=["last_step"])
            return True
    return False


def _redeem(user: User, typed: str) -> bool:
    plain = "".join(letter for letter in digits(typed).lower() if letter.isalnum())
    fresh = RecoveryCode.objects.filter(holder=user, code_key=_key(user, plain), used_at__isnull=True)
    return fresh.update(used_at=clock.now()) == 1


def _key(user: User, plain: str) -> str:
    return crypto.keyed(f"{user.public_id}:{plain}", "recovery code")
