"""Form fields that bring what people type to one form, and say what to do when they cannot."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kargah.persian import identity
from kargah.persian.letters import fa, text
from kargah.persian.numbers import DECIMAL_POINT, typed_number


class PersianCharField(forms.CharField):
    """Text in one spelling. Lengths are counted after it."""

    def to_python(self, value: Any) -> str | None:
        if value in self.empty_values:
            return self.empty_value
        return text(str(value)) or self.empty_value


class _IdentityField(forms.CharField):
    """Digits that one function of `identity` accepts; the cleaned value is its written form."""

    written_form: Callable[[Any], str | None] = staticmethod(identity.national_id)
    attributes: ClassVar[dict[str, str]] = {}

    def to_python(self, value: Any) -> str | None:
        typed = super().to_python(value)
        if typed in self.empty_values:
            return self.empty_value
        found = self.written_form(typed)
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        numeric = {"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}
        return {**super().widget_attrs(widget), **numeric, **self.attributes}


class NationalIdField(_IdentityField):
    default_error_messages = {
        "invalid": _("Type all ten digits of the national ID, with its leading zeros, as on the card.")
    }


class LegalIdField(_IdentityField):
    written_form = staticmethod(identity.legal_id)
    default_error_messages = {
        "invalid": _("Type all eleven digits of the company's national ID, as in its registration notice.")
    }


class MobileField(_IdentityField):
    written_form = staticmethod(identity.mobile)
    attributes = {"inputmode": "tel", "autocomplete": "tel"}
    default_error_messages = {"invalid": _("Type the mobile number as 11 digits that begin with 09.")}


class PostalCodeField(_IdentityField):
    written_form = staticmethod(identity.postal_code)
    attributes = {"autocomplete": "postal-code"}
    default_error_messages = {"invalid": _("Type all ten digits of the postal code.")}


def _shown(value: Any) -> Any:
    """A number of ours in the digits of the page; what somebody typed stays as typed."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool) and get_language() != "en":
        return fa(value).replace(".", DECIMAL_POINT)
    return value


class PersianIntegerField(forms.IntegerField):
    """A whole number in Persian, Arabic or ASCII digits, with or without grouped thousands."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Type a whole number, in digits only.")}

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        return super().to_python(typed_number(value) or "x")

    def prepare_value(self, value: Any) -> Any:
        return _shown(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}


class PersianDecimalField(forms.DecimalField):
    """An exact decimal; the point may be typed as ٫ or . or, as on Persian keyboards, /."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Type a number in digits, such as 78.5.")}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        return super().to_python(typed_number(value) or "x")

    def prepare_value(self, value: Any) -> Any:
        return _shown(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "dir": "ltr", "autocomplete": "off"}
