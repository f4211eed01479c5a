from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kargah.jalali import calendar

LEAP_YEARS = {1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420}
DAYS = st.dates(date(1930, 1, 1), date(2040, 1, 1))


def counted_days():
    """Every day of 1390 to 1420 with its Jalali numbers, counted on from 21 March 2011, the first of 1390."""
    day = date(2011, 3, 21)
    for year in range(1390, 1421):
        for month in range(1, 13):
            length = 31 if month <= 6 else 30 if month < 12 or year in LEAP_YEARS else 29
            for number in range(1, length + 1):
                yield day, (year, month, number)
                day += timedelta(days=1)


def test_every_day_of_1390_to_1420_is_the_day_counted_by_hand():
    last = None
    for day, numbers in counted_days():
        assert calendar.parts(day) == numbers
        assert calendar.day_of(*numbers) == day
        last = day
    assert last == date(2042, 3, 20)


def test_every_day_of_1390_to_1420_is_written_and_read_back():
    for day, _ in counted_days():
        assert calendar.parse(calendar.short(day)) == day


@pytest.mark.parametrize("year", sorted(set(range(1390, 1421)) - LEAP_YEARS))
def test_the_thirtieth_of_esfand_exists_only_in_leap_years(year):
    with pytest.raises(ValueError):
        calendar.parse(f"{year}/12/30")


@pytest.mark.parametrize(
    ("notice", "due"),
    [
        ("1405/09/02", "1405/10/17"),
        ("1404/12/01", "1405/01/17"),
        ("1403/12/01", "1404/01/16"),
        ("1405/06/31", "1405/08/15"),
    ],
)
def test_forty_five_days_lead_over_months_and_years(notice, due):
    assert calendar.parse(notice) + timedelta(days=45) == calendar.parse(due)


def test_a_deadline_names_its_weekday():
    assert calendar.with_weekday(calendar.parse("1405/09/02") + timedelta(days=45)) == "پنجشنبه ۱۷ دی ۱۴۰۵"


@pytest.mark.parametrize(
    ("first", "years", "there"),
    [
        ("1403/12/30", 1, "1404/12/29"),
        ("1403/12/30", 5, "1408/12/30"),
        ("1399/12/30", 3, "1402/12/29"),
        ("1405/09/15", 1, "1406/09/15"),
        ("1405/09/15", 0, "1405/09/15"),
    ],
)
def test_years_run_to_the_same_day_or_the_months_last(first, years, there):
    assert calendar.years_after(calendar.parse(first), years) == calendar.parse(there)


@pytest.mark.parametrize(
    ("first", "months", "there"),
    [
        ("1405/06/31", 1, "1405/07/30"),
        ("1405/06/31", 6, "1405/12/29"),
        ("1405/11/30", 1, "1405/12/29"),
        ("1405/12/29", 1, "1406/01/29"),
        ("1405/01/31", -1, "1404/12/29"),
        ("1405/09/15", 12, "1406/09/15"),
    ],
)
def test_months_run_to_the_same_day_or_the_months_last(first, months, there):
    assert calendar.months_after(calendar.parse(first), months) == calendar.parse(there)


@pytest.mark.parametrize(
    ("first", "on", "years"),
    [
        ("1402/09/15", "1405/09/15", 3),
        ("1402/09/15", "1405/09/14", 2),
        ("1399/12/30", "1402/12/29", 3),
        ("1399/12/30", "1402/12/28", 2),
        ("1405/09/15", "1405/09/14", 0),
    ],
)
def test_the_anniversary_itself_completes_a_year(first, on, years):
    assert calendar.completed_years(calendar.parse(first), calendar.parse(on)) == years


@given(DAYS, st.integers(0, 40))
def test_completed_years_and_years_after_agree(first, years):
    there = calendar.years_after(first, years)
    assert calendar.completed_years(first, there) == years
    if years:
        assert calendar.completed_years(first, there - timedelta(days=1)) == years - 1


@pytest.mark.parametrize(
    "typed",
    [
        "۱۴۰۵/۹/۲",
        "1405-09-02",
        "14050902",
        "٠٥/٩/٢",
        "05.9.2",
        "1405 9 2",
        "\u200f۱۴۰۵/۰۹/۰۲\u200e",
        "۱۴۰۵،۹،۲",
    ],
)
def test_one_day_is_read_in_many_spellings(typed):
    assert calendar.parse(typed) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "1404/12/30",
        "1405/13/01",
        "1405/00/01",
        "1405/1/0",
        "1405/7/31",
        "2026-11-23",
        "1405/9-2",
        "140592",
        "1500/1/1",
    ],
)
def test_what_names_no_jalali_day_is_refused(typed):
    with pytest.raises(ValueError):
        calendar.parse(typed)


def test_a_short_year_may_be_of_a_birth():
    assert calendar.year_of(calendar.parse("50/1/1")) == 1350
    assert calendar.year_of(calendar.parse("05/1/1")) == 1405


def test_a_day_is_written_short_and_long():
    day = calendar.parse("1405/09/15")
    assert calendar.short(day) == "۱۴۰۵/۰۹/۱۵"
    assert calendar.long(day) == "۱۵ آذر ۱۴۰۵"
    assert calendar.with_weekday(day) == "یکشنبه ۱۵ آذر ۱۴۰۵"
    assert calendar.latin_with_weekday(day) == "Sunday 15 Azar 1405"
