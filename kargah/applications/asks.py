"""What the moves of a request and of a mark ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah.cycles.models import Cycle
from kargah.files.fields import DocumentField
from kargah.inputs import Asks
from kargah.jalali.fields import JalaliDateField
from kargah.persian.fields import PersianCharField
from kargah.places.models import CraftGroup
from kargah.places.queries import active_groups

# What the other pages of a request ask for stands in `details`; the names are here too.
from .details import (  # noqa: F401  # noqa: E402,F401
    AttachmentForm,
    ConditionForm,
    DuplicateForm,
    LicenceForm,
    PersonForm,
    ProductForm,
    RequestDetails,
    WorkshopForm,
)
from .models import Application, Mark
from .models import Decline as Declined

MOST_WORDS = 2000


def _words(label, **more):
    return PersianCharField(
        label=label, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4}), **more
    )


class Start(Asks):
    cycle = forms.ModelChoiceField(Cycle.objects.none(), label=_("Cycle"), to_field_name="public_id")
    craft_group = forms.ModelChoiceField(
        CraftGroup.objects.none(), label=_("Craft group"), to_field_name="code"
    )
    channel = forms.ChoiceField(choices=Application.Channel, required=False, widget=forms.HiddenInput)

    def prepare(self):
        self.fields["cycle"].queryset = Cycle.objects.filter(state=Cycle.State.OPEN)
        self.fields["craft_group"].queryset = active_groups()

    def clean_channel(self):
        """The owner comes online; whoever enters it for them does so at the counter, or from a workbook."""
        if self.by is not None and self.by.pk == getattr(self.subject, "owner_id", None):
            return Application.Channel.ONLINE
        given = self.cleaned_data["channel"]
        return given if given == Application.Channel.IMPORT else Application.Channel.COUNTER


class AskCompletion(Asks):
    items = _words(_("What is missing"), help_text=_("One thing on each line; the applicant reads it."))


class Reason(Asks):
    reason = _words(_("Reason"))


class Decline(Reason):
    ground = forms.ChoiceField(label=_("Ground"), choices=Declined.Reason)
    field_order = ("ground", "reason")


class Release(Reason):
    to = forms.ChoiceField(
        label=_("The workshop then"),
        choices=[
            (Application.State.WAITLISTED, _("goes behind those on the waiting list")),
            (Application.State.DECLINED, _("is declined: it was found unfit")),
        ],
    )
    field_order = ("to", "reason")


class Withdraw(Asks):
    reason = _words(_("Reason"), required=False)
    letter = DocumentField(label=_("Scan of the applicant's letter"), required=False)

    def prepare(self):
        owner = getattr(self.subject, "owner_id", None)
        self.fields["letter"].required = self.by is None or self.by.pk != owner


class RaiseMark(Reason):
    kind = forms.ChoiceField(label=_("What was found"), choices=Mark.Kind)
    field_order = ("kind", "reason")


class Letter(Asks):
    """The written request that was brought to the office."""

    letter_number = PersianCharField(label=_("Number of the letter"), max_length=40)
    letter_date = JalaliDateField(label=_("Date of the letter"))
    letter_scan = DocumentField(label=_("Scan of the letter"))
