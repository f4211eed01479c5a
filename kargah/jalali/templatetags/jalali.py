"""Days and numbers on pages: Persian, or Latin digits and names where the page is English. Nothing stays nothing."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kargah import clock
from kargah.jalali import calendar
from kargah.persian import numbers
from kargah.persian.letters import digits
from kargah.persian.letters import fa as persian_digits

register = template.Library()
DAYS_TOLD_AS_AGO = 60


def _english() -> bool:
    return (get_language() or "fa").startswith("en")


def _day(value: Any) -> date | None:
    """The day in Tehran of a date or an instant."""
    if isinstance(value, datetime):
        return clock.day_of(value) if value.tzinfo else value.date()
    return value if isinstance(value, date) else None


@register.filter
def jalali(value: Any) -> str:
    """۱۴۰۵/۰۹/۱۵, for tables."""
    if (day := _day(value)) is None:
        return ""
    return calendar.latin_short(day) if _english() else calendar.short(day)


@register.filter
def jalali_long(value: Any) -> str:
    """۱۵ آذر ۱۴۰۵, for sentences."""
    if (day := _day(value)) is None:
        return ""
    return calendar.latin_long(day) if _english() else calendar.long(day)


@register.filter
def jalali_weekday(value: Any) -> str:
    """یکشنبه ۱۵ آذر ۱۴۰۵, for deadlines."""
    if (day := _day(value)) is None:
        return ""
    return calendar.latin_with_weekday(day) if _english() else calendar.with_weekday(day)


@register.filter
def jalali_time(value: Any) -> str:
    """۱۴۰۵/۰۹/۱۵ ۱۴:۳۰ in Tehran, of an instant; a date gives its day alone."""
    if not isinstance(value, datetime):
        return jalali(value)
    there = value.astimezone(clock.TEHRAN) if value.tzinfo else value
    return f"{jalali(there)} {_digits(f'{there:%H:%M}')}"


@register.filter
def jalali_ago(value: Any) -> str:
    """۳ روز پیش, ۲ ساعت پیش, فردا; farther than sixty days, the day itself."""
    if (day := _day(value)) is None:
        return ""
    days = (clock.today() - day).days
    if abs(days) > DAYS_TOLD_AS_AGO:
        return jalali_long(day)
    if isinstance(value, datetime) and value.tzinfo and days == 0 and value <= clock.now():
        return _within_the_day(int((clock.now() - value).total_seconds()) // 60)
    named = {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}
    if days in named:
        return named[days]
    return (_("%(count)s days ago") if days > 0 else _("in %(count)s days")) % {"count": _digits(abs(days))}


def _within_the_day(minutes: int) -> str:
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _("a minute ago") if minutes == 1 else _("%(count)s minutes ago") % {"count": _digits(minutes)}
    hours = minutes // 60
    return _("an hour ago") if hours == 1 else _("%(count)s hours ago") % {"count": _digits(hours)}


def _digits(value: Any) -> str:
    return digits(str(value)) if _english() else persian_digits(value)


@register.filter
def fa(value: Any) -> str:
    """A number with grouped thousands; of a text (a code, a year as text) only the digits change."""
    if value is None or value == "":
        return ""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return numbers.latin_number(value) if _english() else numbers.fa_number(value)
    return _digits(value)


@register.filter
def points(value: Any) -> str:
    """۶۹۵٫۴۵ of 69545 whole hundredths."""
    if not isinstance(value, int):
        return ""
    return numbers.latin_number(numbers.hundredths(value)) if _english() else numbers.fa_points(value)


@register.filter
def percent(value: Any) -> str:
    """۵۵٪ of 55."""
    try:
        return numbers.latin_number(value) + "%" if _english() else numbers.fa_percent(value)
    except (InvalidOperation, TypeError):
        return ""


@register.filter
def mobile(value: Any) -> str:
    """۰۹۱۲ ۱۲۳ ۴۵۶۷, in an element that keeps its groups in order within a Persian line."""
    if not value:
        return ""
    shown = numbers.latin_mobile(str(value)) if _english() else numbers.fa_mobile(str(value))
    return format_html('<bdi dir="ltr">{}</bdi>', shown)
