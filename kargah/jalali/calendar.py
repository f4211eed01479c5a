"""The Jalali calendar over ordinary dates: counting, reading, writing."""

import re
from datetime import date

import jdatetime

from kargah.persian.letters import digits, fa, text

MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)
WEEKDAYS = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")  # as date.weekday() counts
LATIN_MONTHS = (
    "Farvardin",
    "Ordibehesht",
    "Khordad",
    "Tir",
    "Mordad",
    "Shahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dey",
    "Bahman",
    "Esfand",
)
LATIN_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST_YEAR, LAST_YEAR = 1301, 1469  # outside of them the leap years of the sources differ

_SPELLINGS = (
    re.compile(r"(\d{4}|\d{2})([/\-. ،])(\d{1,2})\2(\d{1,2})", re.A),
    re.compile(r"(\d{4})()(\d{2})(\d{2})", re.A),
)


def parts(day: date) -> tuple[int, int, int]:
    """Jalali year, month and day of the month."""
    found = jdatetime.date.fromgregorian(year=day.year, month=day.month, day=day.day)
    return found.year, found.month, found.day


def days_in_month(year: int, month: int) -> int:
    if month <= 6:
        return 31
    return 30 if month < 12 or jdatetime.date(year, 1, 1).isleap() else 29


def day_of(year: int, month: int, day: int) -> date:
    """The date of a Jalali day. Raises ValueError for a day that does not exist."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{year} is not a Jalali year from {FIRST_YEAR} to {LAST_YEAR}")
    if not (1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
        raise ValueError(f"{year}/{month}/{day} is not a day of the Jalali calendar")
    found: date = jdatetime.date(year, month, day).togregorian()
    return found


def months_after(day: date, n: int) -> date:
    """`n` Jalali months after `day`; a day that the month lacks becomes its last day."""
    year, month, number = parts(day)
    years, month = divmod(month - 1 + n, 12)
    year, month = year + years, month + 1
    return day_of(year, month, min(number, days_in_month(year, month)))


def years_after(day: date, n: int) -> date:
    """`n` Jalali years after `day`: 30 Esfand becomes 29 Esfand where the year is no leap year."""
    return months_after(day, 12 * n)


def completed_years(first: date, on: date) -> int:
    """Whole Jalali years from `first` to `on`; the anniversary itself completes one. 0 when `on` is earlier."""
    if on < first:
        return 0
    years = year_of(on) - year_of(first)
    return years if years_after(first, years) <= on else years - 1


def year_of(day: date) -> int:
    return parts(day)[0]


def parse(typed: str) -> date:
    """The date that ۱۴۰۵/۹/۲, 1405-09-02, 14050902 or ۰۵/۹/۲ names.

    Raises ValueError for everything else, for days that do not exist and for Gregorian years. Two digits of a year
    mean 1331 to 1430.
    """
    plain = digits(text(typed))
    for spelling in _SPELLINGS:
        if found := spelling.fullmatch(plain):
            year, month, day = int(found[1]), int(found[3]), int(found[4])
            if len(found[1]) == 2:
                year += 1400 if year <= 30 else 1300
            return day_of(year, month, day)
    raise ValueError(f"{typed!r} is not written as a Jalali date")


def short(day: date) -> str:
    """۱۴۰۵/۰۹/۱۵"""
    return fa(latin_short(day))


def long(day: date) -> str:
    """۱۵ آذر ۱۴۰۵"""
    year, month, number = parts(day)
    return fa(f"{number} {MONTHS[month - 1]} {year}")


def with_weekday(day: date) -> str:
    """یکشنبه ۱۵ آذر ۱۴۰۵"""
    return f"{WEEKDAYS[day.weekday()]} {long(day)}"


def latin_short(day: date) -> str:
    """1405/09/15"""
    return "{:04}/{:02}/{:02}".format(*parts(day))


def latin_long(day: date) -> str:
    """15 Azar 1405"""
    year, month, number = parts(day)
    return f"{number} {LATIN_MONTHS[month - 1]} {year}"


def latin_with_weekday(day: date) -> str:
    """Sunday 15 Azar 1405"""
    return f"{LATIN_WEEKDAYS[day.weekday()]} {latin_long(day)}"
