"""What the machine interface keeps: tokens of persons, answers that were given, and the addresses that are told."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.subjects import Named


def hash_of(text: str) -> str:
    """For texts of many random bits, and hashes with their salt: a plain hash of these cannot be turned back."""
    return hashlib.sha256(text.encode()).hexdigest()


class Token(Named):
    """A key with which a program acts as its holder. The database knows its hash alone."""

    class Scope(models.TextChoices):
        READ = "read", _("Read only")
        ACT = "act", _("Read and act")

    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12, help_text="its first letters, by which its holder knows it again")
    scope = models.CharField(max_length=4, choices=Scope, default=Scope.READ)
    password_hash = models.CharField(
        max_length=64, default="", help_text="hash of what was kept of the holder's password when it was made"
    )
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.hint}"

    def is_good(self, at: datetime) -> bool:
        mine = self.holder.is_active and not self.is_of_an_old_password
        return self.ended_at is None and at < self.expires_at and mine

    @property
    def is_of_an_old_password(self) -> bool:
        return self.password_hash != hash_of(self.holder.password)


class Answered(models.Model):
    """An answer that was given to a request with a key. The request sent again gets it again, for a day."""

    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["holder", "key"], name="a_key_is_answered_once")]

    def __str__(self) -> str:
        return self.key


class Hook(Named):
    """An address that headquarters registered: it is told of every step of the chart."""

    address = models.CharField(max_length=300)
    moves = models.JSONField(default=list, help_text="names of the steps it is told of; empty: of all")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.address


class Delivery(Named):
    """One message to one address, and what came of it. Its public name is the message's id at every try."""

    hook = models.ForeignKey(Hook, models.CASCADE, related_name="deliveries")
    entry = models.BigIntegerField(help_text="number of the entry of the journal that it tells of")
    payload = models.JSONField()
    tries = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True, help_text="of the last answer, when one came")
    note = models.CharField(max_length=200, blank=True)
    tried_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["hook", "entry"], name="an_entry_is_told_once")]

    def __str__(self) -> str:
        return f"{self.hook} {self.entry}"


class Told(models.Model):
    """How far the journal was read for the addresses: one row."""

    seq = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="the_reading_has_one_place")]

    def __str__(self) -> str:
        return str(self.seq)
