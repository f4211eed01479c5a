"""Tokens of persons: made, shown once, found again by their hash, ended. A new password of their holder ends them too."""

import secrets
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.api.models import Token, hash_of
from kargah.people.models import User
from kargah.refusal import Refused

BEGINS = "kg_"
MOST = 10  # good ones of one person
LONGEST = 365  # days
BETWEEN_USES = timedelta(minutes=1)  # a write for every read would be dear


def make(holder: User, *, name: str, scope: str, days: int) -> tuple[Token, str]:
    """A new token and its text, which nobody can read again. Raises Refused when the person has too many."""
    if good_ones(holder).count() >= MOST:
        raise Refused(_("End one of your tokens first: %(most)s are the most."), most=MOST)
    text = BEGINS + secrets.token_urlsafe(32)
    token = Token.objects.create(
        holder=holder,
        name=name,
        hash=hash_of(text),
        hint=text[:8],
        scope=scope,
        password_hash=hash_of(holder.password),
        expires_at=clock.now() + timedelta(days=days),
    )
    return token, text


def find(text: str) -> Token | None:
    """The good token of this text, marked as used; None for one that ended, ran out or never was."""
    if not text.startswith(BEGINS):
        return None
    now = clock.now()
    token = Token.objects.select_related("holder").filter(hash=hash_of(text)).first()
    if token is None or not token.is_good(now):
        return None
    if token.last_used_at is None or now - token.last_used_at >= BETWEEN_USES:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def of(holder: User) -> QuerySet[Token]:
    return Token.objects.filter(holder=holder).select_related("holder")


def good_ones(holder: User) -> QuerySet[Token]:
    now = clock.now()
    return of(holder).filter(ended_at=None, expires_at__gt=now, password_hash=hash_of(holder.password))


def end(holder: User, public_id: str) -> bool:
    """End one of this person's tokens; False when they have none of this name."""
    mine = of(holder).filter(public_id=public_id, ended_at=None)
    return bool(mine.update(ended_at=clock.now()))
