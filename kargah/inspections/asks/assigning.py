"""What is asked when inspectors are named, introduced and assigned, and when a visit fails."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.files.fields import PhotoField
from kargah.inputs import Asks
from kargah.inspections import fitness
from kargah.inspections.models import Inspection, Nomination
from kargah.jalali.fields import JalaliDateField
from kargah.people.models import Role, User
from kargah.people.queries import holders
from kargah.persian.fields import PersianCharField
from kargah.places.models import CraftGroup


def reason_field(label: Any = None, **how: Any) -> PersianCharField:
    return PersianCharField(
        label=label or _("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **how
    )


class Nominate(Asks):
    """On a province's share: a technical inspector of the province, for craft groups and days."""

    inspector = forms.ModelChoiceField(User.objects.none(), label=_("Inspector"), to_field_name="public_id")
    company = PersianCharField(label=_("Inspection company, if any"), max_length=120, required=False)
    crafts = forms.ModelMultipleChoiceField(
        CraftGroup.objects.none(),
        label=_("Craft groups"),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = JalaliDateField(label=_("First day"))
    ends_on = JalaliDateField(label=_("Last day"))
    reason = reason_field(
        _("Why this person"), required=False, help_text=_("Needed when headquarters refused them before.")
    )

    def prepare(self) -> None:
        self.fields["inspector"].queryset = holders(Role.TECHNICAL_INSPECTOR, self.subject.province_id)
        self.fields["crafts"].queryset = CraftGroup.objects.filter(active=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day lies before the first."))
        elif ends_on and ends_on < clock.today():
            self.add_error("ends_on", _("The last day is over already."))
        inspector = cleaned.get("inspector")
        if (
            inspector
            and self.subject.nominations.filter(inspector=inspector, state__in=Nomination.LIVE).exists()
        ):
            self.add_error("inspector", _("This inspector is already nominated in this cycle."))
        if inspector and not cleaned.get("reason") and self._was_refused(inspector):
            self.add_error("reason", _("Headquarters refused this person: say why you name them again."))
        return cleaned

    def _was_refused(self, inspector: User) -> bool:
        refused = Nomination.objects.filter(share=self.subject, state=Nomination.State.REFUSED)
        return refused.filter(inspector=inspector).exists()


class Introduce(Asks):
    letter_number = PersianCharField(label=_("Number of the letter"), max_length=40)


class Assign(Asks):
    """On a selected case (or, ordered, on one that was inspected): an accepted nomination that fits it today."""

    nomination = forms.ModelChoiceField(
        Nomination.objects.none(), label=_("Inspector"), to_field_name="public_id"
    )
    visit_on = JalaliDateField(label=_("Day of the visit"), required=False)

    def prepare(self) -> None:
        case = self.subject.application if isinstance(self.subject, Inspection) else self.subject
        self.fields["nomination"].queryset = fitness.accepted_for(case).select_related("inspector")

    def clean_visit_on(self) -> Any:
        day = self.cleaned_data["visit_on"]
        if day and day < clock.today():
            raise forms.ValidationError(_("This day is over already."))
        return day


class Reassign(Assign):
    reason = reason_field()


class DeclareConflict(Asks):
    note = reason_field(_("What connects you with the workshop"), required=False)


class CouldNotVisit(Asks):
    reason = reason_field(_("Why it could not be made"))
    photo = PhotoField(label=_("Photo of the place"))
