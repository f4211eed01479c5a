"""The result of an inspection for its applicant: the sum, the axes against their minima, and what stands against it."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kargah.applications.models import Application, ConditionDecision
from kargah.guideline import arithmetic
from kargah.guideline.sentences import condition_name, reason_sentence
from kargah.inspections import queries as inspections
from kargah.inspections.models import Inspection
from kargah.jalali.templatetags.jalali import fa
from kargah.reports import content
from kargah.web.levels import LEVEL_WORDS

SETTLED = "settled"
NUMBER = re.compile(r"(?<![A-Za-z\d])\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Axis:
    """Points as whole hundredths; `needed` is 0 where the axis has no minimum."""

    name: str
    earned: int
    maximum: int
    needed: int
    reached: bool


@dataclass(frozen=True)
class Outcome:
    inspection: Inspection
    total: int  # hundredths
    total_points: int
    earned: int  # hundredths, before the rescaling
    maximum: int  # hundredths
    pass_mark: int  # hundredths
    axes: list[Axis]
    knockouts: list[str]
    reasons: list[str]
    placement: Any | None


def of(case: Application) -> Outcome | None:
    """None until the inspection has ended with a score. Rank and grade come with a settled ranking."""
    inspection = inspections.inspection_that_counts(case)
    if inspection is None:
        return None
    score, limits = inspections.score_of(inspection), case.cycle.limits
    reasons = arithmetic.reasons_against(score, content.conditions_of(case), limits)
    return Outcome(
        inspection=inspection,
        total=score.total,
        total_points=score.total_points * 100,
        earned=score.earned * 25,
        maximum=score.maximum * 100,
        pass_mark=limits.pass_mark,
        axes=[
            Axis(
                axis.name,
                axis.earned * 25,
                axis.maximum * 100,
                axis.maximum * axis.minimum_percent,
                axis.minimum_reached,
            )
            for axis in score.axes
        ],
        knockouts=_knockouts(case, score.open_knockouts),
        reasons=[
            in_digits_of_the_page(reason_sentence(reason))
            for reason in reasons
            if not isinstance(reason, arithmetic.KnockoutOpen)
        ],
        placement=case.placements.filter(ranking__state=SETTLED).order_by("-ranking__number").first(),
    )


def _knockouts(case: Application, found: tuple[arithmetic.OpenKnockout, ...]) -> list[str]:
    names = dict(case.cycle.guideline.criteria.values_list("code", "name"))
    return [
        _("%(name)s: level “%(given)s”, at least “%(needed)s” is needed.")
        % {"name": names[one.code], "given": LEVEL_WORDS[one.given], "needed": LEVEL_WORDS[one.needed]}
        for one in found
    ]


def in_digits_of_the_page(sentence: str) -> str:
    """The numbers of a sentence in the page's digits; a criterion's code keeps its own."""
    point = "٫" if fa("1") == "۱" else "."
    return NUMBER.sub(lambda number: fa(number[0]).replace(".", point), sentence)


@dataclass(frozen=True)
class Condition:
    """One of the five, as it stands: met is None while it is undecided."""

    number: int
    name: str
    met: bool | None
    decisions: list[ConditionDecision]


def conditions(case: Application) -> list[Condition]:
    """All five; the first one is known with the result."""
    found, outcome = content.conditions_of(case), of(case)
    latest = {
        (one.condition, one.part): one for one in case.condition_decisions.select_related("by").order_by("pk")
    }
    met: dict[int, bool | None] = {1: outcome.total >= outcome.pass_mark if outcome else None, **found}
    return [
        Condition(
            number,
            condition_name(number),
            met.get(number),
            [one for (condition, _part), one in latest.items() if condition == number],
        )
        for number in arithmetic.CONDITIONS
    ]
