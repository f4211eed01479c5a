"""What is asked when the applicant speaks of the day of a visit, and when they are answered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah.inputs import Asks
from kargah.jalali.fields import JalaliDateField
from kargah.persian.fields import PersianCharField


class WishDay(Asks):
    wished_on = JalaliDateField(label=_("Which day suits you?"), required=False)
    words = PersianCharField(
        label=_("Why, or when you are in the workshop"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RefuseWish(Asks):
    answer = PersianCharField(
        label=_("Why the day stays"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
