"""What the moves and edits of a guideline ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah.guideline.models import Axis, Criterion
from kargah.inputs import Asks, Nothing

LARGEST_WORKBOOK = 2 * 1024 * 1024

PublishGuideline = Nothing

CRITERION_FIELDS = (
    "name", "name_en", "maximum", "knockout_level", "levels", "na_allowed",
    "level0", "level2", "level4", "evidence", "photo_required",
)  # fmt: skip
AXIS_FIELDS = ("name", "name_en", "points", "minimum_percent")


class ChangeParameters(Asks):
    """All the settings of a draft at once, as one JSON object."""

    parameters = forms.JSONField(
        label=_("Settings"), widget=forms.Textarea(attrs={"dir": "ltr", "lang": "en", "rows": 30})
    )

    def clean_parameters(self) -> dict[str, Any]:
        parameters = self.cleaned_data["parameters"]
        if not isinstance(parameters, dict):
            raise forms.ValidationError(_("The settings are one JSON object of names and values."))
        return parameters


class ChangeAxis(Asks):
    name = forms.CharField(label=_("Name"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    points = forms.IntegerField(label=_("Points"), min_value=0)
    minimum_percent = forms.IntegerField(label=_("Minimum in percent"), min_value=0, max_value=100)

    def prepare(self) -> None:
        _begin_with(self, self.subject, AXIS_FIELDS)


class ChangeCriterion(Asks):
    name = forms.CharField(label=_("Name"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    maximum = forms.IntegerField(label=_("Most points"), min_value=1)
    knockout_level = forms.IntegerField(label=_("Knock-out level"), min_value=1, max_value=4, required=False)
    levels = forms.TypedMultipleChoiceField(
        label=_("Levels that may be given"),
        coerce=int,
        choices=[(level, str(level)) for level in range(5)],
        widget=forms.CheckboxSelectMultiple,
    )
    na_allowed = forms.BooleanField(label=_("May be not applicable"), required=False)
    level0 = forms.CharField(label=_("What level 0 means"), max_length=300, required=False)
    level2 = forms.CharField(label=_("What level 2 means"), max_length=300, required=False)
    level4 = forms.CharField(label=_("What level 4 means"), max_length=300, required=False)
    evidence = forms.CharField(label=_("Evidence"), max_length=300, required=False)
    photo_required = forms.BooleanField(label=_("A photo is required"), required=False)

    def prepare(self) -> None:
        _begin_with(self, self.subject, CRITERION_FIELDS)


class ReadWorkbook(Asks):
    """A draft that was exported, changed in Excel and comes back."""

    workbook = forms.FileField(label=_("Excel file"))

    def clean_workbook(self) -> Any:
        workbook = self.cleaned_data["workbook"]
        if workbook.size > LARGEST_WORKBOOK:
            raise forms.ValidationError(_("The file is larger than 2 megabytes."))
        return workbook


def _begin_with(form: Asks, row: Axis | Criterion | None, names: tuple[str, ...]) -> None:
    if row is not None:
        for name in names:
            form.fields[name].initial = getattr(row, name)
