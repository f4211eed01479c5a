"""What is asked about a person, a workshop, its licences and products: forms of edits, not of moves."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.files.fields import DocumentField
from kargah.inputs import Asks
from kargah.jalali.fields import JalaliDateField
from kargah.persian.fields import (
    LegalIdField,
    MobileField,
    NationalIdField,
    PersianCharField,
    PersianDecimalField,
    PersianIntegerField,
    PostalCodeField,
)
from kargah.places.models import CraftField
from kargah.places.queries import active_fields

from .models import ConditionDecision, Duplicate, Licence, Workshop

MOST_PEOPLE = 5000


class PersonForm(Asks):
    """Somebody who comes to the counter."""

    first_name = PersianCharField(label=_("First name"), max_length=80)
    last_name = PersianCharField(label=_("Last name"), max_length=80)
    national_id = NationalIdField(label=_("National ID"))
    mobile = MobileField(label=_("Mobile number"))


OF_A_COMPANY = _("Only when the certificate is to belong to a company.")


class WorkshopForm(Asks):
    name = PersianCharField(label=_("Name of the workshop"), max_length=120)
    holder_kind = forms.ChoiceField(
        label=_("Holder"), choices=Workshop.Holder, initial=Workshop.Holder.NATURAL
    )
    legal_name = PersianCharField(
        label=_("Name of the company"), max_length=120, required=False, help_text=OF_A_COMPANY
    )
    legal_id = LegalIdField(label=_("National ID of the company"), required=False, help_text=OF_A_COMPANY)
    county = PersianCharField(label=_("County"), max_length=60)
    city = PersianCharField(label=_("City or village"), max_length=60)
    address = PersianCharField(label=_("Address"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    postal_code = PostalCodeField(label=_("Postal code"), required=False)
    phone = PersianCharField(label=_("Telephone"), max_length=15, required=False)
    rural = forms.BooleanField(
        label=_("It lies in a village or a deprived area"),
        required=False,
        help_text=_("The expert confirms what is declared here."),
    )
    publishes_contact = forms.BooleanField(
        label=_("Telephone and address may stand in the public directory"), required=False
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("holder_kind") == Workshop.Holder.LEGAL:
            for name in ("legal_name", "legal_id"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("A company needs its name and its national ID."))
        elif "holder_kind" in cleaned:
            cleaned["legal_name"] = cleaned["legal_id"] = ""
        return cleaned


class LicenceForm(Asks):
    kind = forms.ChoiceField(label=_("Kind of licence"), choices=Licence.Kind)
    number = PersianCharField(label=_("Number of the licence"), max_length=40)
    issued_on = JalaliDateField(label=_("Day of issue"), help_text=_("Of the first issue, not of a renewal."))
    expires_on = JalaliDateField(label=_("Last day"), required=False)

    def clean(self):
        cleaned = super().clean()
        issued, expires = cleaned.get("issued_on"), cleaned.get("expires_on")
        if issued and issued > clock.today():
            self.add_error("issued_on", _("This day has not come yet."))
        if issued and expires and expires < issued:
            self.add_error("expires_on", _("The last day lies before the day of issue."))
        return cleaned


class ProductForm(Asks):
    name = PersianCharField(label=_("Product"), max_length=80)
    monthly_volume = PersianDecimalField(
        label=_("Made in a month"), max_digits=12, decimal_places=2, min_value=Decimal("0.01")
    )
    unit = PersianCharField(
        label=_("Unit"), max_length=30, help_text=_("For example: pieces, square metres, grams.")
    )


class RequestDetails(Asks):
    craft_fields = forms.ModelMultipleChoiceField(
        CraftField.objects.none(), label=_("Craft fields"), to_field_name="code"
    )
    women = PersianIntegerField(label=_("Women who work there"), min_value=0, max_value=MOST_PEOPLE)
    men = PersianIntegerField(label=_("Men who work there"), min_value=0, max_value=MOST_PEOPLE)
    national_seal = forms.BooleanField(label=_("It holds the national seal of authenticity"), required=False)
    takes_orders = forms.BooleanField(label=_("It takes orders"), required=False)
    order_capacity = PersianCharField(label=_("What can be ordered"), max_length=120, required=False)
    lead_time_days = PersianIntegerField(
        label=_("Days until delivery"), min_value=1, max_value=3650, required=False
    )

    def prepare(self):
        group = getattr(self.subject, "craft_group", None)
        self.fields["craft_fields"].queryset = active_fields(group)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("women") == 0 and cleaned.get("men") == 0:
            self.add_error("women", _("At least one person works there."))
        if cleaned.get("takes_orders"):
            for name in ("order_capacity", "lead_time_days"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Who takes orders says how many and how soon."))
        return cleaned


class AttachmentForm(Asks):
    file = DocumentField(label=_("Paper or photo"))
    caption = PersianCharField(label=_("What it shows"), max_length=120, required=False)


class ConditionForm(Asks):
    """The expert's judgement: the record (condition 2), the volume of production (their part of condition 3)."""

    condition = forms.TypedChoiceField(
        label=_("Condition"), coerce=int, choices=[(2, _("Good record")), (3, _("Volume of production"))]
    )
    outcome = forms.ChoiceField(label=_("Outcome"), choices=ConditionDecision.Outcome)
    why = PersianCharField(
        label=_("Why"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == ConditionDecision.Outcome.NOT_MET and not cleaned.get("why"):
            self.add_error("why", _("Say why the condition is not met."))
        return cleaned


class DuplicateForm(Asks):
    verdict = forms.ChoiceField(
        label=_("The two requests are"),
        choices=[(Duplicate.Verdict.SAME, _("the same")), (Duplicate.Verdict.DIFFERENT, _("different"))],
    )
