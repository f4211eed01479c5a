"""What a move or an edit asks for, read from its form: as JSON Schema, as told beside a row, and out of a body."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kargah.api.problems import Unfit
from kargah.inputs import Asks
from kargah.inspections.asks import AnswerDefects, FinishRevisit, NotifyDefects
from kargah.inspections.models import Defect
from kargah.reports.asks import AnswerRemarks, Remarks

MOST_CHOICES = 200  # told beside a row
TEXT, FILE, YES = {"type": "string"}, {"type": "string", "format": "binary"}, {"type": "boolean"}

# Forms that ask once for every row of something: the names of their fields by pattern.
ROWS: dict[type[Asks], dict[str, dict[str, Any]]] = {
    NotifyDefects: {
        r"^item_[1-9][0-9]?_about$": TEXT,
        r"^item_[1-9][0-9]?_class$": {"type": "string", "enum": Defect.Class.values},
        r"^item_[1-9][0-9]?_text$": TEXT,
        r"^item_[1-9][0-9]?_photo$": FILE,
    },
    AnswerDefects: {r"^text_[1-9][0-9]*$": TEXT, r"^photo_[1-9][0-9]*$": FILE},
    FinishRevisit: {
        r"^mended_[1-9][0-9]*$": {"type": "string", "enum": ["yes", "no"]},
        r"^level_[1-9][0-9]*$": TEXT,
        r"^outcome_[1-9][0-9]*$": {"type": "string", "enum": ["met", "not_met"]},
        r"^note_[1-9][0-9]*$": TEXT,
        r"^photo_[1-9][0-9]*$": FILE,
    },
    Remarks: {r"^text_[1-8]$": TEXT, r"^criterion_[1-8]$": TEXT},
    AnswerRemarks: {r"^answer_[1-9][0-9]*$": TEXT, r"^ask_[1-9][0-9]*$": YES},
}


def kind_of(field: forms.Field) -> str:
    for kinds, name in (
        (forms.FileField, "file"),
        ((forms.ModelMultipleChoiceField, forms.MultipleChoiceField), "choices"),
        (forms.BooleanField, "boolean"),
        (forms.JSONField, "object"),
        (forms.DateField, "date"),
        (forms.DecimalField, "decimal"),
        (forms.IntegerField, "integer"),
        (forms.ChoiceField, "choice"),
    ):
        if isinstance(field, kinds):  # type: ignore[arg-type]
            return name
    return "text"


# --- as JSON Schema ---------------------------------------------------------------------------------------
def schema_of(asks: type[Asks], *, files: bool, **more: dict[str, Any]) -> dict[str, Any]:
    """The object that a body is. Files only where the body can hold them. `more` are required beside."""
    fields = {name: field for name, field in asks.base_fields.items() if files or kind_of(field) != "file"}
    patterns = {name: one for name, one in ROWS.get(asks, {}).items() if files or one is not FILE}
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {name: _schema_of(field) for name, field in fields.items()} | more,
        "additionalProperties": False,
    }
    if patterns:
        schema["patternProperties"] = patterns
    if required := [name for name, field in fields.items() if field.required] + list(more):
        schema["required"] = required
    return schema


def takes_files(asks: type[Asks]) -> bool:
    return FILE in ROWS.get(asks, {}).values() or any(
        kind_of(field) == "file" for field in asks.base_fields.values()
    )


def needs_a_file(asks: type[Asks]) -> bool:
    return any(kind_of(field) == "file" and field.required for field in asks.base_fields.values())


def _schema_of(field: Any) -> dict[str, Any]:
    told: dict[str, Any]
    match kind_of(field):
        case "file":
            told = {**FILE, "description": field.accept} if hasattr(field, "accept") else {**FILE}
        case "choices":
            told = {"type": "array", "items": TEXT}
        case "boolean":
            told = {**YES}
        case "object":
            told = getattr(field, "schema", {"type": "object"})
        case "date":
            told = {"type": "string", "format": "date"}
        case "decimal":
            told = {"type": "number", "minimum": float(field.min_value or 0)}
        case "integer":
            told = {"type": "integer"}
            told |= {"minimum": field.min_value} if field.min_value is not None else {}
            told |= {"maximum": field.max_value} if field.max_value is not None else {}
        case "choice":
            told = {**TEXT}
            if type(field) in (forms.ChoiceField, forms.TypedChoiceField):
                told["enum"] = [str(value) for value, _label in field.choices if value != ""]
        case _:
            told = {**TEXT}
            told |= {"maxLength": field.max_length} if getattr(field, "max_length", None) else {}
            told |= {"minLength": 1} if field.required else {}
    return told


# --- as told beside a row ---------------------------------------------------------------------------------
def told(form: Asks) -> list[dict[str, Any]]:
    """Each field that the form asks for at this moment, with what may be chosen."""
    return [_told(name, field) for name, field in form.fields.items()]


def _told(name: str, field: Any) -> dict[str, Any]:
    kind = kind_of(field)
    choices = None
    if kind in ("choice", "choices"):
        offered = [(str(value), str(label)) for value, label in field.choices if str(value) != ""]
        choices = [{"value": value, "label": label} for value, label in offered[:MOST_CHOICES]]
    return {
        "name": name,
        "kind": kind,
        "label": str(field.label or name),
        "help": str(field.help_text or ""),
        "required": field.required,
        "choices": choices,
    }


# --- out of a body ------------------------------------------------------------------------------------------
def fitted(form: Asks, data: dict[str, Any], files: Any) -> dict[str, Any]:
    """The values as the form takes them. What it does not ask for, or of another type, is refused."""
    fitted, errors = {}, {}
    for name in files:
        if name not in form.fields or kind_of(form.fields[name]) != "file":
            errors[name] = [_("This is not asked for here.")]
    for name, value in data.items():
        field = form.fields.get(name)
        if field is None or kind_of(field) == "file":
            errors[name] = [_("This is not asked for here.")]
            continue
        if value is None:
            continue
        try:
            fitted[name] = _fitted(kind_of(field), value)
        except ValueError:
            errors[name] = [
                _("This is of another type than the field: “%(kind)s”.") % {"kind": kind_of(field)}
            ]
    if errors:
        raise Unfit(_("Some of what was entered needs to be corrected."), errors)
    return fitted


def _fitted(kind: str, value: Any) -> Any:
    match kind:
        case "choices":
            values = value if isinstance(value, list) else [value]
            if not all(isinstance(one, str) for one in values):
                raise ValueError
            return values
        case "boolean" if isinstance(value, bool):
            return value
        case "boolean" if isinstance(value, str) and value.lower() in ("true", "false"):
            return value.lower() == "true"
        case "object" if isinstance(value, (dict, str)):
            return value
        case "date" if isinstance(value, str):
            return _day(value)
        case "integer" | "decimal" if isinstance(value, (int, Decimal, str)) and not isinstance(value, bool):
            return str(value)
        case "choice" | "text" if isinstance(value, str) or (kind == "choice" and type(value) is int):
            return str(value)
    raise ValueError(kind)


def _day(value: str) -> date | str:
    """Programs write Gregorian days as ISO 8601 has them; what people write stays for the form."""
    if re.fullmatch(r"(19|20)\d\d-\d\d-\d\d", value):
        return date.fromisoformat(value)
    return value
