"""What a page asks beside the inputs of the move."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah.persian.fields import PersianCharField


class Secret(forms.Form):
    """The signature: the person enters their password again."""

    secret = forms.CharField(
        label=_("Your password"),
        help_text=_("With it you sign what stands on this page."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class Answer(forms.Form):
    """Why a proposal is refused."""

    reason = PersianCharField(label=_("Reason"), max_length=2000, widget=forms.Textarea)
