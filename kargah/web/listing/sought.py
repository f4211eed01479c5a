"""What narrows a list: choices that stand in the address as they are, and words that stand there sealed."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kargah.persian.letters import text
from kargah.web.listing.words import LONGEST, opened, sealed

WORDS = "q"


class Sought(forms.Form):
    """What one looks for; whatever cannot be read narrows nothing.

    A subclass adds its choices, says in `by` the lookup of each, and in `anywhere` where a word may stand.
    """

    by: dict[str, str] = {}
    fields: dict[str, Any]  # some take their choices when they are shown

    def __init__(self, data: Any) -> None:
        """`data` is what stands in the address."""
        given = {name: data.get(name, "") for name in self.base_fields}
        if WORDS in given:
            given[WORDS] = opened(given[WORDS])
        super().__init__(given)
        self.prepare()
        self.is_valid()

    def prepare(self) -> None:
        """Give choices that stand in the database."""

    def anywhere(self, word: str) -> Q:
        raise NotImplementedError

    def narrowed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        for name, value in self.asked.items():
            if name in self.by:
                rows = rows.filter(**{self.by[name]: value})
        for word in self.words_of(text(self.asked.get(WORDS, ""))):
            rows = rows.filter(self.anywhere(word))
        return rows

    def words_of(self, typed: str) -> list[str]:
        """The parts that are looked for each by itself."""
        return typed.split()

    @property
    def asked(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        """What was asked, as it stands in an address."""
        return urlencode(
            {name: sealed(value) if name == WORDS else value for name, value in self.asked.items()}
        )


def words(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def choice(label: Any, choices: Any = ()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", _("all")), *choices])


def offer(form: Sought, name: str, choices: Any) -> None:
    """Give a choice its values, which stand in the database."""
    form.fields[name].choices = [("", _("all")), *choices]
