"""What the moves and edits of a cycle ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.inputs import Asks
from kargah.jalali.calendar import year_of
from kargah.jalali.fields import JalaliDateField
from kargah.persian.fields import PersianCharField, PersianIntegerField
from kargah.places.models import Province

from .models import Cycle

MOST_PLACES = 10_000


class PlanCycle(Asks):
    title = PersianCharField(label=_("Title of the cycle"), max_length=120)
    year = PersianIntegerField(label=_("Year of its beginning"), min_value=1390, max_value=1460)
    requests_close_on = JalaliDateField(
        label=_("Last day for requests"), help_text=_("Requests are taken to the end of this day.")
    )

    def prepare(self):
        self.fields["year"].initial = year_of(clock.today())

    def clean_title(self):
        title = self.cleaned_data["title"]
        if Cycle.objects.filter(title=title).exists():
            raise forms.ValidationError(_("Another cycle has this title."))
        return title

    def clean_requests_close_on(self):
        day = self.cleaned_data["requests_close_on"]
        if day < clock.today():
            raise forms.ValidationError(_("This day is over."))
        return day


class SetQuota(Asks):
    province = forms.ModelChoiceField(Province.objects.all(), label=_("Province"), to_field_name="iso_code")
    amount = PersianIntegerField(
        label=_("Places"), min_value=0, max_value=MOST_PLACES, help_text=_("Zero is allowed.")
    )
    letter_number = PersianCharField(label=_("Number of the letter"), max_length=40, required=False)


class ChangeQuota(SetQuota):
    letter_number = PersianCharField(label=_("Number of the letter"), max_length=40)

    def prepare(self):
        self.fields["amount"].label = _("Places from now on")


class Office(Asks):
    """Where requests are brought, and who answers the telephone."""

    office_address = PersianCharField(label=_("Address of the office"), max_length=400, widget=forms.Textarea)
    office_phone = PersianCharField(label=_("Telephone of the office"), max_length=40)
    office_extension = PersianCharField(label=_("Extension"), max_length=20, required=False)
    office_expert = PersianCharField(label=_("Expert who answers"), max_length=120)


class Call(Asks):
    call_text = PersianCharField(
        label=_("Words of the call"), max_length=4000, required=False, widget=forms.Textarea
    )
