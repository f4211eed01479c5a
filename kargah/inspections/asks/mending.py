"""What is asked when defects are notified, answered, given more days, and judged again."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import ConditionDecision
from kargah.files.fields import PhotoField
from kargah.inputs import Asks
from kargah.inspections import deadlines, mending, sheet
from kargah.inspections.models import Defect
from kargah.persian.fields import PersianCharField, PersianIntegerField
from kargah.refusal import written

from .assigning import reason_field

ROWS = 10  # on the page; a longer notice brings as many rows as it needs
MOST_ROWS = 40
MOST_DAYS = 365


class NotifyDefects(Asks):
    """Rows item_1_about, item_1_class, item_1_text, item_1_photo, …; cleaned into `items`, one dict per filled row:
    {"criterion": Criterion | None, "condition": 3, 4, 5 or None, "defect_class", "text", "photo": file | None}."""

    def prepare(self) -> None:
        self.criteria = {criterion.code: criterion for criterion in sheet.criteria_of(self.subject)}
        about: list[tuple[str, Any]] = [("", _("Criterion or condition"))]
        about += [(code, f"{code} – {criterion.name}") for code, criterion in self.criteria.items()]
        about += [
            (f"condition_{number}", _("Condition %(number)s") % {"number": written(number)})
            for number in sheet.JUDGED_BY_INSPECTOR
        ]
        classes = [("", _("Class")), *Defect.Class.choices]
        self.rows = range(1, self._count() + 1)
        for n in self.rows:
            self.fields[f"item_{n}_about"] = forms.ChoiceField(
                label=_("About"), choices=about, required=False
            )
            self.fields[f"item_{n}_class"] = forms.ChoiceField(
                label=_("Class"), choices=classes, required=False
            )
            self.fields[f"item_{n}_text"] = reason_field(_("What is to be mended"), required=False)
            self.fields[f"item_{n}_photo"] = PhotoField(label=_("Photo"), required=False)

    def in_rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"item_{n}_{name}"] for name in ("about", "class", "text", "photo")] for n in self.rows]

    def _count(self) -> int:
        numbers = [
            int(found[1])
            for name in self.data or ()
            if (found := re.fullmatch(r"item_(\d{1,2})_about", name))
        ]
        return min(max([ROWS, *numbers]), MOST_ROWS)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        items: list[dict[str, Any]] = []
        seen: set[str] = set()
        for n in self.rows:
            row = {name: cleaned.get(f"item_{n}_{name}") for name in ("about", "class", "text", "photo")}
            if not any(row.values()):
                continue
            for name in ("about", "class", "text"):
                if not row[name] and f"item_{n}_{name}" not in self.errors:
                    self.add_error(f"item_{n}_{name}", _("This is missing in the row."))
            about = row["about"] or ""
            if about and about in seen:
                self.add_error(f"item_{n}_about", _("Each criterion or condition stands once in a notice."))
            seen.add(about)
            items.append(
                {
                    "criterion": self.criteria.get(about),
                    "condition": int(about[-1]) if about.startswith("condition_") else None,
                    "defect_class": row["class"],
                    "text": row["text"],
                    "photo": row["photo"],
                }
            )
        if not items and not self.errors:
            self.add_error("item_1_about", _("Name at least one defect."))
        return {"items": items}


class OfOpenNotice(Asks):
    """Rows for the defects of the open notice: a subclass adds its fields per defect."""

    def prepare(self) -> None:
        self.notice = mending.open_notice(self.subject)
        self.defects = list(self.notice.defects.select_related("criterion")) if self.notice else []
        for defect in self.defects:
            self.add_row(defect)

    def add_row(self, defect: Defect) -> None:
        raise NotImplementedError


class AnswerDefects(OfOpenNotice):
    """text_<key> and photo_<key> per defect, and `done`; cleaned into `answers` ({"defect", "text", "photo"}) and `done`."""

    done = forms.BooleanField(
        label=_("Everything is done"),
        required=False,
        help_text=_("The inspector may come from now on; no answer follows."),
    )

    def add_row(self, defect: Defect) -> None:
        self.fields[f"text_{defect.pk}"] = reason_field(defect.text, required=False)
        self.fields[f"photo_{defect.pk}"] = PhotoField(label=_("Photo"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        answers = [
            {
                "defect": defect,
                "text": cleaned.get(f"text_{defect.pk}") or "",
                "photo": cleaned.get(f"photo_{defect.pk}"),
            }
            for defect in self.defects
        ]
        answers = [answer for answer in answers if answer["text"] or answer["photo"]]
        done = bool(cleaned.get("done"))
        if self.notice is None or self.notice.done_at:
            self.add_error(None, _("You said already that everything is done."))
        elif not answers and not done and not self.errors:
            self.add_error(None, _("Write what was mended, add a photo, or say that everything is done."))
        return {"answers": answers, "done": done}


class Extend(Asks):
    days = PersianIntegerField(label=_("More days"), min_value=1, max_value=MOST_DAYS)
    reason = reason_field()

    def clean_days(self) -> int:
        days = self.cleaned_data["days"]
        notice = mending.open_notice(self.subject)
        if notice is None:
            raise forms.ValidationError(_("No notice is open."))
        if deadlines.is_late(deadlines.due_on(notice.effective_due_on, days), clock.today()):
            raise forms.ValidationError(_("With so few days the deadline would be over already."))
        return days


class FinishRevisit(OfOpenNotice):
    """Per defect mended_<key> (yes, no), note_<key>, photo_<key>; of a criterion level_<key>, of a condition
    outcome_<key>. `from_photos`: judged from the applicant's photos, without going there.

    Cleaned into `verdicts`, a dict per defect: {"defect", "mended", "note", "photo", "level": int | None,
    "outcome": str | None}, and `from_photos`.
    """

    from_photos = forms.BooleanField(label=_("Judged from photos"), required=False)

    def prepare(self) -> None:
        self.answers = sheet.current_answers(self.subject)
        super().prepare()

    def add_row(self, defect: Defect) -> None:
        self.fields[f"mended_{defect.pk}"] = forms.ChoiceField(
            label=defect.text,
            choices=[("yes", _("Mended")), ("no", _("Not mended"))],
            widget=forms.RadioSelect,
        )
        if defect.criterion:
            levels = [
                ("", _("The level stays")),
                *((str(level), str(level)) for level in defect.criterion.levels),
            ]
            self.fields[f"level_{defect.pk}"] = forms.ChoiceField(
                label=_("New level"), choices=levels, required=False
            )
        else:
            self.fields[f"outcome_{defect.pk}"] = forms.ChoiceField(
                label=_("The condition"), choices=ConditionDecision.Outcome.choices, widget=forms.RadioSelect
            )
        self.fields[f"note_{defect.pk}"] = PersianCharField(
            label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields[f"photo_{defect.pk}"] = PhotoField(label=_("Photo"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        verdicts = [self._verdict(defect, cleaned) for defect in self.defects]
        from_photos = bool(cleaned.get("from_photos"))
        if from_photos:
            self._photos_suffice()
        return {"verdicts": verdicts, "from_photos": from_photos}

    def _verdict(self, defect: Defect, cleaned: dict[str, Any]) -> dict[str, Any]:
        key, mended = defect.pk, cleaned.get(f"mended_{defect.pk}") == "yes"
        note, outcome = cleaned.get(f"note_{key}") or "", cleaned.get(f"outcome_{key}")
        level = int(cleaned[f"level_{key}"]) if cleaned.get(f"level_{key}") else None
        if mended and outcome == ConditionDecision.Outcome.NOT_MET:
            self.add_error(f"outcome_{key}", _("A condition that is mended is met."))
        if defect.criterion and level is not None and not note:
            before = self.answers.get(defect.criterion.code)
            if before and before.level is not None and level < before.level:
                self.add_error(f"note_{key}", _("A level that falls needs a reason."))
        if outcome == ConditionDecision.Outcome.NOT_MET and not note:
            self.add_error(f"note_{key}", _("Say why the condition is not met."))
        photo = cleaned.get(f"photo_{key}")
        return {
            "defect": defect,
            "mended": mended,
            "note": note,
            "photo": photo,
            "level": level,
            "outcome": outcome,
        }

    def _photos_suffice(self) -> None:
        allowed = self.subject.application.cycle.limits.revisit_from_photos
        if any(defect.defect_class not in allowed for defect in self.defects):
            self.add_error("from_photos", _("For defects of this class the guideline asks for a visit."))
        elif not all(mending.answered_in_time(defect) for defect in self.defects):
            self.add_error(
                "from_photos", _("Without a photo that came in time for each item, a visit is needed.")
            )
