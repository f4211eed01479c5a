"""The inputs of a move, declared once: a form that serves page, API, import and test alike."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.base import File
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

DJANGOS_DASHES = "---------"  # which a screen reader reads one by one


class Asks(forms.Form):
    """Base of every declaration. `subject` and `by` let a declaration narrow its choices."""

    fields: dict[str, Any]  # fields of all kinds: `prepare` reaches into what only some of them have

    def __init__(
        self, data: Any = None, files: Any = None, *, subject: Any = None, by: Any = None, **rest: Any
    ):
        super().__init__(data, files, **rest)
        self.subject, self.by = subject, by
        self.prepare()
        for field in self.fields.values():
            if getattr(field, "empty_label", None) == DJANGOS_DASHES:
                field.empty_label = _("Choose")

    def prepare(self) -> None:
        """Narrow choices or set initial values by `self.subject` and `self.by`."""

    def in_rows(self) -> list[list[forms.BoundField]]:
        """The same inputs over and over, row by row; whoever fills the form needs only some of the rows."""
        return []

    def clean(self) -> dict[str, Any]:
        return super().clean() or self.cleaned_data


class Nothing(Asks):
    """A move that asks for nothing but the will to make it."""


def canonical(value: Any) -> Any:
    """The same inputs always give the same JSON: rows by their key, files by their content."""
    if isinstance(value, Model):
        return getattr(value, "public_id", value.pk)
    if isinstance(value, File):
        value.seek(0)
        digest = hashlib.file_digest(value, "sha256").hexdigest()
        value.seek(0)
        return digest
    if isinstance(value, dict):
        return {str(name): canonical(item) for name, item in value.items()}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (Decimal, float)):
        return str(value)
    if value is None or isinstance(value, (str, int, bool)):
        return value
    if hasattr(value, "__iter__"):
        return [canonical(item) for item in value]
    return str(value)


def as_json(value: Any) -> str:
    return json.dumps(canonical(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: Any) -> str:
    """Hex SHA-256 of the canonical JSON of `value`."""
    return hashlib.sha256(as_json(value).encode()).hexdigest()
