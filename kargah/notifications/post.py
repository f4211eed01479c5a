"""The post: letters leave as messages through a gateway, once the change that they tell of is kept."""

import fcntl
import json
import os
from collections.abc import Iterable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.crashpoints import crashpoint
from kargah.jobs.models import Job
from kargah.jobs.queue import enqueue
from kargah.jobs.queue import job as named
from kargah.notifications.models import Letter

CODE = _("Kargah: your code is %(code)s")


class Gateway(Protocol):
    def send(self, mobile: str, text: str, **more: str) -> None:
        """Hand over one message; raises OSError when it was not taken. `more` is for the eyes of a demo."""


class OutboxGateway:
    """Keeps messages as JSON lines in settings.OUTBOX until a company that sends them is chosen."""

    def send(self, mobile: str, text: str, **more: str) -> None:
        line = {"at": clock.now().isoformat(), "mobile": mobile, "text": text, **more}
        path = Path(settings.OUTBOX)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # let go when the file is closed
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())


def gateway() -> Gateway:
    """The gateway that settings.SMS_GATEWAY names by its dotted path; the outbox when there is none."""
    dotted = getattr(settings, "SMS_GATEWAY", "")
    if not dotted:
        return OutboxGateway()
    module, name = dotted.rsplit(".", 1)
    return getattr(import_module(module), name)()


def hand_in(letter: Letter) -> None:
    """Have `letter` sent after the transaction around it: with it or not at all."""
    if letter.address:
        enqueue("deliver_letter", key=f"letter-{letter.pk}", letter_id=letter.pk)


@named("deliver_letter")
def deliver_letter(job: Job, *, letter_id: int) -> None:
    deliver(Letter.objects.select_related("to").get(pk=letter_id))


def deliver(letter: Letter) -> None:
    """Send `letter` unless it was sent. Raises OSError when the gateway does not take it, and remembers why.

    A crash between sending and remembering sends it twice: better twice than never.
    """
    if letter.sent_at or not letter.address:
        return
    try:
        gateway().send(letter.address, letter.body, to=str(letter.to))
    except OSError as error:
        with transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(failed=str(error)[:500])
        raise
    crashpoint("post.sent")
    letter.sent_at, letter.failed = clock.now(), ""
    letter.save(update_fields=["sent_at", "failed"])


def send_code(mobile: str, code: str, *, language: str = "fa") -> None:
    """The one-time code goes out at once and is written nowhere in the database.

    Digits stay in ASCII, so that telephones offer to fill them in.
    """
    with translation.override(language):
        gateway().send(mobile, str(CODE) % {"code": code}, code=code)


def inbox(user: Any, *, unread: bool = False) -> QuerySet[Letter]:
    """The letters of `user`, newest first; with `unread` those that were not read yet."""
    mine = Letter.objects.filter(to=user)
    return mine.filter(read_at=None) if unread else mine


def unread(user: Any) -> int:
    return inbox(user, unread=True).count()


def mark_read(letters: Iterable[Letter]) -> None:
    """These were shown to whom they are for."""
    fresh = [letter.pk for letter in letters if letter.read_at is None]
    Letter.objects.filter(pk__in=fresh).update(read_at=clock.now())


def last_messages(most: int = 100) -> list[dict[str, Any]]:
    """The newest messages of the outbox first, `most` at the most, their `at` as an instant.

    A line torn by a power cut is left out.
    """
    path = Path(settings.OUTBOX)
    if not path.exists():
        return []
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - most * 2048))
        lines = file.read().decode("utf-8", "ignore").splitlines()[-most:]
    messages = []
    for line in reversed(lines):
        try:
            message = json.loads(line)
            messages.append({**message, "at": datetime.fromisoformat(message["at"])})
        except (ValueError, KeyError):
            continue
    return messages
