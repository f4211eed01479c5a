"""What an applicant may appeal against, and the day on which they learned of it."""

from datetime import date

from django.db.models import Max, Q

from kargah import clock
from kargah.applications.models import Application, Decline
from kargah.certificates.models import Certificate, CertificateAction
from kargah.cycles.models import Cycle
from kargah.grading.models import ListLine, Omission, Placement, Ranking
from kargah.inspections.models import Inspection
from kargah.reports.models import ReportLine

from .models import Appeal

Against = Appeal.Against

# For each thing: the rows that decided it, how they lead to the case, and the instant at which its people were told.
DECISIONS = {
    Against.SCREENING: (
        Decline.objects,
        "application",
        "at",
        Q(application__state=Application.State.DECLINED),
    ),
    Against.SCORE: (Inspection.objects, "application", "ended_at", Q(state__in=Inspection.ENDED_WITH_SCORE)),
    Against.VERDICT: (ReportLine.objects, "application", "judged_at", Q(state=ReportLine.State.EXCLUDED)),
    Against.RANKING: (
        Placement.objects,
        "application",
        "ranking__settled_at",
        Q(ranking__state=Ranking.State.SETTLED),
    ),
    Against.LIST: (ListLine.objects, "application", "answered_at", Q(state=ListLine.State.DROPPED)),
    Against.SUSPENSION: (
        CertificateAction.objects,
        "certificate__application",
        "at",
        Q(kind=CertificateAction.Kind.SUSPENDED, certificate__state=Certificate.State.SUSPENDED),
    ),
}
OMITTED = Q(state=Omission.State.KEPT)


def learned_on(case: Application, against: str) -> date | None:
    """The day in Tehran of the latest such decision about `case`; None when there was none, or it stands no more."""
    rows, path, instant, holds = DECISIONS[Against(against)]
    latest = rows.filter(holds, **{path: case}).aggregate(at=Max(instant))["at"]
    if against == Against.LIST:
        omitted = Omission.objects.filter(OMITTED, application=case).aggregate(at=Max("answered_at"))["at"]
        latest = max(filter(None, (latest, omitted)), default=None)
    return clock.day_of(latest) if latest else None


def appealable(case: Application) -> dict[str, date]:
    """What may be appealed against now: each thing with the day on which it was learned of."""
    found = {thing: learned_on(case, thing) for thing in Against}
    days = case.cycle.limits.appeal_days
    return {thing: day for thing, day in found.items() if day and is_in_time(day, days)}


def is_in_time(learned: date, days: int) -> bool:
    """The last day itself is in time."""
    return (clock.today() - learned).days <= days


def last_decision_of(cycle: Cycle) -> date | None:
    """The day of the latest decision about any case of the cycle against which somebody may appeal."""
    latest = [
        rows.filter(holds, **{f"{path}__cycle": cycle}).aggregate(at=Max(instant))["at"]
        for rows, path, instant, holds in DECISIONS.values()
    ]
    latest.append(
        Omission.objects.filter(OMITTED, application__cycle=cycle).aggregate(at=Max("answered_at"))["at"]
    )
    last = max(filter(None, latest), default=None)
    return clock.day_of(last) if last else None
