"""What only the applicant's pages ask: the self check, who one is, and the request's details as tick boxes."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah.applications.details import AttachmentForm, LicenceForm, ProductForm, RequestDetails, WorkshopForm
from kargah.inputs import Asks
from kargah.jalali.calendar import years_after
from kargah.jalali.fields import JalaliDateField
from kargah.persian.fields import NationalIdField, PersianCharField
from kargah.places.queries import provinces

YES_NO = (("yes", _("Yes")), ("no", _("No")))


def yes_or_no(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_NO, widget=forms.RadioSelect)


class SelfCheck(Asks):
    """The five conditions, asked of oneself. Nothing of it is kept."""

    handicraft = yes_or_no(_("Do you make handicrafts by hand in a workshop of your own?"))
    first_licence = JalaliDateField(label=_("On which day was your first licence or artisan card issued?"))
    record = yes_or_no(_("Is your record good: no misuse of a licence, no proven complaint?"))
    volume = yes_or_no(_("Do you make a definite amount each month?"))
    quality = yes_or_no(_("Is the quality of your products good and getting better?"))
    orders = yes_or_no(_("Do you take orders and deliver them on time?"))

    def unmet(self) -> list[Any]:
        """What was answered with no, in words."""
        return [self.fields[name].label for name in self.fields if self.cleaned_data.get(name) == "no"]

    def may_come_from(self, years: int) -> date:
        return years_after(self.cleaned_data["first_licence"], years)


class Identity(Asks):
    """Who applies. The national id is asked until it was given."""

    first_name = PersianCharField(
        label=_("First name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = PersianCharField(
        label=_("Last name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    national_id = NationalIdField(
        label=_("National ID"),
        help_text=_("Needed for a request. It is kept encrypted and can be given once."),
    )

    def prepare(self) -> None:
        self.initial = {"first_name": self.by.first_name, "last_name": self.by.last_name, **self.initial}
        if self.by.national_id_index:
            del self.fields["national_id"]


class NewWorkshop(WorkshopForm):
    province: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label=_("Province"), to_field_name="numeric_code", empty_label=_("Choose")
    )
    field_order = ("name", "province")

    def prepare(self) -> None:
        self.fields["province"].queryset = provinces()
        self.fields["province"].label_from_instance = lambda province: province.title


class Details(RequestDetails):
    def prepare(self) -> None:
        super().prepare()
        crafts = self.fields["craft_fields"]
        crafts.widget = forms.CheckboxSelectMultiple()
        crafts.widget.choices = crafts.choices


class Spare(Asks):
    """A form for one more row: left empty it asks for nothing."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **more)


class OneMoreLicence(Spare, LicenceForm):
    def prepare(self) -> None:
        self.fields["kind"].choices = [("", _("Choose")), *self.fields["kind"].choices]


class OneMoreProduct(Spare, ProductForm):
    pass


class OneMorePaper(Spare, AttachmentForm):
    pass
