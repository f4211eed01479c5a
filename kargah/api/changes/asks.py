"""What edits ask for that the pages ask otherwise, field by field or in parts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah.applications.asks import WorkshopForm
from kargah.applications.models import Application, ConditionDecision
from kargah.files.fields import PhotoField
from kargah.inputs import Asks
from kargah.jalali.fields import JalaliDateField
from kargah.people.models import User
from kargah.persian.fields import PersianCharField
from kargah.places.models import Province
from kargah.process import scope

MOST_ANSWERS = 200
ANSWER: dict[str, Any] = {
    "type": "object",
    "properties": {
        "level": {"type": ["integer", "null"], "minimum": 0, "maximum": 4},
        "not_applicable": {"type": "boolean"},
        "reason": {"type": "string"},
        "note": {"type": "string"},
        "measured": {"type": "string"},
        "client_id": {"type": "string", "format": "uuid"},
    },
    "additionalProperties": False,
}
TYPES: dict[str, tuple[type, ...]] = {"level": (int, type(None)), "not_applicable": (bool,)}


class AnswersField(forms.JSONField):
    """By code of the criterion a level from 0 to 4, or `not_applicable` with its `reason`."""

    schema = {"type": "object", "additionalProperties": ANSWER, "minProperties": 1}

    def clean(self, value: Any) -> Any:
        answers = super().clean(value)
        fits = isinstance(answers, dict) and 0 < len(answers) <= MOST_ANSWERS
        if not fits or not all(_is_an_answer(answer) for answer in answers.values()):
            raise forms.ValidationError(
                _("By code of the criterion: level, or not_applicable with its reason.")
            )
        return answers


def _is_an_answer(answer: Any) -> bool:
    return isinstance(answer, dict) and all(
        name in ANSWER["properties"] and type(value) in TYPES.get(name, (str,))
        for name, value in answer.items()
    )


class Answers(Asks):
    answers = AnswersField(label=_("Answers"))


class NewPhoto(Asks):
    photo = PhotoField(label=_("Photo"))
    criterion = forms.CharField(label=_("Criterion"), max_length=6, required=False)
    caption = PersianCharField(label=_("What it shows"), max_length=120, required=False)


class Decision(Asks):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=ConditionDecision.Outcome)
    why = PersianCharField(label=_("Why"), max_length=2000, required=False)


class VisitDay(Asks):
    visit_on = JalaliDateField(label=_("Day of the visit"))


class GivenUp(Asks):
    letter = PersianCharField(label=_("What the applicant wrote"), max_length=2000)


class Suggestion(Asks):
    suggestion = PersianCharField(label=_("The province's own words"), max_length=500, required=False)


class NewLine(Asks):
    application = forms.ModelChoiceField(
        Application.objects.none(), label=_("Workshop"), to_field_name="public_id"
    )

    def prepare(self) -> None:
        cases = scope.rows(Application, self.by).filter(share=self.subject.share_id) if self.subject else None
        if cases is not None:
            self.fields["application"].queryset = cases


class NewWorkshop(WorkshopForm):
    """`owner` is somebody at the counter, named by an expert; left out, the workshop is the caller's own."""

    province = forms.ModelChoiceField(Province.objects.all(), label=_("Province"), to_field_name="iso_code")
    owner = forms.ModelChoiceField(
        User.objects.filter(is_active=True), label=_("Holder"), to_field_name="public_id", required=False
    )
