"""Where a cycle stands: how many workshops (for S1 and S2: provinces) are in each box of the chart."""

from typing import Any

from django.db.models import Count, QuerySet

from kargah.applications.models import Application
from kargah.cycles.models import Cycle, QuotaEntry, Share
from kargah.process.flowchart import SHAPES
from kargah.process.models import Standing
from kargah.process.scope import rows

OF_PROVINCES = ("S1", "S2")  # boxes in which provinces stand, not workshops


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
