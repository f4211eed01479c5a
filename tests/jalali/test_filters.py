from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from kargah import clock
from kargah.jalali.templatetags import jalali as filters

DAY = date(2026, 12, 6)
EVENING = datetime(2026, 12, 5, 21, 5, tzinfo=UTC)  # 00:35 of the sixth in Tehran


@pytest.mark.parametrize(
    ("expression", "value", "persian", "english"),
    [
        ("jalali", DAY, "۱۴۰۵/۰۹/۱۵", "1405/09/15"),
        ("jalali", EVENING, "۱۴۰۵/۰۹/۱۵", "1405/09/15"),
        ("jalali_long", DAY, "۱۵ آذر ۱۴۰۵", "15 Azar 1405"),
        ("jalali_weekday", DAY, "یکشنبه ۱۵ آذر ۱۴۰۵", "Sunday 15 Azar 1405"),
        ("jalali_time", EVENING, "۱۴۰۵/۰۹/۱۵ ۰۰:۳۵", "1405/09/15 00:35"),
        ("jalali_time", DAY, "۱۴۰۵/۰۹/۱۵", "1405/09/15"),
        ("fa", 1320, "۱٬۳۲۰", "1,320"),
        ("fa", Decimal("78.5"), "۷۸٫۵", "78.5"),
        ("fa", "KG-1405", "KG-۱۴۰۵", "KG-1405"),
        ("points", 69545, "۶۹۵٫۴۵", "695.45"),
        ("points", 100000, "۱٬۰۰۰", "1,000"),
        ("percent", 55, "۵۵٪", "55%"),
        ("mobile", "09121234567", '<bdi dir="ltr">۰۹۱۲ ۱۲۳ ۴۵۶۷</bdi>', '<bdi dir="ltr">0912 123 4567</bdi>'),
        ("mobile", "<b>", '<bdi dir="ltr">&lt;b&gt;</bdi>', '<bdi dir="ltr">&lt;b&gt;</bdi>'),
    ],
)
def test_a_page_shows_days_and_numbers_in_its_language(expression, value, persian, english):
    page = Template("{{ value|" + expression + " }}")
    for language, shown in (("fa", persian), ("en", english)):
        with translation.override(language):
            assert page.render(Context({"value": value})) == shown


@pytest.mark.parametrize(
    "name",
    [
        "jalali",
        "jalali_long",
        "jalali_weekday",
        "jalali_time",
        "jalali_ago",
        "fa",
        "points",
        "percent",
        "mobile",
    ],
)
@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_stays_nothing(name, nothing):
    assert getattr(filters, name)(nothing) == ""


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (timedelta(seconds=30), "just now"),
        (timedelta(seconds=90), "a minute ago"),
        (timedelta(minutes=5), "5 minutes ago"),
        (timedelta(hours=1), "an hour ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=1), "yesterday"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=-1), "tomorrow"),
        (timedelta(days=-45), "in 45 days"),
        (timedelta(days=61), "16 Mehr 1405"),
    ],
)
def test_a_near_instant_is_told_by_its_distance_and_a_far_one_by_its_day(past, said):
    now = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)
    with clock.stopped_at(now), translation.override("en"):
        assert filters.jalali_ago(now - past) == said


def test_a_date_is_told_in_days():
    with clock.stopped_at(EVENING), translation.override("en"):
        assert filters.jalali_ago(DAY) == "today"
        assert filters.jalali_ago(DAY - timedelta(days=2)) == "2 days ago"
