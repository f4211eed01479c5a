"""Password hashing that a crowd at the door cannot turn into a flood."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils.translation import gettext_lazy as _

from kargah.refusal import Refused

PATIENCE = 3.0  # seconds; longer waits would hold the threads that serve everybody else
_two_at_once = BoundedSemaphore(2)


class Crowded(Refused):
    """Too many passwords are being checked at this moment."""

    status = 503


@contextmanager
def a_turn() -> Iterator[None]:
    if not _two_at_once.acquire(timeout=PATIENCE):
        raise Crowded(_("Many people are signing in at this moment. Try again in a minute."))
    try:
        yield
    finally:
        _two_at_once.release()


class ModestArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with 46 MiB and one pass, two at a time in each process: 92 MiB at the worst."""

    time_cost = 1
    memory_cost = 46 * 1024  # KiB
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with a_turn():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with a_turn():
            return super().verify(password, encoded)
