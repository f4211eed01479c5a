"""What the moves of lines ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah.guideline.models import Criterion
from kargah.inputs import Asks
from kargah.persian.fields import PersianCharField

from . import versions

MOST_REMARKS = 8  # on one line at a time
NOT_APPLICABLE = "n/a"


class Remarks(Asks):
    """Up to eight remarks; the cleaned value is {"remarks": [{"criterion": Criterion or None, "text": words}]}."""

    def prepare(self) -> None:
        criteria = _criteria_of(self.subject)
        for row in range(1, MOST_REMARKS + 1):
            self.fields[f"text_{row}"] = PersianCharField(
                label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
            )
            self.fields[f"criterion_{row}"] = forms.ModelChoiceField(
                criteria, label=_("About the criterion"), required=False, empty_label=_("the whole line")
            )

    def in_rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"text_{row}"], self[f"criterion_{row}"]] for row in range(1, MOST_REMARKS + 1)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        remarks = []
        for row in range(1, MOST_REMARKS + 1):
            text, criterion = given.get(f"text_{row}"), given.get(f"criterion_{row}")
            if text:
                remarks.append({"criterion": criterion, "text": text})
            elif criterion and f"text_{row}" not in self.errors:
                self.add_error(f"text_{row}", _("Say what is to be mended."))
        if not remarks and not self.errors:
            raise forms.ValidationError(_("Make one remark at least: the province must know what to mend."))
        return {"remarks": remarks}


class AnswerRemarks(Asks):
    """Words per remark, or the inspector is asked; {"answers": [{"remark": key, "text": words, "ask": bool}]}."""

    def prepare(self) -> None:
        self.remarks = list(versions.open_remarks(self.subject)) if self.subject else []
        for remark in self.remarks:
            self.fields[f"answer_{remark.pk}"] = PersianCharField(
                label=_("Answer"),
                help_text=str(remark.text),
                required=False,
                max_length=2000,
                initial=remark.answer,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            if remark.criterion_id:
                self.fields[f"ask_{remark.pk}"] = forms.BooleanField(
                    label=_("Ask the inspector to correct the level"),
                    required=False,
                    initial=remark.inspector_asked_at is not None,
                )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        answers = [
            {
                "remark": remark.pk,
                "text": given.get(f"answer_{remark.pk}") or "",
                "ask": bool(given.get(f"ask_{remark.pk}")),
            }
            for remark in self.remarks
        ]
        if not any(one["text"] or one["ask"] for one in answers):
            raise forms.ValidationError(_("Answer one remark at least, or ask the inspector."))
        return {"answers": [one for one in answers if one["text"] or one["ask"]]}


class CorrectLevel(Asks):
    """Another level of a criterion that the province asks about, and why."""

    criterion = forms.ModelChoiceField(Criterion.objects.none(), label=_("Criterion"))
    level = forms.ChoiceField(
        label=_("Level"),
        choices=[*((str(level), str(level)) for level in range(5)), (NOT_APPLICABLE, _("Not applicable"))],
    )
    reason = PersianCharField(
        label=_("Why the level changes"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        if self.subject:
            asked = versions.open_remarks(self.subject).filter(inspector_asked_at__isnull=False)
            self.fields["criterion"].queryset = Criterion.objects.filter(pk__in=asked.values("criterion"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        criterion, level = given.get("criterion"), given.get("level")
        if criterion is None or level is None or "reason" not in given:
            return given
        left_out = level == NOT_APPLICABLE
        if left_out and not criterion.na_allowed:
            self.add_error("level", _("This criterion can't be left out."))
        elif not left_out and int(level) not in criterion.levels:
            self.add_error("level", _("This criterion does not have this level."))
        now = self.subject.inspection.answers.filter(criterion=criterion, current=True).first()
        if now and (now.not_applicable, now.level) == (left_out, None if left_out else int(level)):
            self.add_error("level", _("This is the level that it has already."))
        return {**given, "level": None if left_out else int(level), "not_applicable": left_out}


def _criteria_of(line: Any) -> Any:
    criteria = Criterion.objects.order_by("position")
    return criteria.filter(guideline=line.report.cycle.guideline_id) if line else criteria.none()
