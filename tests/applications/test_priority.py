"""The priority at the screening, factor by factor."""

import random
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from kargah.applications.priority import ValueMissing, place_in_order, priority
from kargah.guideline.limits import Factor, limits
from kargah.guideline.loading import sample_parameters

FACTORS = limits(sample_parameters()).priority
NOTHING = {factor.code: 0 for factor in FACTORS}
YEARS, PEOPLE, WAITED, SEAL, RURAL = (factor.code for factor in FACTORS)


@pytest.mark.parametrize(
    ("code", "value", "earned"),
    [
        (YEARS, 0, 0),
        (YEARS, 1, 233),  # 35/15 = 2.333…
        (YEARS, 2, 467),  # 4.666… goes up
        (YEARS, 15, 3500),
        (YEARS, 40, 3500),
        (PEOPLE, 3, 600),
        (PEOPLE, 11, 2000),
        (WAITED, 1, 750),
        (WAITED, 3, 1500),
        (SEAL, True, 1500),
        (RURAL, False, 0),
    ],
)
def test_a_factor_gives_its_points_by_the_value_up_to_the_cap(code, value, earned):
    result = priority(FACTORS, NOTHING | {code: value})
    assert result.total == earned
    assert {part.code: part.earned for part in result.parts} == NOTHING | {code: earned}


def test_each_factor_is_rounded_half_up_before_the_sum():
    thirds = (Factor("a", "", 800, 1), Factor("b", "", 800, 1))
    assert priority(thirds, {"a": 4, "b": 4}).total == 2  # half a hundredth each, twice up
    assert priority(thirds, {"a": 3, "b": 3}).total == 0  # three eighths each


def test_the_arithmetic_is_kept_to_be_shown():
    part = priority(FACTORS, NOTHING | {YEARS: 40}).parts[0]
    assert (part.value, part.counted, part.cap, part.points, part.earned) == (40, 15, 15, 3500, 3500)


def test_everything_full_is_a_hundred_points():
    assert priority(FACTORS, {YEARS: 15, PEOPLE: 10, WAITED: 2, SEAL: 1, RURAL: 1}).total == 10_000


def test_a_value_that_is_missing_is_not_taken_for_nothing():
    with pytest.raises(ValueMissing) as caught:
        priority(FACTORS, {code: 0 for code in NOTHING if code != SEAL})
    assert caught.value.code == SEAL


@pytest.mark.parametrize("value", [-1, 1.5, "3", None])
def test_a_value_that_is_no_number_of_ours_is_refused(value):
    with pytest.raises(ValueError, match=YEARS):
        priority(FACTORS, NOTHING | {YEARS: value})


def test_a_plain_second_implementation_agrees():
    chance = random.Random(3)
    for _ in range(2000):
        values = {
            code: chance.choice([chance.randrange(20), Fraction(chance.randrange(200), 8)])
            for code in NOTHING
        }
        total = Decimal(0)
        for row in sample_parameters()["priority"]:
            cap, points = Fraction(row["cap"]), Fraction(row["points"])
            exact = points * min(Fraction(values[row["factor"]]), cap) / cap
            fine = Decimal(exact.numerator) / Decimal(exact.denominator)
            total += fine.quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert Decimal(priority(FACTORS, values).total) == total * 100


def test_the_order_is_points_then_the_earlier_instant_then_the_code_as_text():
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    rows = [
        (3000, noon, "K-9"),
        (3000, noon, "K-10"),
        (3000, noon - timedelta(microseconds=1), "K-99"),
        (3001, noon + timedelta(days=9), "Z"),
        (2999, noon - timedelta(days=9), "A"),
    ]
    for seed in range(20):
        random.Random(seed).shuffle(rows)
        ordered = [code for *_, code in sorted(rows, key=lambda row: place_in_order(*row))]
        assert ordered == ["Z", "K-99", "K-10", "K-9", "A"]
