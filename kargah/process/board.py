"""Where a cycle stands: how many workshops (for S1 and S2: provinces) are in each box of the chart."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application
from kargah.cycles.models import Cycle, QuotaEntry, Share
from kargah.process.flowchart import SHAPES
from kargah.process.models import Standing
from kargah.process.scope import rows

OF_PROVINCES = ("S1", "S2")  # boxes in which provinces stand, not workshops
ON_THE_WAY = (
    "S3",
    "S4",
    "S5",
    "S6",
    "S7",
    "S8",
    "D1",
    "S9a",
    "S9b",
    "S10",
    "S11",
    "S12",
    "D2",
    "S13",
    "S14",
    "END",
)
STAGES = {  # the box from which on a workshop has come as far as this
    "S3": _("Registered"),
    "S4": _("Selected"),
    "S5": _("Given to an inspector"),
    "S7": _("Inspected to the end"),
    "D1": _("Reported to headquarters"),
    "S10": _("Approved"),
    "S11": _("Ranked"),
    "S12": _("On a list"),
    "S14": _("Agreed"),
    "END": _("Certified"),
}


def numbers(cycle: Cycle, user: Any, *, province_id: int | None = None) -> dict[str, int]:
    """Code of the box (and END for certified cases) → how many stand there; of one province when it is given."""
    cases = _cases(cycle, user, province_id)
    counted = Standing.objects.filter(application__in=cases.values("pk"), ended=False).exclude(box="")
    found = dict(counted.values_list("box").annotate(number=Count("pk")))
    return {
        **{shape.code: found.get(shape.code, 0) for shape in SHAPES},
        **{code: provinces(cycle, user, code, province_id=province_id).count() for code in OF_PROVINCES},
        "END": found.get("END", 0),
    }


def ended(cycle: Cycle, user: Any, *, province_id: int | None = None) -> int:
    """How many cases ended without a certificate."""
    cases = _cases(cycle, user, province_id)
    return Standing.objects.filter(application__in=cases.values("pk"), ended=True).exclude(box="").count()


def reached(cycle: Cycle, user: Any, *, province_id: int | None = None) -> dict[str, int]:
    """By the box of `STAGES` how many workshops came as far as it, those who ended later on the way too."""
    cases = _cases(cycle, user, province_id)
    counted = Standing.objects.filter(application__in=cases.values("pk")).exclude(box="")
    found = dict(counted.values_list("box").annotate(number=Count("pk")))
    return {code: sum(found.get(box, 0) for box in ON_THE_WAY[ON_THE_WAY.index(code) :]) for code in STAGES}


def by_province(cycle: Cycle, user: Any) -> dict[int, dict[str, int]]:
    """Key of the province → box → how many workshops stand there."""
    cases = _cases(cycle, user, None)
    counted = Standing.objects.filter(application__in=cases.values("pk"), ended=False).exclude(box="")
    found: dict[int, dict[str, int]] = {}
    for province, box, number in counted.values_list("application__province_id", "box").annotate(
        number=Count("pk")
    ):
        found.setdefault(province, {})[box] = number
    return found


def registered_by_week(
    cycle: Cycle, user: Any, *, province_id: int | None = None, weeks: int = 12
) -> list[tuple[datetime, int]]:
    """The first day of each of the last weeks (they begin on Saturday) and how many registered in it, the oldest first."""
    today = clock.today()
    saturday = today - timedelta(days=(today.weekday() + 2) % 7)
    begins = [
        datetime.combine(saturday - timedelta(weeks=back), time(), tzinfo=clock.TEHRAN)
        for back in range(weeks - 1, -1, -1)
    ]
    asked = {
        f"week_{place}": Count(
            "pk", filter=Q(registered_at__gte=begin, registered_at__lt=begin + timedelta(weeks=1))
        )
        for place, begin in enumerate(begins)
    }
    counted = _cases(cycle, user, province_id).filter(registered_at__gte=begins[0]).aggregate(**asked)
    return [(begin, counted[f"week_{place}"]) for place, begin in enumerate(begins)]


def cases_in(cycle: Cycle, user: Any, code: str, *, province_id: int | None = None) -> QuerySet[Application]:
    """The cases in one box, those who stand there longest first."""
    cases = _cases(cycle, user, province_id).select_related("standing")
    return cases.filter(standing__box=code, standing__ended=False).order_by("standing__since", "pk")


def provinces(cycle: Cycle, user: Any, code: str, *, province_id: int | None = None) -> QuerySet[Share]:
    """S1: provinces of a planned cycle without a quota; S2: those with one that is not announced."""
    shares = rows(Share, user).filter(cycle=cycle)
    if province_id:
        shares = shares.filter(province_id=province_id)
    if cycle.state != Cycle.State.PLANNED:
        return shares.none()
    allotted = QuotaEntry.objects.filter(kind=QuotaEntry.Kind.ALLOTTED).values("share")
    return shares.exclude(pk__in=allotted) if code == "S1" else shares.filter(pk__in=allotted)


def _cases(cycle: Cycle, user: Any, province_id: int | None) -> QuerySet[Application]:
    cases = rows(Application, user).filter(cycle=cycle)
    return cases.filter(province_id=province_id) if province_id else cases
