"""A form with one of each input; it is only looked at."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah.jalali.fields import JalaliDateField

WORDS = {"required": _("Choose one answer.")}


class EveryInput(forms.Form):
    name = forms.CharField(label=_("Name"), help_text=_("As on your identity card"))
    national_id = forms.RegexField(
        r"^\d{10}$",
        label=_("National ID"),
        help_text=_("10 digits, without a dash"),
        error_messages={"invalid": _("This national ID is not right; compare its digits with the card.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    province = forms.ChoiceField(
        label=_("Province"),
        choices=[("", "—"), ("1", "کهگیلویه و بویراحمد"), ("2", "همدان"), ("3", "خراسان جنوبی")],
    )
    due_on = JalaliDateField(label=_("Deadline"))
    answer = forms.ChoiceField(
        label=_("Is the report approved?"),
        choices=[("yes", _("Yes, on to the ranking")), ("no", _("No, back to the province"))],
        widget=forms.RadioSelect,
        error_messages=WORDS,
    )
    crafts = forms.MultipleChoiceField(
        label=_("Crafts"),
        choices=[("pottery", "سفال و سرامیک"), ("kilim", "گلیم‌بافی"), ("enamel", "میناکاری")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label=_("Note for the province"), widget=forms.Textarea, required=False)
    photo = forms.FileField(label=_("Photo of the workshop"), required=False)
    code = forms.CharField(label=_("File number"), initial="1405-13-0027", disabled=True, required=False)
    agreed = forms.BooleanField(label=_("I have read the conditions"))
