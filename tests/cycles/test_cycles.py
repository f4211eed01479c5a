"""A cycle is planned, its quotas are set, announced and changed; the ledger keeps the counters."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kargah import clock
from kargah.cycles import edits, invariants, ledger, queries
from kargah.cycles.models import Cycle, QuotaEntry, Share
from kargah.places.models import Province
from kargah.process.engine import perform
from kargah.refusal import InvalidInput, NotPermitted, OutOfTurn, Refused
from tests import cast

pytestmark = pytest.mark.django_db


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused_by(guard, statement, *values):
    with pytest.raises(IntegrityError, match=guard):
        sql(statement, *values)


def unbroken():
    return [line for check in invariants.CHECKS.values() for line in check()]


def set_quota(cycle, province, amount, **more):
    return perform("set_quota", cycle, by=cast.an_hq_expert(), province=province, amount=amount, **more)


def change_quota(cycle, province, amount, letter_number="۷۷", by=None):
    return perform(
        "change_quota",
        cycle,
        by=by or cast.a_director(),
        province=province,
        amount=amount,
        letter_number=letter_number,
    )


# --- planning ----------------------------------------------------------------------------------------------
def test_a_planned_cycle_freezes_the_guideline_and_the_seed_and_has_a_share_for_every_province():
    cycle = cast.a_planned_cycle()
    assert cycle.state == "planned"
    assert cycle.parameters == cycle.guideline.parameters
    assert len(cycle.seed) == 64
    assert cycle.shares.count() == Province.objects.count() == 31
    assert cast.a_planned_cycle().seed != cycle.seed


def test_two_cycles_have_two_titles_and_requests_do_not_close_in_the_past():
    cycle = cast.a_planned_cycle()
    with pytest.raises(InvalidInput) as caught:
        cast.a_planned_cycle(title=cycle.title, requests_close_on=clock.today() - timedelta(days=1))
    assert set(caught.value.form.errors) == {"title", "requests_close_on"}


@pytest.mark.parametrize("column", ["parameters", "seed", "year"])
def test_what_a_cycle_was_planned_with_does_not_change(column):
    cycle = cast.a_planned_cycle()
    value = "1399" if column == "year" else "{}"
    refused_by(
        "cycles_cycle_is_frozen", f"UPDATE cycles_cycle SET {column} = %s WHERE id = %s", value, cycle.pk
    )


def test_an_announced_cycle_keeps_its_day():
    cycle = cast.an_open_cycle(quota=1)
    refused_by(
        "an_announced_cycle_keeps_its_title_and_day",
        "UPDATE cycles_cycle SET requests_close_on = '2030-01-01' WHERE id = %s",
        cycle.pk,
    )


# --- quotas ----------------------------------------------------------------------------------------------------
def test_a_quota_is_allotted_once_and_then_raised_or_lowered():
    cycle, yazd = cast.a_planned_cycle(), cast.a_province()
    for amount in (5, 8, 2, 2):
        set_quota(cycle, yazd, amount)
    share = cast.the_share(cycle, yazd)
    assert [(entry.kind, entry.amount) for entry in share.entries.all()] == [
        ("allotted", 5),
        ("raised", 3),
        ("lowered", 6),
    ]
    assert share.allotted == 2
    assert unbroken() == []


def test_quotas_are_announced_when_every_province_has_an_entry_zero_too():
    cycle = cast.a_planned_cycle()
    provinces = list(Province.objects.all())
    for province in provinces[1:]:
        set_quota(cycle, province, 0)
    with pytest.raises(Refused, match=provinces[0].title):
        perform("announce_quotas", cycle, by=cast.a_director())
    assert [share.province for share in queries.without_quota(cycle)] == provinces[:1]
    set_quota(cycle, provinces[0], 0)
    cycle = perform("announce_quotas", cycle, by=cast.a_director())
    assert cycle.state == "open" and cycle.opened_at


def test_after_the_announcement_a_quota_changes_by_the_directors_letter_only():
    cycle, yazd = cast.an_open_cycle(quota=2), cast.a_province()
    with pytest.raises(OutOfTurn):
        set_quota(cycle, yazd, 9)
    with pytest.raises(NotPermitted):
        change_quota(cycle, yazd, 9, by=cast.an_hq_expert())
    with pytest.raises(InvalidInput) as caught:
        change_quota(cycle, yazd, 9, letter_number="")
    assert set(caught.value.form.errors) == {"letter_number"}
    with pytest.raises(Refused):
        change_quota(cycle, yazd, 2)
    change_quota(cycle, yazd, 9)
    last = cast.the_share(cycle, yazd).entries.last()
    assert (last.kind, last.amount, last.letter_number, last.by) == ("raised", 7, "۷۷", cast.a_director())


def test_a_quota_is_not_lowered_below_held_and_spent_and_the_newest_holders_are_named():
    cycle, yazd = cast.an_open_cycle(quota=3), cast.a_province()
    first, second, third = (cast.an_eligible_case(cycle, yazd, women=9 - n) for n in range(3))
    for case in (first, second, third):
        cast.selected(case)
    share = cast.the_share(cycle, yazd)
    ledger.spend_if_held(share, first.public_id, by=None)
    with pytest.raises(Refused) as caught:
        change_quota(cycle, yazd, 1)
    assert caught.value.values["cases"] == f"{third.public_id}، {second.public_id}"
    with pytest.raises(Refused) as caught:
        change_quota(cycle, yazd, 0)
    assert caught.value.values["cases"].split("، ")[-1] == first.public_id
    change_quota(cycle, yazd, 4)
    share.refresh_from_db()
    assert (share.allotted, share.held, share.spent, share.free) == (4, 2, 1, 1)
    assert unbroken() == []


# --- the days --------------------------------------------------------------------------------------------------
def test_the_clock_closes_requests_after_the_last_day_and_headquarters_may_close_earlier():
    cycle, other = cast.an_open_cycle(quota=1), cast.an_open_cycle(quota=1)
    assert perform("close_requests", other, by=cast.an_hq_expert()).state == "closed_to_requests"
    with pytest.raises(Refused):
        perform("close_requests", cycle, by=None)
    with clock.stopped_at(clock.end_of(cycle.requests_close_on)):
        assert not Cycle.objects.get(pk=cycle.pk).takes_requests
        assert perform("close_requests", cycle, by=None).state == "closed_to_requests"


# --- the ledger -------------------------------------------------------------------------------------------------
def test_a_line_of_the_ledger_stays_and_counters_move_by_it_alone():
    case = cast.a_selected_case()
    entry = QuotaEntry.objects.get(kind="held")
    refused_by("is_never_changed", "UPDATE cycles_quotaentry SET amount = 2 WHERE id = %s", entry.pk)
    refused_by("is_never_deleted", "DELETE FROM cycles_quotaentry WHERE id = %s", entry.pk)
    for counter in ("allotted", "held", "spent"):
        refused_by(
            "the_counters_are_the_sums_of_the_ledger",
            f"UPDATE cycles_share SET {counter} = {counter} + 1 WHERE id = %s",
            case.share_id,
        )
    Share.objects.get(pk=case.share_id).save()  # the same numbers are no change


def test_a_share_begins_empty_and_stays():
    share = cast.a_planned_cycle().shares.first()
    refused_by("a_share_stays", "DELETE FROM cycles_share WHERE id = %s", share.pk)
    with pytest.raises(IntegrityError, match="a_share_begins_empty"), transaction.atomic():
        Share.objects.create(cycle=share.cycle, province=share.province, allotted=3)


def test_a_place_is_held_once_in_a_share_that_is_selecting_and_freed_by_its_holder():
    case = cast.an_eligible_case()
    share = cast.the_share(case.cycle, case.province)
    with pytest.raises(IntegrityError, match="a_place_is_held_in_a_share"), transaction.atomic():
        ledger.hold(share, case.public_id, by=None)
    case = cast.selected(case)
    with pytest.raises(IntegrityError, match="a_place_is_held_by_one_case"), transaction.atomic():
        ledger.hold(share, case.public_id, by=None)
    with pytest.raises(IntegrityError, match="a_place_is_freed_or_spent"), transaction.atomic():
        ledger.write(share, "freed", 1, by=None, case="nobody")
    assert ledger.spend_if_held(share, case.public_id, by=None)
    assert not ledger.spend_if_held(share, case.public_id, by=None)
    assert not ledger.free_if_held(share, case.public_id, by=None)
    with pytest.raises(IntegrityError, match="a_place_is_held_by_one_case"), transaction.atomic():
        ledger.hold(share, case.public_id, by=None)


class TheLedger(TestCase):
    """Any sequence of lines, tried on the database: what it takes keeps the counters equal to the sums."""

    @classmethod
    def setUpTestData(cls):
        case = cast.an_eligible_case(cast.an_open_cycle(quota=2, provinces=[cast.a_province()]))
        cls.share = cast.selecting(cast.the_share(case.cycle, case.province))

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["raised", "lowered", "held", "freed", "spent"]),
                st.integers(0, 4),
            ),
            max_size=25,
        )
    )
    def test_any_sequence_keeps_the_counters_equal_to_the_sums_and_within_the_quota(self, lines):
        share = Share.objects.get(pk=self.share.pk)
        taken = []
        for kind, number in lines:
            place = kind in ("held", "freed", "spent")
            amount, case = (1, f"case-{number}") if place else (number, "")
            try:
                with transaction.atomic():
                    taken.append(ledger.write(share, kind, amount, by=None, case=case))
            except IntegrityError:
                continue
        share.refresh_from_db()
        sums = ledger.sums(share.entries.all())
        assert sums == {"allotted": share.allotted, "held": share.held, "spent": share.spent}
        assert 0 <= share.held + share.spent <= share.allotted
        holders = {f"case-{n}" for n in range(5) if ledger.is_held(share, f"case-{n}")}
        assert len(holders) == share.held
        assert share.entries.count() == len(taken) + 1


# --- edits ------------------------------------------------------------------------------------------------------
def test_the_office_and_the_call_are_the_provinces_own():
    share = cast.the_share(cast.an_open_cycle(quota=1), cast.a_province())
    expert, stranger = cast.an_expert_of(share.province), cast.an_expert_of(cast.a_province("فارس"))
    edits.change_call(share, by=expert, call_text="هنرمندان گرامی")
    province = edits.change_office(share.province, by=expert, office_phone="۰۳۵", office_expert="خانم رضایی")
    share.refresh_from_db()
    assert (share.call_text, province.office_phone) == ("هنرمندان گرامی", "۰۳۵")
    for attempt in (
        lambda: edits.change_call(share, by=stranger, call_text=""),
        lambda: edits.change_office(share.province, by=stranger, office_phone=""),
        lambda: edits.change_office(share.province, by=cast.an_applicant(), office_phone=""),
    ):
        with pytest.raises(NotPermitted):
            attempt()
