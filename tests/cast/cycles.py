"""Cycles, planned and announced through the engine."""

from datetime import timedelta
from itertools import count

from kargah import clock
from kargah.cycles.models import Share
from kargah.guideline.loading import load as load_guideline
from kargah.guideline.queries import in_force
from kargah.places.loading import load as load_places
from kargah.places.models import Province
from kargah.process.engine import perform

from .people import a_director, an_hq_expert

_numbers = count(1)


def the_ground():
    """Places and guideline 1, where the test's database has none yet."""
    if not Province.objects.exists():
        load_places()
    if in_force() is None:
        load_guideline()


def a_planned_cycle(title=None, year=1405, requests_close_on=None, guideline=None):
    the_ground()
    return perform(
        "plan_cycle",
        guideline or in_force(),
        by=an_hq_expert(),
        title=title or f"دوره آزمایشی {next(_numbers)}",
        year=year,
        requests_close_on=requests_close_on or clock.today() + timedelta(days=60),
    )


def an_open_cycle(quota=3, provinces=None, **planned):
    """Announced. `quota` for each of `provinces` (all when left out), or {province: places}; the others get zero."""
    cycle = a_planned_cycle(**planned)
    given = quota if isinstance(quota, dict) else dict.fromkeys(provinces or Province.objects.all(), quota)
    for province in Province.objects.all():
        perform(
            "set_quota",
            cycle,
            by=an_hq_expert(),
            province=province,
            amount=given.get(province, 0),
            letter_number="۱۲",
        )
    return perform("announce_quotas", cycle, by=a_director())


def the_share(cycle, province):
    return Share.objects.get(cycle=cycle, province=province)
