"""The arithmetic of a grading: exact, in whole quarters and hundredths of a point, and nothing but values.

points(criterion) = maximum x level / 4, so a sum of points is a whole number of quarters. The total is rescaled
to the guideline's total points and rounded half-up to hundredths, once; every decision is taken on it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from kargah.guideline.limits import Limits

HIGHEST_LEVEL = 4
CONDITIONS = (1, 2, 3, 4, 5)


class NotApplicable(Enum):
    """The third kind of answer, besides a level and no answer: the criterion leaves points and maximum."""

    NOT_APPLICABLE = "n/a"


NOT_APPLICABLE = NotApplicable.NOT_APPLICABLE
Answer = int | NotApplicable | None  # None: not answered yet


class ScoreMissing(ValueError):
    """Criteria without an answer. `codes` names them, in the rubric's order."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(f"no answer to {', '.join(codes)}")
        self.codes = tuple(codes)


class AnswerRefused(ValueError):
    """An answer that its criterion does not allow: a level not offered, not applicable, or no such criterion."""

    def __init__(self, code: str, answer: object) -> None:
        super().__init__(f"{answer!r} is no answer to {code}")
        self.code, self.answer = code, answer


class NothingApplies(ValueError):
    """Every criterion was left out, so there is nothing to rescale."""


@dataclass(frozen=True, slots=True)
class AxisRule:
    code: str
    name: str
    points: int
    minimum_percent: int


@dataclass(frozen=True, slots=True)
class CriterionRule:
    code: str
    axis: str
    maximum: int
    knockout_level: int | None = None
    levels: tuple[int, ...] = (0, 1, 2, 3, 4)
    na_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Rubric:
    total_points: int
    axes: tuple[AxisRule, ...]
    criteria: tuple[CriterionRule, ...]


@dataclass(frozen=True, slots=True)
class AxisScore:
    """What an axis earned (quarters) of the maxima (points) that remain in it."""

    code: str
    name: str
    earned: int
    maximum: int
    minimum_percent: int

    @property
    def minimum_reached(self) -> bool:
        """Compared exactly. An axis of which nothing applies has nothing to reach."""
        return self.earned * 100 >= self.minimum_percent * self.maximum * 4

    @property
    def share(self) -> Fraction | None:
        """Points earned of the points that apply, exactly; None where nothing applies."""
        return Fraction(self.earned, 4 * self.maximum) if self.maximum else None


@dataclass(frozen=True, slots=True)
class OpenKnockout:
    code: str
    needed: int
    given: int


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The sum as it is shown: `earned` of `maximum` applicable points = `total` hundredths of `total_points`."""

    earned: Fraction
    maximum: int
    total: int
    total_points: int


@dataclass(frozen=True, slots=True)
class Score:
    total: int  # hundredths, rescaled and rounded: what is shown is what is decided upon
    total_points: int
    earned: int  # quarters of a point, before rescaling
    maximum: int  # points that apply
    axes: tuple[AxisScore, ...]
    open_knockouts: tuple[OpenKnockout, ...]
    quarters: Mapping[str, int | None]  # by criterion; None: not applicable

    @property
    def arithmetic(self) -> Arithmetic:
        return Arithmetic(Fraction(self.earned, 4), self.maximum, self.total, self.total_points)

    def axis_quarters(self) -> dict[str, int]:
        """Quarters earned by axis code: what the tie rules compare."""
        return {axis.code: axis.earned for axis in self.axes}


def half_up(numerator: int, denominator: int) -> int:
    """The whole number nearest to a fraction that is not negative; the half goes up."""
    return (2 * numerator + denominator) // (2 * denominator)


def missing(rubric: Rubric, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Codes of the criteria without an answer, in the rubric's order."""
    return tuple(rule.code for rule in rubric.criteria if answers.get(rule.code) is None)


