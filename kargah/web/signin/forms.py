"""What the sign-in pages ask."""

import re
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from kargah.people.models import User
from kargah.persian.fields import MobileField, NationalIdField, PersianCharField
from kargah.persian.letters import digits

ASCII = {"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}


class MobileForm(forms.Form):
    mobile = MobileField(
        label=_("Mobile number"), help_text=_("We send a code to this number. An account needs nothing else.")
    )


class CodeField(forms.CharField):
    """The digits of a code, however they were typed or pasted."""

    default_error_messages = {"invalid": _("The code has six digits. Look at the message.")}

    def to_python(self, value: Any) -> str:
        typed = re.sub(r"\s", "", digits(super().to_python(value)))
        if typed and not re.fullmatch(r"[0-9]{6}|[0-9]{8}", typed):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return typed

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "dir": "ltr", "autocomplete": "one-time-code", "autofocus": True}


class CodeForm(forms.Form):
    code = CodeField(label=_("Code"), max_length=20)


class StaffForm(forms.Form):
    username = forms.CharField(
        label=_("User name"),
        max_length=40,
        widget=forms.TextInput(attrs={**ASCII, "autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={**ASCII, "autocomplete": "current-password"}),
    )


class SecondForm(forms.Form):
    """Six digits of the telephone, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_(
            "The six digits that the program on your telephone shows now, or one of your recovery codes."
        ),
        widget=forms.TextInput(attrs={**ASCII, "autocomplete": "one-time-code", "autofocus": True}),
    )


def _password(label: Any, token: str, **more: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={**ASCII, "autocomplete": token})
    return forms.CharField(label=label, max_length=200, strip=False, widget=widget, **more)


class SecretForm(forms.Form):
    """The password again, before something of the account changes."""

    secret = _password(_("Your password"), "current-password")


class FirstCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the program"),
        max_length=20,
        widget=forms.TextInput(attrs={**ASCII, "inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class PasswordForm(forms.Form):
    old = _password(_("Old password"), "current-password")
    new = _password(
        _("New password"),
        "new-password",
        help_text=_("At least ten characters, and none that everybody uses."),
    )
    again = _password(_("New password once more"), "new-password")

    def __init__(self, *args: Any, user: User, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.user = user

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if (new := told.get("new")) is None:
            return told
        if told.get("again", new) != new:
            self.add_error("again", _("The two new passwords are not the same."))
        try:
            validate_password(new, self.user)
        except forms.ValidationError as wrong:
            self.add_error("new", wrong)
        return told


class ProfileForm(forms.Form):
    """Who one is. The national ID is asked until it was given, and cannot be changed here afterwards."""

    first_name = PersianCharField(
        label=_("First name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = PersianCharField(
        label=_("Last name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    national_id = NationalIdField(
        label=_("National ID"),
        required=False,
        help_text=_("Needed for a request. It is kept encrypted and can be given once."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=User._meta.get_field("language").choices or ())

    def __init__(self, *args: Any, user: User, **rest: Any) -> None:
        rest.setdefault(
            "initial", {name: getattr(user, name) for name in ("first_name", "last_name", "language")}
        )
        super().__init__(*args, **rest)
        if user.national_id_index:
            del self.fields["national_id"]
