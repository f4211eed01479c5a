"""What must hold of a guideline. Each rule is silent when it does."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kargah.guideline.limits import ParameterWrong, limits
from kargah.guideline.models import Axis, Criterion, Guideline
from kargah.refusal import Refused


def is_a_draft(guideline: Guideline) -> None:
    if guideline.state != Guideline.State.DRAFT:
        raise Refused(_("A published guideline does not change any more. Make a new version from it."))


def is_published(guideline: Guideline) -> None:
    if guideline.state != Guideline.State.PUBLISHED:
        raise Refused(_("A cycle is planned on the published guideline."))


def can_be_published(guideline: Guideline) -> None:
    is_a_draft(guideline)
    numbers_can_be_read(guideline)
    levels_are_sound(guideline)
    sums_agree(guideline)
    axis_minimum_keeps_a_criterion(guideline)
    numbers_fit_the_rubric(guideline)


def numbers_can_be_read(guideline: Guideline) -> None:
    try:
        limits(guideline.parameters)
    except ParameterWrong as error:
        raise Refused(_("The setting “%(key)s” is missing or can't be read."), key=error.key) from error


def sums_agree(guideline: Guideline) -> None:
    """The maxima of an axis add up to its points, and the axes to the guideline's total."""
    axes = list(guideline.axes.prefetch_related("criteria"))
    for axis in axes:
        found = sum(criterion.maximum for criterion in axis.criteria.all())
        if found != axis.points:
            raise Refused(
                _("The criteria of axis %(axis)s add up to %(found)s points instead of %(points)s."),
                axis=axis.name,
                found=found,
                points=axis.points,
            )
    total, wanted = sum(axis.points for axis in axes), guideline.limits.total_points
    if total != wanted:
        raise Refused(
            _("The axes add up to %(found)s points instead of %(points)s."), found=total, points=wanted
        )


def axis_minimum_keeps_a_criterion(guideline: Guideline) -> None:
    """An axis with a minimum has something to reach, whatever is not applicable."""
    for axis in guideline.axes.prefetch_related("criteria"):
        if axis.minimum_percent and all(criterion.na_allowed for criterion in axis.criteria.all()):
            raise Refused(
                _("Axis %(axis)s has a minimum, so one of its criteria must always apply."), axis=axis.name
            )


def levels_are_sound(guideline: Guideline) -> None:
    for criterion in guideline.criteria.all():
        level_list_is_sound(criterion.code, criterion.levels, criterion.knockout_level)


def level_list_is_sound(code: str, levels: Any, knockout_level: int | None) -> None:
    """Ascending, from 0 to 4, with both ends; a knock-out level is one of them, above 0."""
    whole = isinstance(levels, list) and all(type(level) is int and 0 <= level <= 4 for level in levels)
    if not whole or levels != sorted(set(levels)) or not {0, 4} <= set(levels):
        raise Refused(_("The levels of criterion %(code)s must rise from 0 to 4."), code=code, field="levels")
    if knockout_level is not None and (knockout_level == 0 or knockout_level not in levels):
        raise Refused(
            _("The knock-out level of criterion %(code)s must be one of its levels, above 0."),
            code=code,
            field="knockout_level",
        )


def numbers_fit_the_rubric(guideline: Guideline) -> None:
    """The pass mark can be reached, the ties end with the draw, and what is named exists."""
    numbers = guideline.limits
    axes = set(guideline.axes.values_list("code", flat=True))
    codes = set(guideline.criteria.values_list("code", flat=True))
    highest = numbers.total_points * 100
    marks = [numbers.pass_mark, *(band.from_hundredths for band in numbers.bands)]
    if any(not 0 <= mark <= highest for mark in marks):
        raise Refused(_("The pass mark and the bands must lie within the total points."))
    if not numbers.tie_rules or numbers.tie_rules[-1] != "declared_draw":
        raise Refused(_("The tie rules must end with the declared draw."))
    named_axes = {rule.removeprefix("points:") for rule in numbers.tie_rules if rule.startswith("points:")}
    columns = [column for sheet in numbers.workbook["sheets"] for column in sheet["columns"]]
    named_axes |= {column["axis"] for column in columns if "axis" in column}
    for code in sorted(named_axes - axes):
        raise Refused(_("The settings name an axis %(code)s that the rubric does not have."), code=code)
    for code in sorted(set(numbers.conditions_beside.values()) - codes):
        raise Refused(_("The settings name a criterion %(code)s that the rubric does not have."), code=code)
    for criterion in guideline.criteria.select_related("axis"):
        stands_in_its_guideline(criterion, criterion.axis)


def stands_in_its_guideline(criterion: Criterion, axis: Axis) -> None:
    if criterion.guideline_id != axis.guideline_id:
        raise Refused(_("Criterion %(code)s stands in an axis of another guideline."), code=criterion.code)
