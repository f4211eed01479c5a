"""A form field that shows Jalali and gives an ordinary date."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.jalali import calendar


class JalaliDateInput(forms.TextInput):
    """A text input inside <jalali-date>, which adds a calendar where scripts run."""

    template_name = "jalali/date.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        ours = {"data-jalali": "", "inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}
        super().__init__({**ours, **(attrs or {})})


class JalaliDateField(forms.DateField):
    """Reads ۱۴۰۵/۹/۲, 1405-09-02, 14050902. Never a Gregorian year: Django's own field would take 1405-09-02 for
    a day of the Gregorian year 1405, without a word."""

    widget = JalaliDateInput
    example = _("Such as 1405/09/15")
    default_error_messages = {"invalid": _("Type a day that exists, as year/month/day, such as 1405/09/15.")}

    def __init__(self, *, help_text: Any = "", **options: Any) -> None:
        """Beside whatever help stands an example of a date."""
        super().__init__(
            help_text=format_lazy("{} {}", help_text, self.example) if help_text else self.example, **options
        )

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, datetime):  # before date: a datetime is a date too
            return clock.day_of(value) if value.tzinfo else value.date()
        if isinstance(value, date):
            return value
        try:
            return calendar.parse(str(value))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            value = clock.day_of(value) if value.tzinfo else value.date()
        if isinstance(value, date):
            return calendar.latin_short(value) if get_language() == "en" else calendar.short(value)
        return value
