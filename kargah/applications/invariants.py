"""What must hold for requests at every instant; each check names the requests where it does not."""

from collections import defaultdict

from django.db.models import F

from kargah.cycles import ledger
from kargah.cycles.models import QuotaEntry, Share

from . import judging, order
from .models import Application, Duplicate

State, Kind = Application.State, QuotaEntry.Kind


def a_selected_case_holds_or_spent_one_place_and_no_other_holds_any() -> list[str]:
    balance: dict[str, int] = defaultdict(int)
    spent: set[str] = set()
    for case, kind, amount in QuotaEntry.objects.exclude(case="").values_list("case", "kind", "amount"):
        balance[case] += ledger.SIGNS[kind].get("held", 0) * amount
        if kind == Kind.SPENT:
            spent.add(case)
    wrong = []
    for case, state in Application.objects.values_list("public_id", "state"):
        places = balance.pop(case, 0) + (case in spent if state == State.SELECTED else 0)
        if places != (1 if state == State.SELECTED else 0):
            wrong.append(f"{case} is {state} with {places} places")
    return wrong + [f"{case}: a place without a request" for case, left in balance.items() if left]


def a_frozen_order_is_the_order_of_the_points() -> list[str]:
    wrong = []
    for share in Share.objects.filter(state=Share.State.SELECTING):
        frozen = list(share.applications.exclude(order_place=None).order_by("order_place"))
        if frozen != sorted(frozen, key=order.by_points):
            wrong.append(f"{share}: the places are not in the order of the points")
        if [case.order_place for case in frozen] != list(range(1, len(frozen) + 1)):
            wrong.append(f"{share}: the places are not 1 to {len(frozen)}")
    return wrong


def who_passed_the_screening_met_condition_2_and_has_no_open_duplicate() -> list[str]:
    wrong = []
    passed = (State.ELIGIBLE, State.WAITLISTED, State.SELECTED)
    for case in Application.objects.filter(state__in=passed).select_related("cycle"):
        record = judging.decision_on(case, 2, "expert")
        if record is None or record.outcome != "met" or judging.years_are_short(case):
            wrong.append(f"{case}: condition 2")
    open_ones = Duplicate.objects.filter(application__state__in=passed).exclude(
        verdict=Duplicate.Verdict.DIFFERENT
    )
    return wrong + [f"{duplicate}: not decided as different" for duplicate in open_ones]


def nobody_was_asked_for_completion_more_often_than_allowed() -> list[str]:
    asked = Application.objects.filter(state=State.COMPLETION_ASKED, completion_requests__isnull=True)
    often = [
        case
        for case in Application.objects.filter(completion_requests__isnull=False)
        .select_related("cycle")
        .distinct()
        if case.completion_requests.count() > case.cycle.limits.completion_requests
    ]
    return [f"{case}: completion" for case in [*asked, *often]]


def a_request_lies_in_the_share_of_its_province_and_cycle() -> list[str]:
    astray = Application.objects.exclude(
        share__province_id=F("province_id"),
        share__cycle_id=F("cycle_id"),
        workshop__province_id=F("province_id"),
    )
    return [str(case) for case in astray]


CHECKS = {
    check.__name__: check
    for check in (
        a_selected_case_holds_or_spent_one_place_and_no_other_holds_any,
        a_frozen_order_is_the_order_of_the_points,
        who_passed_the_screening_met_condition_2_and_has_no_open_duplicate,
        nobody_was_asked_for_completion_more_often_than_allowed,
        a_request_lies_in_the_share_of_its_province_and_cycle,
    )
}
