"""The book of what happened: entries chained by hash, and the words that the law may ask to erase."""

import secrets

from django.conf import settings
from django.db import models

GENESIS = "0" * 64


class Entry(models.Model):
    """One step or correction. It holds keys and digests, never a name or a reason."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    move = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    case_id = models.BigIntegerField(null=True, db_index=True)
    source = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=40, blank=True)
    inputs = models.CharField(max_length=64, blank=True)
    words = models.CharField(max_length=64, blank=True)
    shown = models.CharField(max_length=64, blank=True)
    cause = models.BigIntegerField(null=True)
    root = models.CharField(max_length=64, blank=True)
    prev = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="entries_about_a_subject")]

    def __str__(self) -> str:
        return f"{self.seq} {self.move} {self.subject_kind} {self.subject_id}"

    def case_ids(self) -> list[int]:
        """Keys of all applications that the entry touches, the first one first."""
        first = [] if self.case_id is None else [self.case_id]
        return first + sorted(more.case_id for more in self.more_cases.all())


class EntryCase(models.Model):
    """A further application that an entry touches, beside `Entry.case_id`."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="more_cases")
    case_id = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "case_id"], name="an_entry_touches_a_case_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.case_id}"


class Head(models.Model):
    """The end of the chain: the one row that every writer locks, last of all."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_head")]

    def __str__(self) -> str:
        return f"{self.seq} {self.hash}"


def salt() -> str:
    return secrets.token_hex(16)


class Words(models.Model):
    """The reason given with an entry. Erasing it leaves the chain whole: the entry holds its salted digest."""

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="reason")
    salt = models.CharField(max_length=32, default=salt, editable=False)
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.entry_id}"
