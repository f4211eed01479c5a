"""The result of an inspection: criterion by criterion, the axes against their minima, the sum, and what stands against it."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kargah.applications.models import Application, ConditionDecision
from kargah.grading.queries import newest_placement
from kargah.guideline import arithmetic
from kargah.guideline.sentences import condition_name, reason_sentence, sum_sentence
from kargah.inspections import queries as inspections
from kargah.inspections.models import Inspection
from kargah.jalali.templatetags.jalali import fa
from kargah.reports import content
from kargah.web.levels import LEVEL_WORDS

NUMBER = re.compile(r"(?<![A-Za-z\d])\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Row:
    """A criterion: points as whole hundredths, None where it does not apply; `needed` is the level of a knock-out."""

    code: str
    name: str
    level: int | None
    earned: int | None
    maximum: int
    needed: int | None

    @property
    def words(self) -> Any:
        return None if self.level is None else LEVEL_WORDS[self.level]

    @property
    def needed_words(self) -> Any:
        return None if self.needed is None else LEVEL_WORDS[self.needed]

    @property
    def falls_short(self) -> bool:
        return self.needed is not None and self.level is not None and self.level < self.needed


@dataclass(frozen=True)
class Axis:
    """Points as whole hundredths; `needed` is 0 where the axis has no minimum."""

    code: str
    name: str
    earned: int
    maximum: int
    needed: int
    reached: bool
    rows: list[Row]


@dataclass(frozen=True)
class Outcome:
    inspection: Inspection
    total: int  # hundredths
    total_points: int
    earned: int  # hundredths, before the rescaling
    maximum: int  # hundredths
    pass_mark: int  # hundredths
    sentence: str
    axes: list[Axis]
    knockouts: list[str]
    reasons: list[str]
    placement: Any | None

    @property
    def passed(self) -> bool:
        return self.total >= self.pass_mark


def of(case: Application) -> Outcome | None:
    """None until the inspection has ended with a score. Rank and grade come with a settled ranking."""
    inspection = inspections.inspection_that_counts(case)
    return None if inspection is None else of_inspection(inspection, case)


def of_inspection(inspection: Inspection, case: Application) -> Outcome:
    score, limits = inspections.score_of(inspection), case.cycle.limits
    reasons = arithmetic.reasons_against(score, content.conditions_of(case), limits)
    rows = _rows(inspection, score)
    return Outcome(
        inspection=inspection,
        total=score.total,
        total_points=score.total_points * 100,
        earned=score.earned * 25,
        maximum=score.maximum * 100,
        pass_mark=limits.pass_mark,
        sentence=in_digits_of_the_page(sum_sentence(score.arithmetic)),
        axes=[
            Axis(
                axis.code,
                axis.name,
                axis.earned * 25,
                axis.maximum * 100,
                axis.maximum * axis.minimum_percent,
                axis.minimum_reached,
                rows.get(axis.code, []),
            )
            for axis in score.axes
        ],
        knockouts=_knockouts(case, score.open_knockouts),
        reasons=[
            in_digits_of_the_page(reason_sentence(reason))
            for reason in reasons
            if not isinstance(reason, arithmetic.KnockoutOpen)
        ],
        placement=newest_placement(case),
    )


def _rows(inspection: Inspection, score: arithmetic.Score) -> dict[str, list[Row]]:
    """By axis, in the guideline's order."""
    found: dict[str, list[Row]] = {}
    for section in inspections.form_of(inspection).sections:
        found[section.axis.code] = [
            Row(
                code=item.criterion.code,
                name=item.criterion.name,
                level=item.answer.level if item.answer else None,
                earned=None if (quarters := score.quarters[item.criterion.code]) is None else quarters * 25,
                maximum=item.criterion.maximum * 100,
                needed=item.criterion.knockout_level,
            )
            for item in section.items
        ]
    return found


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


def conditions(case: Application, *, points: bool = True) -> list[Condition]:
    """All five; the first one is known with the result, and only to those who see `points`."""
    found, outcome = content.conditions_of(case), of(case) if points else None
    latest = {
        (one.condition, one.part): one for one in case.condition_decisions.select_related("by").order_by("pk")
    }
    met: dict[int, bool | None] = {1: outcome.passed if outcome else None, **found}
    return [
        Condition(
            number,
            condition_name(number),
            met.get(number),
            [one for (condition, _part), one in latest.items() if condition == number],
        )
        for number in arithmetic.CONDITIONS
    ]
