"""What a screening looks at: the years of the licences, the judgements on record, doubles, earlier waiting."""

from datetime import date
from typing import Any

from django.db.models import Min, Q

from kargah import clock
from kargah.guideline.limits import Limits
from kargah.jalali.calendar import years_after

from .models import Application, ConditionDecision, Duplicate, Licence, Workshop

State = Application.State
LIVE = (State.REGISTERED, State.COMPLETION_ASKED, State.ELIGIBLE, State.WAITLISTED, State.SELECTED)


# --- licences and the years ------------------------------------------------------------------------------
def first_licensed_on(workshop: Workshop) -> date | None:
    """The earliest licence of the same producer: all workshops of this owner, or of this company."""
    same = Q(workshop__owner_id=workshop.owner_id, workshop__legal_id=workshop.legal_id)
    return Licence.objects.filter(same).aggregate(first=Min("issued_on"))["first"]


def may_come_from(application: Application, limits: Limits) -> date | None:
    """The day on which the years of condition 2 are full; None without any licence."""
    first = application.first_licensed_on
    return first and years_after(first, limits.licence_years)


def years_are_short(application: Application) -> bool:
    """Counted to the day of registration; the anniversary itself is enough."""
    full = may_come_from(application, application.cycle.limits)
    return full is None or application.registered_at is None or clock.day_of(application.registered_at) < full


# --- judgements --------------------------------------------------------------------------------------------
def decision_on(application: Application, condition: int, part: str) -> ConditionDecision | None:
    """The latest judgement of this part; it is the one that counts."""
    return application.condition_decisions.filter(condition=condition, part=part).order_by("pk").last()


def open_duplicates(application: Application) -> Any:
    return application.duplicates.filter(verdict=Duplicate.Verdict.OPEN).select_related("other__workshop")


def signs_of_a_double(application: Application) -> list[tuple[Application, list[str]]]:
    """Other live requests of the province in this cycle that look like this one, and by what."""
    workshop = application.workshop
    others = (
        Application.objects.filter(share_id=application.share_id, state__in=LIVE)
        .exclude(pk=application.pk)
        .exclude(workshop_id=application.workshop_id)  # another craft group of the same workshop is its right
        .select_related("workshop", "applicant")
    )
    alike = Q(applicant_id=application.applicant_id) | Q(workshop__search_key=workshop.search_key)
    if application.applicant.mobile:
        alike |= Q(applicant__mobile=application.applicant.mobile)
    if application.applicant.national_id_index:
        alike |= Q(applicant__national_id_index=application.applicant.national_id_index)
    if workshop.legal_id:
        alike |= Q(workshop__legal_id=workshop.legal_id)
    if workshop.postal_code:
        alike |= Q(workshop__postal_code=workshop.postal_code)
    if workshop.phone:
        alike |= Q(workshop__phone=workshop.phone)
    found = [(other, _signs(application, other)) for other in others.filter(alike)]
    return [(other, signs) for other, signs in found if signs]


def _signs(one: Application, other: Application) -> list[str]:
    def same(name: str) -> bool:
        return bool(getattr(one.workshop, name)) and getattr(one.workshop, name) == getattr(
            other.workshop, name
        )

    mine, theirs = one.applicant, other.applicant
    signs = {
        "national_id": mine.pk == theirs.pk
        or bool(mine.national_id_index and mine.national_id_index == theirs.national_id_index),
        "mobile": mine.pk != theirs.pk and bool(mine.mobile and mine.mobile == theirs.mobile),
        "legal_id": same("legal_id"),
        "postal_code": same("postal_code"),
        "phone": same("phone"),
        "name_and_city": same("search_key") and same("city"),
    }
    return [sign for sign, found in signs.items() if found]


# --- history ------------------------------------------------------------------------------------
def waited_cycles(application: Application) -> int:
    """Earlier cycles that ended while this workshop, with this craft group, still waited as eligible."""
    return (
        Application.objects.filter(
            workshop_id=application.workshop_id,
            craft_group_id=application.craft_group_id,
            state=State.CLOSED,
            closed_from__in=(State.ELIGIBLE, State.WAITLISTED),
        )
        .exclude(cycle_id=application.cycle_id)
        .values("cycle_id")
        .distinct()
        .count()
    )
