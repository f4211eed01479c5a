"""What a move can be made on: a row with a public name, a state, and a version that counts its changes."""

import secrets
from typing import ClassVar

from django.db import models

from kargah import clock

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/l/i


def public_id() -> str:
    """A random name for addresses: 14 letters and digits, about 69 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(14))


class Named(models.Model):
    """A row that people meet. The numeric key never leaves the database."""

    public_id = models.CharField(max_length=14, unique=True, default=public_id, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True


class Subject(Named):
    """A row that moves along the chart. Only the engine assigns `state`; it adds one to `version` each time.

    A subclass declares `State` (its states, the first one the default) and may give `province_id` (whose
    staff act on it), `owner_id` (the applicant), `inspector_id` (the inspector in charge) and `case_ids()`.
    """

    State: ClassVar[type[models.TextChoices]]

    state: models.CharField
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def case_ids(self) -> list[int]:
        """Keys of the applications whose standing this subject may change."""
        return []
