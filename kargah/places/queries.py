"""What forms and pages ask about places and crafts."""

from datetime import date

from django.db.models import Q, QuerySet

from kargah.persian.letters import key
from kargah.places.models import ClosedDay, CraftField, CraftGroup, Province


def provinces() -> QuerySet[Province]:
    """All provinces in Persian alphabetical order."""
    return Province.objects.order_by("rank")


def closed_days(first: date, last: date, province: Province | None = None) -> dict[date, str]:
    """The closed days from `first` to `last` with their occasion: of the country, and of the province when given."""
    there = Q(province__isnull=True) | Q(province=province) if province else Q(province__isnull=True)
    days = ClosedDay.objects.filter(there, day__gte=first, day__lte=last).order_by("-province_id", "day")
    return {one.day: one.words for one in days}


def days_from(day: date) -> QuerySet[ClosedDay]:
    """All closed days from `day` on."""
    return ClosedDay.objects.filter(day__gte=day).select_related("province").order_by("day", "pk")


def active_groups() -> QuerySet[CraftGroup]:
    """The craft groups whose workshops may apply."""
    return CraftGroup.objects.filter(active=True).order_by("code")


def active_fields(group: CraftGroup | None = None) -> QuerySet[CraftField]:
    """The open craft fields of `group`, or of all open groups; each with its group."""
    fields = (
        CraftField.objects.filter(active=True, group__active=True).select_related("group").order_by("code")
    )
    return fields.filter(group=group) if group is not None else fields


def fields_named(typed: str) -> QuerySet[CraftField]:
    """The open craft fields whose Persian or English name holds `typed`, however it is spelled; none for nothing."""
    sought = key(typed)
    return active_fields().filter(search_key__contains=sought) if sought else CraftField.objects.none()
