"""The register: numbers without a gap, one row of them for each Jalali year and province."""

from datetime import date

from kargah.crashpoints import crashpoint
from kargah.jalali.calendar import year_of
from kargah.places.models import Province

from .models import RegisterCounter


def next_number(province: Province, on: date) -> tuple[int, int]:
    """Year and sequence of the next certificate. The counter stays locked until the issue is kept or undone."""
    year = year_of(on)
    counter, _new = RegisterCounter.objects.get_or_create(year=year, province=province)
    counter = RegisterCounter.objects.select_for_update().get(pk=counter.pk)
    crashpoint("register.counter")
    counter.last += 1
    counter.save(update_fields=["last"])
    crashpoint("register.number")
    return year, counter.last
