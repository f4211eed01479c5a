"""The priority of requests at the screening: a pure function of the guideline's factors and a request's values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from kargah.guideline.limits import Factor

Value = int | Fraction


class ValueMissing(LookupError):
    """A factor without its value. `code` names it."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no value for {code}")
        self.code = code


@dataclass(frozen=True, slots=True)
class Part:
    """points x counted / cap = earned; `points` and `earned` in hundredths, `value` and `counted` as they are."""

    code: str
    name: str
    value: Fraction
    counted: Fraction
    cap: Fraction
    points: int
    earned: int


@dataclass(frozen=True, slots=True)
class Priority:
    total: int  # hundredths
    parts: tuple[Part, ...]


def priority(factors: Sequence[Factor], values: Mapping[str, Value]) -> Priority:
    """The sum of points x min(value, cap) / cap, each factor rounded half-up to hundredths.

    `values`: by factor code a whole number, yes/no or Fraction, not negative. Raises ValueMissing, ValueError.
    """
    parts = tuple(_part(factor, values) for factor in factors)
    return Priority(sum(part.earned for part in parts), parts)


def _part(factor: Factor, values: Mapping[str, Value]) -> Part:
    if factor.code not in values:
        raise ValueMissing(factor.code)
    given = values[factor.code]
    if not isinstance(given, (int, Fraction)) or given < 0:
        raise ValueError(f"{given!r} is no value for {factor.code}")
    value, cap = Fraction(given), Fraction(factor.cap, 100)
    counted = min(value, cap)
    exact = factor.points * counted / cap
    earned = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return Part(factor.code, factor.name, value, counted, cap, factor.points, earned)


def place_in_order(total: int, registered_at: datetime, tracking_code: str) -> tuple[int, datetime, str]:
    """Sort by this: more points first, then the earlier instant, then the tracking code as text."""
    return (-total, registered_at, tracking_code)
