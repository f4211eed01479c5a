from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kargah.persian.numbers import fa_mobile, fa_number, fa_percent, fa_points, hundredths, typed_number


def test_numbers_are_grouped_and_pointed_in_persian():
    assert fa_number(1320) == "۱٬۳۲۰"
    assert fa_number(Decimal("78.5")) == "۷۸٫۵"
    assert fa_number(7, places=2) == "۷٫۰۰"
    assert fa_number(0) == "۰"
    assert fa_percent(55) == "۵۵٪"


def test_points_are_whole_hundredths():
    assert fa_points(69545) == "۶۹۵٫۴۵"
    assert fa_points(2400) == "۲۴"
    assert fa_points(2250) == "۲۲٫۵"
    assert fa_points(100000) == "۱٬۰۰۰"
    assert fa_points(0) == "۰"


def test_a_mobile_number_is_shown_in_three_groups():
    assert fa_mobile("09121234567") == "۰۹۱۲ ۱۲۳ ۴۵۶۷"
    assert fa_mobile("021") == "۰۲۱"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("۱٬۳۲۰", "1320"),
        ("۱،۳۲۰", "1320"),
        ("1,320,000", "1320000"),
        ("1 320", "1320"),
        ("۷۸٫۵", "78.5"),
        ("۷۸/۵", "78.5"),
        ("-۳", "-3"),
        ("1,5", None),
        ("1_000", None),
        ("12 34", None),
        ("1e5", None),
        ("NaN", None),
        ("1.2.3", None),
        ("۱۲ عدد", None),
        ("", None),
    ],
)
def test_a_typed_number_is_read_or_refused_never_guessed(typed, read):
    assert typed_number(typed) == read


@given(st.integers(-(10**12), 10**12))
def test_what_is_shown_can_be_typed_again(n):
    assert typed_number(fa_number(n)) == str(n)


@given(st.integers(0, 10**7))
def test_hundredths_are_exact(n):
    assert hundredths(n) * 100 == n
