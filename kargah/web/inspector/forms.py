"""What the sheet asks: per criterion a level or «not applicable», and the evidence. Nothing is chosen beforehand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah.applications.models import ConditionDecision
from kargah.files.fields import PhotoField
from kargah.guideline.sentences import condition_name
from kargah.inputs import Asks
from kargah.inspections.edits import LONGEST_MEASURE, LONGEST_WORDS
from kargah.inspections.queries import Item
from kargah.inspections.sheet import JUDGED_BY_INSPECTOR
from kargah.jalali.fields import JalaliDateField
from kargah.persian.fields import PersianCharField
from kargah.web.levels import LEVEL_WORDS

LEFT_OUT = "na"
MOST_PHOTOS = 10  # at once


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(PhotoField):
    """Several photos at once; the cleaned value is a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [file for file in (data if isinstance(data, (list, tuple)) else [data]) if file]
        if len(files) > MOST_PHOTOS:
            raise forms.ValidationError(
                _("Send at most %(most)s photos at once."), params={"most": MOST_PHOTOS}
            )
        return [super(PhotosField, self).clean(file, initial) for file in files]


def words(label: Any, rows: int = 2) -> PersianCharField:
    return PersianCharField(
        label=label, required=False, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": rows})
    )


class SectionForm(forms.Form):
    """level_<code>, reason_<code>, measured_<code>, note_<code>, photos_<code> for each criterion of a section."""

    def __init__(self, data: Any = None, files: Any = None, *, items: list[Item], **rest: Any) -> None:
        super().__init__(data, files, initial=_as_answered(items), **rest)
        self.items = items
        self.offered: dict[str, list[tuple[str, Any]]] = {}
        for item in items:
            self._add(item)

    def _add(self, item: Item) -> None:
        criterion, code = item.criterion, item.criterion.code
        offered = [(str(level), LEVEL_WORDS[level]) for level in criterion.levels]
        if criterion.na_allowed:
            offered.append((LEFT_OUT, _("Not applicable")))
            self.fields[f"reason_{code}"] = words(_("If it does not apply: why?"))
        self.offered[code] = offered
        self.fields[f"level_{code}"] = forms.ChoiceField(
            label=criterion.name, choices=offered, required=False, widget=forms.RadioSelect
        )
        self.fields[f"measured_{code}"] = PersianCharField(
            label=_("Measured value"), required=False, max_length=LONGEST_MEASURE
        )
        self.fields[f"note_{code}"] = words(_("Note"))
        self.fields[f"photos_{code}"] = PhotosField(label=_("Add photos"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for item in self.items:
            code = item.criterion.code
            level = cleaned.get(f"level_{code}")
            if (
                level == LEFT_OUT
                and not cleaned.get(f"reason_{code}")
                and f"reason_{code}" not in self.errors
            ):
                self.add_error(f"reason_{code}", _("Say why it does not apply."))
            told = [name for name in ("reason", "measured", "note") if cleaned.get(f"{name}_{code}")]
            if not level and told and f"level_{code}" not in self.errors:
                self.add_error(f"level_{code}", _("Choose a level; without one the note cannot be saved."))
        return cleaned

    def answers(self) -> dict[str, dict[str, Any]]:
        """What is in order, as `edits.save_answers` takes it; criteria without a level are left alone."""
        given = {}
        for item in self.items:
            code = item.criterion.code
            level = self.cleaned_data.get(f"level_{code}")
            if level and not any(
                f"{name}_{code}" in self.errors for name in ("level", "reason", "measured", "note")
            ):
                given[code] = self._answer(code, level)
        return given

    def _answer(self, code: str, level: str) -> dict[str, Any]:
        left_out = level == LEFT_OUT
        return {
            "level": None if left_out else int(level),
            "not_applicable": left_out,
            "reason": self.cleaned_data.get(f"reason_{code}", "") if left_out else "",
            "measured": self.cleaned_data.get(f"measured_{code}", ""),
            "note": self.cleaned_data.get(f"note_{code}", ""),
        }

    def photos(self) -> list[tuple[str, Any]]:
        """Pairs of criterion code and upload."""
        return [
            (item.criterion.code, photo)
            for item in self.items
            for photo in self.cleaned_data.get(f"photos_{item.criterion.code}") or ()
        ]

    def rows(self) -> list[dict[str, Any]]:
        """Each criterion as the page shows it."""
        return [self._row(item) for item in self.items]

    def _row(self, item: Item) -> dict[str, Any]:
        criterion, code = item.criterion, item.criterion.code
        chosen = self[f"level_{code}"].value()
        texts = {"0": criterion.level0, "2": criterion.level2, "4": criterion.level4}
        levels = [
            {"value": value, "word": word, "text": texts.get(value, ""), "chosen": value == chosen}
            for value, word in self.offered[code]
        ]
        more = [self[f"{name}_{code}"] for name in ("measured", "note")]
        return {
            "criterion": criterion,
            "item": item,
            "level": self[f"level_{code}"],
            "levels": levels,
            "reason": self[f"reason_{code}"] if criterion.na_allowed else None,
            "more": more,
            "more_open": any(field.value() or field.errors for field in more),
            "photos": self[f"photos_{code}"],
        }


def _as_answered(items: list[Item]) -> dict[str, Any]:
    """The answers that were given before; an unanswered criterion has nothing."""
    known = {}
    for item in items:
        if (answer := item.answer) is None:
            continue
        code = item.criterion.code
        known[f"level_{code}"] = LEFT_OUT if answer.not_applicable else str(answer.level)
        known |= {f"{name}_{code}": getattr(answer, name) for name in ("reason", "measured", "note")}
    return known


class Conditions(Asks):
    """outcome_<n> and why_<n> for conditions 3, 4 and 5, and photos of the whole workshop."""

    def prepare(self) -> None:
        for number in JUDGED_BY_INSPECTOR:
            self.fields[f"outcome_{number}"] = forms.ChoiceField(
                label=condition_name(number),
                choices=ConditionDecision.Outcome,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"why_{number}"] = words(_("If it is not met: why?"))
        self.fields["photos"] = PhotosField(label=_("Photos of the whole workshop"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in JUDGED_BY_INSPECTOR:
            outcome, why = cleaned.get(f"outcome_{number}"), cleaned.get(f"why_{number}")
            if (
                outcome == ConditionDecision.Outcome.NOT_MET
                and not why
                and f"why_{number}" not in self.errors
            ):
                self.add_error(f"why_{number}", _("Say why the condition is not met."))
            elif why and not outcome:
                self.add_error(
                    f"outcome_{number}", _("Choose met or not met; without it the reason cannot be saved.")
                )
        return cleaned

    def decisions(self) -> list[tuple[int, str, str]]:
        """(number, outcome, why) of what is in order."""
        return [
            (number, outcome, self.cleaned_data.get(f"why_{number}", ""))
            for number in JUDGED_BY_INSPECTOR
            if (outcome := self.cleaned_data.get(f"outcome_{number}")) and f"why_{number}" not in self.errors
        ]


class VisitDay(Asks):
    visit_on = JalaliDateField(label=_("Day of the visit"))
