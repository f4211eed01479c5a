"""What is asked of the guideline."""

from collections.abc import Mapping
from functools import lru_cache

from django.db.models import Max

from kargah.guideline.arithmetic import AxisRule, CriterionRule, Rubric
from kargah.guideline.limits import limits
from kargah.guideline.models import Guideline


def in_force() -> Guideline | None:
    """The newest published guideline: the one that a new cycle is planned by."""
    return Guideline.objects.filter(state=Guideline.State.PUBLISHED).order_by("-number").first()


def versions() -> list[Guideline]:
    """All versions, the newest first."""
    return list(Guideline.objects.order_by("-number"))


def superseded_by(guideline: Guideline) -> list[Guideline]:
    """The guidelines in force that the publication of `guideline` replaces."""
    others = Guideline.objects.filter(state=Guideline.State.PUBLISHED).exclude(pk=guideline.pk)
    return list(others.order_by("number"))


def next_number() -> int:
    return (Guideline.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def rubric_of(guideline: Guideline, parameters: Mapping | None = None) -> Rubric:
    """The rubric for `arithmetic.score`. A cycle passes its own frozen `parameters`.

    A published guideline never changes, so its rubric is read once per process; a draft is read each time.
    """
    if guideline.state == Guideline.State.DRAFT:
        rubric = _read(guideline.pk)
    else:
        rubric = _settled(guideline.pk, guideline.public_id)
    total_points = limits(guideline.parameters if parameters is None else parameters).total_points
    return Rubric(total_points, rubric[0], rubric[1])


Rules = tuple[tuple[AxisRule, ...], tuple[CriterionRule, ...]]


@lru_cache(maxsize=32)
def _settled(pk: int, public_id: str) -> Rules:
    """By both names: a restored or emptied database may give a key again, never a random name."""
    return _read(pk)


def _read(pk: int) -> Rules:
    guideline = Guideline.objects.prefetch_related("axes", "criteria__axis").get(pk=pk)
    axes = tuple(
        AxisRule(axis.code, axis.name, axis.points, axis.minimum_percent) for axis in guideline.axes.all()
    )
    criteria = tuple(
        CriterionRule(
            code=criterion.code,
            axis=criterion.axis.code,
            maximum=criterion.maximum,
            knockout_level=criterion.knockout_level,
            levels=tuple(criterion.levels),
            na_allowed=criterion.na_allowed,
        )
        for criterion in guideline.criteria.all()
    )
    return axes, criteria
