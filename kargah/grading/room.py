"""Places for certificates where they are capped: taken, kept, left."""

from collections import Counter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from kargah.applications.models import Application
from kargah.cycles.models import Cycle

from .models import CandidateList, ListLine, Omission, Placement, Ranking

State = ListLine.State


def open_lines(cycle: Cycle) -> QuerySet[ListLine]:
    """Lines of lists that may still lead to a certificate."""
    return ListLine.objects.filter(candidate_list__cycle=cycle, state__in=ListLine.OPEN, left="")


def taking(cycle: Cycle) -> QuerySet[ListLine]:
    """Lines that take a place: certified (revoked later or not), or still open on a list."""
    on_a_list = Q(state=State.CERTIFIED) | Q(state__in=ListLine.OPEN, left="")
    return ListLine.objects.filter(on_a_list, candidate_list__cycle=cycle)


def keepers(cycle: Cycle) -> set[int]:
    """Keys of the applications that keep their place, whatever the new ranks."""
    return set(taking(cycle).order_by().values_list("application_id", flat=True))


def joining(cycle: Cycle) -> QuerySet[Omission]:
    """Accepted omissions whose names stand on their list only when it is revised."""
    on_it = ListLine.objects.filter(
        candidate_list=OuterRef("candidate_list"), application=OuterRef("application")
    )
    return Omission.objects.filter(
        ~Exists(on_it),
        candidate_list__cycle=cycle,
        candidate_list__state=CandidateList.State.OBJECTED,
        state=Omission.State.ACCEPTED,
    )


def has_a_place(line: ListLine) -> bool:
    """By its rank, or because its province missed it and headquarters gave it a place that was free."""
    given = Omission.objects.filter(
        candidate_list=line.candidate_list_id, application=line.application_id, state=Omission.State.ACCEPTED
    )
    return line.placement.within_places or given.exists()


def left(cycle: Cycle) -> dict[str, Any]:
    """{"national": places left or None, "by_province": {code: places left}}: cap minus what is taken, never below 0."""
    limits = cycle.limits
    by_case = dict(taking(cycle).order_by().values_list("application_id", "province__numeric_code"))
    taken = Counter(by_case.values())
    national = limits.national_places
    return {
        "national": None if national is None else max(0, national - len(by_case)),
        "by_province": {code: max(0, cap - taken[code]) for code, cap in limits.places_by_province.items()},
    }


def a_place_is_left_for(application: Application, ranking: Ranking) -> bool:
    """For a name that joins a list by an accepted omission: beside the places taken, those still promised count.

    Promised is a place to whoever has one in the ranking and stands on no list of it yet, and to names that join.
    """
    cycle, own_province = ranking.cycle, application.province
    keeping = keepers(cycle)
    ranked = (
        Placement.objects.filter(ranking=ranking, qualifies=True, within_places=True, line__left="")
        .exclude(list_lines__candidate_list__ranking=ranking)
        .values_list("application_id", "application__province_id")
    )
    promised = {**dict(ranked), **dict(joining(cycle).values_list("application_id", "province_id"))}
    others = [where for case, where in promised.items() if case not in keeping and case != application.pk]
    remaining = left(cycle)
    national, own = remaining["national"], remaining["by_province"].get(own_province.numeric_code)
    if national is not None and len(others) >= national:
        return False
    return own is None or others.count(own_province.pk) < own