def score(rubric: Rubric, answers: Mapping[str, Answer]) -> Score:
    """The score of one sheet. `answers`: by criterion code a level, NOT_APPLICABLE, or None.

    Raises ScoreMissing (all the codes at once), AnswerRefused, NothingApplies.
    """
    known = {rule.code for rule in rubric.criteria}
    for code in answers:
        if code not in known:
            raise AnswerRefused(code, answers[code])
    quarters = {rule.code: _quarters(rule, answers.get(rule.code)) for rule in rubric.criteria}
    if unanswered := missing(rubric, answers):
        raise ScoreMissing(unanswered)

    earned_by = {axis.code: 0 for axis in rubric.axes}
    maximum_by = {axis.code: 0 for axis in rubric.axes}
    knockouts = []
    for rule in rubric.criteria:
        points, level = quarters[rule.code], answers[rule.code]
        if points is None:
            continue
        earned_by[rule.axis] += points
        maximum_by[rule.axis] += rule.maximum
        if isinstance(level, int) and rule.knockout_level is not None and level < rule.knockout_level:
            knockouts.append(OpenKnockout(rule.code, rule.knockout_level, level))

    earned, maximum = sum(earned_by.values()), sum(maximum_by.values())
    if maximum == 0:
        raise NothingApplies("no criterion applies")
    return Score(
        total=half_up(earned * rubric.total_points * 100, 4 * maximum),
        total_points=rubric.total_points,
        earned=earned,
        maximum=maximum,
        axes=tuple(
            AxisScore(axis.code, axis.name, earned_by[axis.code], maximum_by[axis.code], axis.minimum_percent)
            for axis in rubric.axes
        ),
        open_knockouts=tuple(knockouts),
        quarters=quarters,
    )


def _quarters(rule: CriterionRule, answer: Answer) -> int | None:
    """Quarters that one answer earns (maximum x level); None for an answer that is missing or not applicable."""
    if answer is None or (answer is NOT_APPLICABLE and rule.na_allowed):
        return None
    if type(answer) is not int or answer not in rule.levels:  # True is no level
        raise AnswerRefused(rule.code, answer)
    return rule.maximum * answer


def band(total: int, limits: Limits) -> str:
    """The band of `total` (hundredths) by lower bounds, for everybody; the grade of those who qualify."""
    return next((band.name for band in limits.bands if total >= band.from_hundredths), limits.below_bands)


@dataclass(frozen=True, slots=True)
class ConditionNotMet:
    condition: int


@dataclass(frozen=True, slots=True)
class ConditionUndecided:
    condition: int


@dataclass(frozen=True, slots=True)
class BelowPassMark:
    total: int
    pass_mark: int


@dataclass(frozen=True, slots=True)
class AxisBelowMinimum:
    axis: AxisScore


@dataclass(frozen=True, slots=True)
class KnockoutOpen:
    knockout: OpenKnockout


Reason = ConditionNotMet | ConditionUndecided | BelowPassMark | AxisBelowMinimum | KnockoutOpen


def reasons_against(
    score: Score, conditions: Mapping[int, bool | None], limits: Limits
) -> tuple[Reason, ...]:
    """Every reason why a workshop does not qualify; none: it does.

    `conditions`: by number (2 to 5) met, not met, or None (undecided, as is one that is not named). Condition 1 is
    computed here, as the pass mark; a False given for it counts all the same.
    """
    reasons: list[Reason] = []
    if score.total < limits.pass_mark:
        reasons.append(BelowPassMark(score.total, limits.pass_mark))
    elif conditions.get(1) is False:
        reasons.append(ConditionNotMet(1))
    for number in CONDITIONS[1:]:
        met = conditions.get(number)
        if met is None:
            reasons.append(ConditionUndecided(number))
        elif not met:
            reasons.append(ConditionNotMet(number))
    reasons += [AxisBelowMinimum(axis) for axis in score.axes if not axis.minimum_reached]
    reasons += [KnockoutOpen(knockout) for knockout in score.open_knockouts]
    return tuple(reasons)


def grade(score: Score, reasons: Sequence[Reason], limits: Limits) -> str | None:
    """The band of those who qualify; None for the others, who see the band of their points and each reason."""
    return None if reasons else band(score.total, limits)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A judged condition and the level of the criterion beside it do not go together: shown as a warning."""

    condition: int
    met: bool
    code: str
    level: int


def contradictions(
    answers: Mapping[str, Answer], conditions: Mapping[int, bool | None], beside: Mapping[int, str]
) -> tuple[Contradiction, ...]:
    """Met beside a level under 2, the acceptable one, or not met beside a level over it. `beside`: condition -> code."""
    found = []
    for number, code in sorted(beside.items()):
        met, level = conditions.get(number), answers.get(code)
        if met is None or not isinstance(level, int):
            continue
        if (met and level < 2) or (not met and level > 2):
            found.append(Contradiction(number, met, code, level))
    return tuple(found)
