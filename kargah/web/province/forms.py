"""What edits of the province ask for that have no form of their own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah.inputs import Asks
from kargah.jalali.fields import JalaliDateField
from kargah.persian.fields import PersianCharField


class VisitDay(Asks):
    visit_on = JalaliDateField(label=_("Day of the visit"))


class GivenUp(Asks):
    """The applicant wrote that they will not mend."""

    letter = PersianCharField(
        label=_("What the applicant wrote"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class Suggestion(Asks):
    suggestion = PersianCharField(
        label=_("The province's own words"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
