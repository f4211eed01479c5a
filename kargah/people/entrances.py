"""Which sessions a person has open, on which devices, and how they are ended."""

from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.people.models import Entrance, User
from kargah.refusal import Refused

# The first that fits: a browser that looks like another one says its own name as well.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox",
            "Chrome": "Chrome", "Safari": "Safari"}  # fmt: skip
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Macintosh": "macOS",
           "Linux": "Linux"}  # fmt: skip
LONGEST = timedelta(seconds=settings.SESSION_COOKIE_AGE)


def device_of(agent: str) -> str:
    """Browser and system as the browser names itself; "" when it does not."""
    named = [
        next((name for sign, name in table.items() if sign in agent), "") for table in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, named))


def begin(user: User, session_key: str, *, agent: str) -> Entrance:
    return Entrance.objects.create(holder=user, session_key=session_key, device=device_of(agent))


def used(session_key: str) -> None:
    Entrance.objects.filter(session_key=session_key).update(used_at=clock.now())


def rename(old_key: str, new_key: str) -> None:
    """The session goes on under a new key."""
    Entrance.objects.filter(session_key=old_key).update(session_key=new_key)


def open_ones(user: User) -> list[Entrance]:
    """The sessions that stand, the one used last first; those that ran out are forgotten."""
    mine = list(Entrance.objects.filter(holder=user))
    oldest = clock.now() - LONGEST
    gone = [
        one
        for one in mine
        if one.created_at < oldest or not _session(one.session_key).exists(one.session_key)
    ]
    Entrance.objects.filter(pk__in=[one.pk for one in gone]).delete()
    return [one for one in mine if one not in gone]


def end(user: User, public_id: str) -> None:
    """One session of this person is over at once. Raises Refused when there is none of this name."""
    with transaction.atomic():
        entrance = Entrance.objects.filter(holder=user, public_id=public_id).first()
        if entrance is None:
            raise Refused(_("This session has ended already."))
        _end(entrance)


def end_all(user: User, *, but: str | None = None) -> int:
    """All of their sessions are over, except that of the key `but`; how many they were."""
    with transaction.atomic():
        others = list(Entrance.objects.filter(holder=user).exclude(session_key=but or ""))
        for entrance in others:
            _end(entrance)
    return len(others)


def forget(session_key: str | None) -> None:
    """The session was ended by signing out."""
    Entrance.objects.filter(session_key=session_key).delete()


def _end(entrance: Entrance) -> None:
    _session(entrance.session_key).delete()
    entrance.delete()


def _session(key: str) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)
