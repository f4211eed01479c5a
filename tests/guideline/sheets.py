"""Rubrics and sheets for the tests of the arithmetic, without a database."""

import csv
import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from kargah.guideline.arithmetic import NOT_APPLICABLE, AxisRule, CriterionRule, Rubric
from kargah.guideline.limits import limits
from kargah.guideline.loading import DATA, sample_parameters

LIMITS = limits(sample_parameters())


def sample_rows():
    with (DATA / "rubric-1.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sample_rubric():
    rows = sample_rows()
    axes = {
        row["axis_code"]: AxisRule(
            row["axis_code"], row["axis_fa"], int(row["axis_points"]), int(row["axis_min_percent"])
        )
        for row in rows
    }
    criteria = [
        CriterionRule(
            row["criterion_code"],
            row["axis_code"],
            int(row["max_points"]),
            int(row["knockout_min_level"]) if row["knockout_min_level"] else None,
            tuple(map(int, row["levels"].split())),
            row["na_allowed"] == "yes",
        )
        for row in rows
    ]
    return Rubric(1000, tuple(axes.values()), tuple(criteria))


SAMPLE = sample_rubric()


def a_sheet(chance: random.Random, rubric=SAMPLE, lowest=0):
    """A full random sheet; criteria that may be left out are, one time in three."""
    return {
        rule.code: NOT_APPLICABLE
        if rule.na_allowed and chance.random() < 1 / 3
        else chance.choice([level for level in rule.levels if level >= lowest])
        for rule in rubric.criteria
    }


def all_at(level, rubric=SAMPLE):
    return {rule.code: level if level in rule.levels else 4 for rule in rubric.criteria}


def plainly(sheet, rows=None):
    """The second implementation: over the file's rows, with fractions and decimal's own rounding."""
    rows = rows or sample_rows()
    kept = [row for row in rows if sheet[row["criterion_code"]] is not NOT_APPLICABLE]
    worth = {
        row["criterion_code"]: Fraction(int(row["max_points"]) * sheet[row["criterion_code"]], 4)
        for row in kept
    }
    exact = sum(worth.values()) * 1000 / sum(int(row["max_points"]) for row in kept)
    shown = exact_decimal(exact).quantize(Decimal("0.01"), ROUND_HALF_UP)
    below = set()
    for code in {row["axis_code"] for row in kept}:
        mine = [row for row in kept if row["axis_code"] == code]
        share = sum(worth[row["criterion_code"]] for row in mine) / sum(
            int(row["max_points"]) for row in mine
        )
        if share < Fraction(int(mine[0]["axis_min_percent"]), 100):
            below.add(code)
    knocked = {
        row["criterion_code"]
        for row in kept
        if row["knockout_min_level"] and sheet[row["criterion_code"]] < int(row["knockout_min_level"])
    }
    return shown, below, knocked


def exact_decimal(number: Fraction) -> Decimal:
    """Enough digits to round by; a half of a hundredth is exact, for its denominator divides a power of ten."""
    scaled = number * 10**12
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    return (Decimal(whole) + (Decimal("0.5") if rest else 0)) / Decimal(10**12)
