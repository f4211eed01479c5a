"""Limits at every door, asked before any hash is computed and any message is sent.

A claim counts as a failure until it is told that it succeeded. When a whole site's worth of failures comes
in a day the breaker opens: limits become narrow and codes longer, but nobody is shut out by the deeds of
others. When the table cannot be read the answer is no.
"""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.people import crypto
from kargah.people.models import Attempt
from kargah.refusal import Refused

DAY = timedelta(days=1)
KEPT = 2 * DAY


class TooMany(Refused):
    """The door stays closed for a while."""

    status = 429


@dataclass(frozen=True)
class Limit:
    """At most `most` within `span`; `narrow` takes its place while the breaker is open."""

    most: int
    span: timedelta
    narrow: int


@dataclass(frozen=True)
class Door:
    account: tuple[Limit, ...]
    address: tuple[Limit, ...]
    breaker: int  # failures in a day, over the whole site
    budget: int | None = None  # at most this many in a day, over the whole site: messages cost money


QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
DOORS = {
    "password": Door((Limit(10, QUARTER, 3),), (Limit(30, QUARTER, 10),), breaker=1000),
    "signature": Door((Limit(5, QUARTER, 3),), (), breaker=1000),
    "second": Door((Limit(5, QUARTER, 3),), (Limit(30, QUARTER, 10),), breaker=1000),
    "code": Door((Limit(10, DAY, 5),), (Limit(60, HOUR, 10),), breaker=1000),
    "message": Door(
        (Limit(3, QUARTER, 3), Limit(8, DAY, 8)), (Limit(60, HOUR, 60),), breaker=10**9, budget=5000
    ),
    # a national id that was refused: whoever types many of them wants to know which ones we have
    "national_id": Door((Limit(5, DAY, 3),), (), breaker=1000),
    # by a personal identifier, within what a colleague may see anyway
    "search": Door((Limit(60, HOUR, 60), Limit(300, DAY, 300)), (), breaker=10**9),
    # numbers of certificates and tracking codes: public questions, but not for walking through all of them
    "lookup": Door((), (Limit(60, HOUR, 60),), breaker=10**9),
    "tracking": Door((Limit(10, QUARTER, 5),), (Limit(30, QUARTER, 10),), breaker=1000),
}


@dataclass(frozen=True)
class Claim:
    attempt_id: int

    def succeeded(self) -> None:
        """This try was right: it counts no more."""
        Attempt.objects.filter(pk=self.attempt_id).delete()


def claim(kind: str, *, account: str, address: str = "") -> Claim:
    """Ask for one try at the door `kind`; raises TooMany. Never inside a transaction, where it could be undone."""
    door, now = DOORS[kind], clock.now()
    keys = {
        "account": crypto.keyed(account, f"attempt account {kind}"),
        "address": crypto.keyed(_network(address), "attempt address"),
    }
    try:
        with transaction.atomic(durable=True):
            Attempt.objects.filter(at__lt=now - KEPT).delete()
            # Written first, counted afterwards: two at once see each other and neither slips through.
            mine = Attempt.objects.create(kind=kind, at=now, **keys)
        if _is_over(door, kind, keys):
            mine.delete()  # refused tries do not prolong the wait
            raise TooMany(_("Too many attempts. Wait and try again later."))
    except DatabaseError as error:
        raise TooMany(_("Signing in is not possible at this moment. Try again in a few minutes.")) from error
    return Claim(mine.pk)


def is_breaker_open(kind: str) -> bool:
    """Have there been so many failures today that codes grow longer and limits narrow?"""
    return _count(kind, DAY) > DOORS[kind].breaker


def _is_over(door: Door, kind: str, keys: dict[str, str]) -> bool:
    if door.budget is not None and _count(kind, DAY) > door.budget:
        return True
    narrow = is_breaker_open(kind)
    for name, limits in (("account", door.account), ("address", door.address)):
        for limit in limits:
            most = limit.narrow if narrow else limit.most
            if _count(kind, limit.span, **{name: keys[name]}) > most:
                return True
    return False


def _count(kind: str, span: timedelta, **key: str) -> int:
    return Attempt.objects.filter(kind=kind, at__gt=clock.now() - span, **key).count()


def _network(address: str) -> str:
    """An IPv6 customer owns a whole /64; an IPv4 address stands for itself."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if ip.version == 6 and ip.ipv4_mapped is None:
        return str(ipaddress.ip_network(f"{ip}/64", strict=False))
    return str(getattr(ip, "ipv4_mapped", None) or ip)
