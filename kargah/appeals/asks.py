"""What the moves of an appeal ask for."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah.files.fields import DocumentField
from kargah.inputs import Asks
from kargah.inspections import fitness
from kargah.inspections.models import Inspection, Nomination
from kargah.people.models import OF_HEADQUARTERS, Post, User
from kargah.people.rules import IN_THEIR_PROVINCE
from kargah.persian.fields import PersianCharField

from . import corrections, days
from .models import Appeal

MOST_ON_A_PANEL = 3


def _words(label: Any, **more: Any) -> PersianCharField:
    return PersianCharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": 6}), **more)


class Lodge(Asks):
    against = forms.ChoiceField(label=_("Against what"), choices=Appeal.Against)
    text = _words(_("Why it is wrong"), help_text=_("Say what is wrong and what you expect."))
    evidence = DocumentField(label=_("A document that shows it"), required=False)

    def prepare(self) -> None:
        open_to_appeal = days.appealable(self.subject)
        self.fields["against"].choices = [
            (value, word) for value, word in Appeal.Against.choices if value in open_to_appeal
        ]


class NamePanel(Asks):
    members = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Members of the panel"),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One to three people who took no part in the case; they may come from another province."),
    )

    def prepare(self) -> None:
        posts = Post.objects.in_force().filter(
            Q(role__in=OF_HEADQUARTERS)
            | Q(role__in=IN_THEIR_PROVINCE) & ~Q(province_id=self.subject.province_id)
        )
        people = User.objects.filter(is_active=True, pk__in=posts.values("holder"))
        self.fields["members"].queryset = people.order_by("last_name", "first_name", "pk")

    def clean_members(self) -> Any:
        members = self.cleaned_data["members"]
        if len(members) > MOST_ON_A_PANEL:
            raise forms.ValidationError(_("A panel has three members at most."))
        return members


class Uphold(Asks):
    correction = forms.ChoiceField(label=_("What is to be put right"), choices=Appeal.Correction)
    nomination = forms.ModelChoiceField(
        Nomination.objects.none(),
        label=_("Inspector of the new visit"),
        to_field_name="public_id",
        required=False,
        help_text=_("Only for a new visit: an inspector who has not seen this workshop."),
    )
    reason = _words(_("Decision and its reasons"), help_text=_("The applicant reads it."))

    def prepare(self) -> None:
        self.fields["correction"].choices = [
            (value, word)
            for value, word in Appeal.Correction.choices
            if value in corrections.possible(self.subject)
        ]
        case = self.subject.application
        seen = Inspection.objects.filter(application=case).values("inspector_id")
        self.fields["nomination"].queryset = (
            fitness.accepted_for(case).exclude(inspector_id__in=seen).select_related("inspector")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        visit = cleaned.get("correction") == Appeal.Correction.ORDER_VISIT
        if visit and not cleaned.get("nomination"):
            self.add_error("nomination", _("A new visit needs its inspector."))
        if not visit:
            cleaned["nomination"] = None
        return cleaned
