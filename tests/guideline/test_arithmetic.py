"""Every sentence of the process's chapter on scoring, on exact numbers."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from kargah.guideline.arithmetic import (
    NOT_APPLICABLE,
    AnswerRefused,
    AxisBelowMinimum,
    AxisRule,
    BelowPassMark,
    ConditionNotMet,
    ConditionUndecided,
    Contradiction,
    CriterionRule,
    KnockoutOpen,
    NothingApplies,
    OpenKnockout,
    Rubric,
    ScoreMissing,
    band,
    contradictions,
    grade,
    half_up,
    missing,
    reasons_against,
    score,
)
from tests.guideline.sheets import LIMITS, SAMPLE, a_sheet, all_at, plainly

ALL_MET = {2: True, 3: True, 4: True, 5: True}


def a_rubric(*criteria, minimum=50, total=1000):
    axes = dict.fromkeys(rule.axis for rule in criteria)
    return Rubric(total, tuple(AxisRule(code, f"axis {code}", 0, minimum) for code in axes), criteria)


P1 = CriterionRule("P1", "P", 10, knockout_level=2)
P2 = CriterionRule("P2", "P", 6, na_allowed=True)
S1 = CriterionRule("S1", "S", 8, knockout_level=1, na_allowed=True)
F4 = CriterionRule("F4", "F", 8, knockout_level=4, levels=(0, 4))
SMALL = a_rubric(P1, P2, S1, F4)


@pytest.mark.parametrize(
    ("maximum", "level", "quarters"),
    [(10, 0, 0), (10, 1, 10), (10, 2, 20), (10, 3, 30), (10, 4, 40), (7, 3, 21), (1, 1, 1)],
)
def test_points_of_a_criterion_are_exact_quarters(maximum, level, quarters):
    result = score(a_rubric(CriterionRule("X1", "X", maximum)), {"X1": level})
    assert (result.earned, result.quarters) == (quarters, {"X1": quarters})


def test_a_criterion_that_is_not_applicable_leaves_points_and_maximum():
    result = score(SMALL, {"P1": 3, "P2": NOT_APPLICABLE, "S1": 4, "F4": 4})
    assert (result.earned, result.maximum) == (30 + 32 + 32, 26)
    assert result.quarters["P2"] is None
    assert result.total == half_up(94 * 100_000, 4 * 26) == 90385


def test_level_zero_keeps_its_maximum():
    result = score(SMALL, {"P1": 3, "P2": 0, "S1": 4, "F4": 4})
    assert (result.maximum, result.quarters["P2"]) == (32, 0)


def test_a_missing_answer_has_no_score_and_all_of_them_are_named():
    with pytest.raises(ScoreMissing) as caught:
        score(SMALL, {"P1": 3, "S1": None})
    assert caught.value.codes == ("P2", "S1", "F4")
    assert missing(SMALL, {"P1": 0, "P2": NOT_APPLICABLE}) == ("S1", "F4")


@pytest.mark.parametrize(
    ("code", "answer"),
    [("P1", NOT_APPLICABLE), ("P1", 5), ("P1", -1), ("F4", 2), ("P1", True), ("P1", 2.0), ("Z9", 1)],
)
def test_an_answer_that_its_criterion_does_not_allow_is_refused(code, answer):
    with pytest.raises(AnswerRefused) as caught:
        score(SMALL, {"P1": 3, "P2": 2, "S1": 4, "F4": 4, code: answer})
    assert caught.value.code == code


def test_a_sheet_of_which_nothing_applies_has_no_score():
    with pytest.raises(NothingApplies):
        score(a_rubric(P2, S1), {"P2": NOT_APPLICABLE, "S1": NOT_APPLICABLE})


def test_the_sum_is_shown_as_in_the_guideline():
    rubric = a_rubric(CriterionRule("A1", "A", 612), CriterionRule("A2", "A", 268))
    sums = score(rubric, {"A1": 4, "A2": 0}).arithmetic
    assert (sums.earned, sums.maximum, sums.total, sums.total_points) == (Fraction(612), 880, 69545, 1000)


@pytest.mark.parametrize(
    ("numerator", "denominator", "nearest"),
    [
        (0, 3, 0),
        (1, 2, 1),
        (3, 2, 2),
        (5, 2, 3),
        (49, 100, 0),
        (1, 3, 0),
        (2, 3, 1),
        (10**30 + 1, 2, 5 * 10**29 + 1),
    ],
)
def test_a_half_goes_up(numerator, denominator, nearest):
    assert half_up(numerator, denominator) == nearest


def test_the_total_is_rounded_once_and_a_half_goes_up():
    # 1 of 1600 points is 0.625 of 1000, which is shown as 0.63.
    rubric = a_rubric(CriterionRule("A1", "A", 4), CriterionRule("A2", "A", 1596), minimum=0)
    assert score(rubric, {"A1": 1, "A2": 0}).total == 63


def test_a_total_that_rounds_up_to_the_pass_mark_passes():
    # 599.995 of 1000 is shown, and decided upon, as 600.00; 599.99 is not.
    just = a_rubric(CriterionRule("A1", "A", 119_999), CriterionRule("A2", "A", 80_001), minimum=0)
    result = score(just, {"A1": 4, "A2": 0})
    assert result.total == 60000
    assert reasons_against(result, ALL_MET, LIMITS) == ()

    under = a_rubric(CriterionRule("A1", "A", 59_999), CriterionRule("A2", "A", 40_001), minimum=0)
    result = score(under, {"A1": 4, "A2": 0})
    assert reasons_against(result, ALL_MET, LIMITS) == (BelowPassMark(59999, 60000),)


def test_an_axis_minimum_is_compared_exactly_and_not_rounded():
    half = a_rubric(CriterionRule("A1", "A", 500), CriterionRule("A2", "A", 500))
    assert score(half, {"A1": 4, "A2": 0}).axes[0].minimum_reached
    short = a_rubric(CriterionRule("A1", "A", 49_999), CriterionRule("A2", "A", 50_001))
    axis = score(short, {"A1": 4, "A2": 0}).axes[0]
    assert axis.share == Fraction(49_999, 100_000)  # would be 50 percent, rounded
    assert not axis.minimum_reached


def test_an_axis_minimum_looks_at_the_maxima_that_remain():
    result = score(SMALL, {"P1": 2, "P2": NOT_APPLICABLE, "S1": 4, "F4": 4})
    assert (result.axes[0].earned, result.axes[0].maximum) == (20, 10)
    assert result.axes[0].minimum_reached
    assert not score(SMALL, {"P1": 2, "P2": 0, "S1": 4, "F4": 4}).axes[0].minimum_reached


def test_an_axis_of_which_nothing_applies_has_nothing_to_reach():
    axis = score(SMALL, {"P1": 4, "P2": 4, "S1": NOT_APPLICABLE, "F4": 4}).axes[1]
    assert (axis.code, axis.share, axis.minimum_reached) == ("S", None, True)


@pytest.mark.parametrize(
    ("code", "answer", "opened"),
    [
        ("P1", 1, (OpenKnockout("P1", 2, 1),)),
        ("P1", 2, ()),
        ("S1", 0, (OpenKnockout("S1", 1, 0),)),
        ("S1", NOT_APPLICABLE, ()),
        ("F4", 0, (OpenKnockout("F4", 4, 0),)),
        ("F4", 4, ()),
    ],
)
def test_a_knock_out_is_open_below_its_level_and_never_when_not_applicable(code, answer, opened):
    result = score(SMALL, {"P1": 4, "P2": 4, "S1": 4, "F4": 4, code: answer})
    assert result.open_knockouts == opened


@pytest.mark.parametrize(
    ("total", "name"),
    [
        (100_000, "ممتاز"),
        (85_000, "ممتاز"),
        (84_999, "درجه یک"),
        (75_000, "درجه یک"),
        (74_999, "درجه دو"),
        (65_000, "درجه دو"),
        (64_999, "درجه سه"),
        (60_000, "درجه سه"),
        (59_999, "فاقد حد نصاب"),
        (0, "فاقد حد نصاب"),
    ],
)
def test_bands_go_by_their_lower_bounds(total, name):
    assert band(total, LIMITS) == name


def test_a_workshop_that_meets_everything_qualifies_and_its_band_is_its_grade():
    result = score(SAMPLE, all_at(3))
    reasons = reasons_against(result, ALL_MET, LIMITS)
    assert (reasons, grade(result, reasons, LIMITS)) == ((), "درجه یک")


def test_who_does_not_qualify_has_a_band_but_no_grade():
    result = score(SAMPLE, all_at(4))
    reasons = reasons_against(result, ALL_MET | {4: False}, LIMITS)
    assert reasons == (ConditionNotMet(4),)
    assert (grade(result, reasons, LIMITS), band(result.total, LIMITS)) == (None, "ممتاز")


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_an_undecided_condition_is_not_met(number):
    result = score(SAMPLE, all_at(4))
    assert reasons_against(result, ALL_MET | {number: None}, LIMITS) == (ConditionUndecided(number),)
    left_out = {key: met for key, met in ALL_MET.items() if key != number}
    assert reasons_against(result, left_out, LIMITS) == (ConditionUndecided(number),)


def test_the_first_condition_is_computed_but_a_no_to_it_counts():
    result = score(SAMPLE, all_at(4))
    assert reasons_against(result, ALL_MET | {1: None}, LIMITS) == ()
    assert reasons_against(result, ALL_MET | {1: False}, LIMITS) == (ConditionNotMet(1),)
    low = score(SAMPLE, all_at(0) | {"F4": 4, "R4": 4})
    assert BelowPassMark(low.total, 60000) in reasons_against(low, ALL_MET | {1: True}, LIMITS)


def test_every_reason_is_named_at_once():
    result = score(SMALL, {"P1": 1, "P2": 4, "S1": 0, "F4": 0})
    reasons = reasons_against(result, {2: False, 3: None, 4: True, 5: True}, LIMITS)
    assert [type(reason) for reason in reasons] == [
        BelowPassMark,
        ConditionNotMet,
        ConditionUndecided,
        AxisBelowMinimum,
        AxisBelowMinimum,
        KnockoutOpen,
        KnockoutOpen,
        KnockoutOpen,
    ]
    assert [reason.axis.code for reason in reasons if isinstance(reason, AxisBelowMinimum)] == ["S", "F"]


def test_a_judgement_that_contradicts_the_criterion_beside_it_is_warned_of():
    answers = {"C1": 1, "C5": 3, "C2": 2}
    beside = LIMITS.conditions_beside
    assert beside == {3: "C1", 4: "C5", 5: "C2"}
    assert contradictions(answers, {3: True, 4: False, 5: True}, beside) == (
        Contradiction(3, True, "C1", 1),
        Contradiction(4, False, "C5", 3),
    )
    assert contradictions(answers, {3: False, 4: True, 5: None}, beside) == ()


def test_the_sample_adds_up_to_its_thousand_points():
    full = score(SAMPLE, all_at(4))
    assert (full.total, full.earned, full.maximum) == (100_000, 4000, 1000)


@pytest.mark.parametrize("seed", range(8))
def test_a_plain_second_implementation_agrees(seed):
    chance = random.Random(seed)
    for _ in range(500):
        sheet = a_sheet(chance, lowest=chance.choice([0, 0, 1, 2]))
        result = score(SAMPLE, sheet)
        shown, below, knocked = plainly(sheet)
        assert Decimal(result.total) / 100 == shown
        assert {axis.code for axis in result.axes if not axis.minimum_reached} == below
        assert {knockout.code for knockout in result.open_knockouts} == knocked
        assert (not reasons_against(result, ALL_MET, LIMITS)) == (shown >= 600 and not below and not knocked)


def test_the_order_of_the_answers_changes_nothing():
    chance = random.Random(7)
    for _ in range(100):
        sheet = list(a_sheet(chance).items())
        first = score(SAMPLE, dict(sheet))
        chance.shuffle(sheet)
        assert score(SAMPLE, dict(sheet)) == first


def test_a_higher_level_never_lowers_the_total():
    chance = random.Random(11)
    for _ in range(300):
        sheet = a_sheet(chance)
        rule = chance.choice([rule for rule in SAMPLE.criteria if sheet[rule.code] in rule.levels[:-1]])
        better = sheet | {rule.code: rule.levels[rule.levels.index(sheet[rule.code]) + 1]}
        assert score(SAMPLE, better).total > score(SAMPLE, sheet).total
