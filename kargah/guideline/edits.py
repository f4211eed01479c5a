"""What may be corrected in a guideline while it is a draft."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kargah.guideline import queries, rules
from kargah.guideline.asks import AXIS_FIELDS, CRITERION_FIELDS
from kargah.guideline.models import Axis, Criterion, Guideline
from kargah.guideline.workbook import ReadBack
from kargah.inputs import canonical
from kargah.journal import book

COPIED_AXIS = ("code", "name", "name_en", "points", "minimum_percent", "position")
COPIED_CRITERION = ("code", *CRITERION_FIELDS, "basis", "position")


@transaction.atomic
def new_draft_from(guideline: Guideline, *, by: Any) -> Guideline:
    """A draft with the next number, equal to `guideline` in everything."""
    draft = Guideline.objects.create(
        number=queries.next_number(), title=guideline.title, parameters=guideline.parameters
    )
    axes = {
        axis.pk: Axis.objects.create(guideline=draft, **{name: getattr(axis, name) for name in COPIED_AXIS})
        for axis in guideline.axes.all()
    }
    Criterion.objects.bulk_create(
        Criterion(
            guideline=draft,
            axis=axes[criterion.axis_id],
            **{name: getattr(criterion, name) for name in COPIED_CRITERION},
        )
        for criterion in guideline.criteria.all()
    )
    book.write_edit(draft, by=by, what="new_draft", before={}, after={"from": guideline.public_id})
    return draft


@transaction.atomic
def change_parameters(
    guideline: Guideline, *, by: Any, parameters: dict[str, Any], title: str | None = None
) -> Guideline:
    """New settings for a draft, all of them at once. Raises Refused when one can't be read."""
    draft = _locked_draft(guideline)
    before = {"title": draft.title, "parameters": draft.parameters}
    draft.title, draft.parameters = draft.title if title is None else title, parameters
    rules.numbers_can_be_read(draft)
    draft.save(update_fields=["title", "parameters"])
    after = {"title": draft.title, "parameters": parameters}
    book.write_edit(draft, by=by, what="change_parameters", before=before, after=after)
    return draft


@transaction.atomic
def change_axis(axis: Axis, *, by: Any, changes: Mapping[str, Any]) -> Axis:
    """`changes`: fields of AXIS_FIELDS. The sums are checked when the draft is published."""
    draft = _locked_draft(axis.guideline)
    axis = Axis.objects.get(pk=axis.pk)
    _change(axis, AXIS_FIELDS, changes, draft, by, "change_axis")
    return axis


@transaction.atomic
def change_criterion(criterion: Criterion, *, by: Any, changes: Mapping[str, Any]) -> Criterion:
    """`changes`: fields of CRITERION_FIELDS. The sums are checked when the draft is published."""
    draft = _locked_draft(criterion.guideline)
    criterion = Criterion.objects.get(pk=criterion.pk)
    levels = changes.get("levels", criterion.levels)
    rules.level_list_is_sound(criterion.code, levels, changes.get("knockout_level", criterion.knockout_level))
    _change(criterion, CRITERION_FIELDS, changes, draft, by, "change_criterion")
    return criterion


@transaction.atomic
def take_workbook(guideline: Guideline, *, by: Any, read: ReadBack) -> Guideline:
    """Make the draft what the workbook says. Raises Refused, naming the cells, when one of them is bad."""
    draft = _locked_draft(guideline)
    read.is_without_errors()
    before = {"axes": list(draft.axes.values()), "criteria": list(draft.criteria.values())}
    before["parameters"] = draft.parameters
    draft.criteria.all().delete()
    draft.axes.all().delete()
    axes = {
        row["code"]: Axis.objects.create(guideline=draft, position=position, **row)
        for position, row in enumerate(read.axes, start=1)
    }
    for position, row in enumerate(read.criteria, start=1):
        axis = axes[row["axis"]]
        fields = {name: value for name, value in row.items() if name != "axis"}
        Criterion.objects.create(guideline=draft, axis=axis, position=position, **fields)
    draft.parameters = read.parameters
    draft.save(update_fields=["parameters"])
    after = {"axes": read.axes, "criteria": read.criteria, "parameters": read.parameters}
    book.write_edit(draft, by=by, what="take_workbook", before=canonical(before), after=after)
    return draft


def _locked_draft(guideline: Guideline) -> Guideline:
    draft = Guideline.objects.select_for_update().get(pk=guideline.pk)
    rules.is_a_draft(draft)
    return draft


def _change(
    row: Axis | Criterion,
    allowed: tuple[str, ...],
    changes: Mapping[str, Any],
    draft: Guideline,
    by: Any,
    what: str,
) -> None:
    if unknown := set(changes) - set(allowed):
        raise ValueError(f"not to be changed: {', '.join(sorted(unknown))}")
    before = {"code": row.code, **{name: getattr(row, name) for name in changes}}
    for name, value in changes.items():
        setattr(row, name, value)
    row.full_clean(validate_unique=False, validate_constraints=False)
    row.save(update_fields=list(changes))
    book.write_edit(draft, by=by, what=what, before=before, after={"code": row.code, **changes})
