"""The month of the visits, town by town."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from kargah import clock
from kargah.inspections.models import Inspection
from kargah.jalali import calendar
from kargah.jalali.templatetags.jalali import fa
from kargah.places.queries import closed_days
from kargah.process import scope
from kargah.web.offices import of_a_province, shown
from kargah.web.province import own
from kargah.web.signedin import SignedIn

FRIDAY, WEEK = 4, 7
FROM_SATURDAY = (5, 6, 0, 1, 2, 3, 4)  # as date.weekday() counts


@dataclass(frozen=True)
class Day:
    """`number` is empty for a day of a neighbouring month."""

    day: date
    number: str
    closed: str
    is_friday: bool
    is_today: bool
    visits: list[Inspection]


@of_a_province
@require_GET
def month(request: SignedIn) -> HttpResponse:
    """`?month=1405-09` and `?town=`; without a month the one in which today lies."""
    share = own.the_share(request)
    year, number = _asked(request.GET.get("month", ""))
    first = calendar.day_of(year, number, 1)
    last = first + timedelta(days=calendar.days_in_month(year, number) - 1)
    running = (
        scope.rows(Inspection, request.user)
        .filter(application__share=share, state__in=Inspection.RUNNING)
        .order_by("visit_on", "pk")
    )
    towns = sorted({one.application.workshop.city for one in running} - {""})
    town = request.GET.get("town", "")
    wanted = [one for one in running if town not in towns or one.application.workshop.city == town]
    names = calendar.LATIN_MONTHS if get_language() == "en" else calendar.MONTHS
    weekdays = calendar.LATIN_WEEKDAYS if get_language() == "en" else calendar.WEEKDAYS
    return shown(
        request,
        "province/month.html",
        share=share,
        title=f"{names[number - 1]} {fa(str(year))}",
        weeks=_weeks(first, last, wanted, closed_days(first, last, share.province)),
        weekdays=[weekdays[day] for day in FROM_SATURDAY],
        towns=towns,
        town=town if town in towns else "",
        month=f"{year}-{number:02}",
        earlier=_month_of(first - timedelta(days=1)),
        later=_month_of(last + timedelta(days=1)),
        without_day=[one for one in wanted if one.visit_on is None],
    )


def _asked(typed: str) -> tuple[int, int]:
    year, _dash, number = typed.partition("-")
    if year.isdecimal() and number.isdecimal() and 1300 <= int(year) <= 1500 and 1 <= int(number) <= 12:
        return int(year), int(number)
    return calendar.parts(clock.today())[:2]


def _month_of(day: date) -> str:
    year, number, _day = calendar.parts(day)
    return f"{year}-{number:02}"


def _weeks(first: date, last: date, visits: list[Inspection], closed: dict[date, str]) -> list[list[Day]]:
    """Whole weeks from Saturday to Friday around the month."""
    begin = first - timedelta(days=FROM_SATURDAY.index(first.weekday()))
    count = ((last - begin).days // WEEK + 1) * WEEK
    by_day: dict[Any, list[Inspection]] = {}
    for one in visits:
        by_day.setdefault(one.visit_on, []).append(one)
    days = []
    for day in (begin + timedelta(days=at) for at in range(count)):
        inside = first <= day <= last
        days.append(
            Day(
                day,
                fa(calendar.parts(day)[2]) if inside else "",
                closed.get(day, "") if inside else "",
                day.weekday() == FRIDAY,
                day == clock.today(),
                by_day.get(day, []) if inside else [],
            )
        )
    return [days[at : at + WEEK] for at in range(0, count, WEEK)]
