"""An appeal: lodged in its days, decided by people who took no part, and what it orders."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from kargah import clock
from kargah.appeals.models import Appeal
from kargah.appeals.rules import the_correction_fits, within_the_days
from kargah.process import invariants, proposals
from kargah.process.engine import form_for, perform
from kargah.refusal import InvalidInput, NotPermitted, OutOfTurn, Refused
from tests import cast

pytestmark = pytest.mark.django_db


# --- lodged ------------------------------------------------------------------------------------------------
def test_a_declined_applicant_appeals_against_the_screening():
    case = cast.a_declined_case()
    assert [
        value for value, _word in form_for("lodge", case, by=case.applicant).fields["against"].choices
    ] == ["screening"]

    appeal = cast.a_lodged_appeal(case)

    assert (appeal.state, appeal.learned_on) == ("lodged", clock.today())
    assert invariants.violations() == {}


def test_the_last_day_is_in_time_and_the_next_is_not():
    case = cast.a_declined_case()
    days = case.cycle.limits.appeal_days
    learned = clock.today()

    clock.set_to(clock.end_of(learned + timedelta(days=days)))
    with pytest.raises(Refused):
        cast.a_lodged_appeal(case)
    clock.set_to(clock.end_of(learned + timedelta(days=days)) - timedelta(seconds=1))
    assert cast.a_lodged_appeal(case).state == "lodged"


def test_the_days_count_for_each_thing_by_itself():
    """The form offers only what is in time; the rule holds where the day ends after the form was read."""
    case = cast.a_declined_case()
    within_the_days(case, inputs={"against": "screening"})

    with pytest.raises(Refused, match="no decision") as caught:
        within_the_days(case, inputs={"against": "score"})
    assert caught.value.field == "against"

    clock.set_to(clock.now() + timedelta(days=case.cycle.limits.appeal_days + 1))
    with pytest.raises(Refused) as caught:
        within_the_days(case, inputs={"against": "screening"})
    assert str(caught.value) == f"The {case.cycle.limits.appeal_days} days for this appeal are over."
    assert caught.value.field == "against"


def test_without_a_decision_there_is_nothing_to_appeal_against():
    case = cast.a_registered_case()

    with pytest.raises(Refused, match="no decision"):
        cast.a_lodged_appeal(case)


def test_only_the_applicant_appeals():
    case = cast.a_declined_case()

    with pytest.raises(NotPermitted):
        perform("lodge", case, by=cast.an_applicant(), against="screening", text="…")


def test_one_appeal_against_a_thing_is_open_at_a_time():
    case = cast.a_lodged_appeal().application

    with pytest.raises(Refused):
        cast.a_lodged_appeal(case)


# --- the panel ---------------------------------------------------------------------------------------------
def test_who_wrote_in_the_case_is_not_on_its_panel():
    appeal = cast.a_lodged_appeal(against="score")
    accepted_the_inspector = cast.an_hq_expert()
    perform("raise_mark", appeal.application, by=accepted_the_inspector, kind="conflict", reason="بررسی")

    with pytest.raises(Refused, match="took part"):
        cast.an_appeal_in_review(appeal, members=[accepted_the_inspector])
    assert cast.an_appeal_in_review(appeal).state == "in_review"


def test_a_director_who_wrote_in_the_case_does_not_name_its_panel():
    case = cast.a_declined_case()
    mark = perform("raise_mark", case, by=cast.an_hq_expert(), kind="conflict", reason="بررسی")
    cleared_it = cast.a_director("second-director")
    proposals.confirm(
        proposals.propose("clear_mark", mark, by=cast.an_hq_expert(), reason="درست بود"), by=cleared_it
    )
    appeal = cast.a_lodged_appeal(case)

    with pytest.raises(Refused) as caught:
        cast.an_appeal_in_review(appeal, by=cleared_it)
    assert str(caught.value) == "You took part in this case: another person must do this."
    assert cast.an_appeal_in_review(appeal, by=cast.a_director("third-director")).state == "in_review"


def test_the_office_appealed_against_is_not_offered():
    appeal = cast.a_lodged_appeal()

    with pytest.raises(InvalidInput):
        cast.an_appeal_in_review(appeal, members=[cast.a_deputy_of(appeal.province)])


def test_only_a_member_of_the_panel_decides():
    appeal = cast.an_appeal_in_review()

    with pytest.raises(NotPermitted):
        perform("reject", appeal, by=cast.a_director("second-director"), reason="نه")
    with pytest.raises(DatabaseError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(
            state="rejected", version=appeal.version + 1, decided_by=cast.a_director()
        )
    assert cast.a_rejected_appeal(appeal).state == "rejected"
    assert invariants.violations() == {}


# --- upheld ------------------------------------------------------------------------------------------------
def test_an_upheld_appeal_against_the_screening_opens_it_again():
    appeal = cast.an_upheld_appeal(correction="reopen_screening")

    appeal.application.refresh_from_db()
    assert (appeal.state, appeal.application.state) == ("upheld", "registered")
    assert invariants.violations() == {}


def test_an_upheld_appeal_against_the_score_orders_a_visit_by_another_inspector():
    appeal = cast.an_appeal_in_review(against="score")
    case = appeal.application
    other = cast.an_accepted_nomination(
        case.share, inspector=cast.an_inspector_of(case.province, name="another-inspector")
    )

    cast.an_upheld_appeal(appeal, correction="order_visit", nomination=other)

    visit = case.inspections.order_by("turn").last()
    assert (visit.state, visit.inspector, visit.turn) == ("assigned", other.inspector, 2)
    case.share.refresh_from_db()
    assert case.share.spent == 1


def test_a_visit_needs_an_inspector_who_has_not_seen_the_workshop():
    appeal = cast.an_appeal_in_review(against="score")
    seen = appeal.application.inspections.get().nomination

    with pytest.raises(InvalidInput):
        cast.an_upheld_appeal(appeal, correction="order_visit")
    with pytest.raises(InvalidInput):
        cast.an_upheld_appeal(appeal, correction="order_visit", nomination=seen)


def test_a_correction_must_fit_what_is_appealed_against():
    appeal = cast.an_appeal_in_review()

    with pytest.raises(InvalidInput):
        cast.an_upheld_appeal(appeal, correction="restore")
    with pytest.raises(Refused) as caught:  # the rule by itself: the form does not offer it
        the_correction_fits(appeal, inputs={"correction": "restore"})
    assert str(caught.value) == "This correction does not fit what is appealed against."
    assert caught.value.field == "correction"
    the_correction_fits(appeal, inputs={"correction": "reopen_screening"})


def test_an_excluded_line_goes_to_a_later_batch():
    report = cast.a_sent_report(lines=2)
    first, second = report.lines.order_by("pk")
    cast.an_excluded_line(first)
    cast.an_approved_line(second)
    perform("approve_report", report, by=cast.an_hq_expert())

    cast.an_upheld_appeal(case=first.application, against="verdict", correction="later_batch")

    first.refresh_from_db()
    assert first.state == "postponed"


def test_a_suspension_is_lifted():
    certificate = cast.a_suspended()

    cast.an_upheld_appeal(case=certificate.application, against="suspension", correction="restore")

    certificate.refresh_from_db()
    assert certificate.state == "valid"
    assert certificate.actions.last().reason_class == "appeal"
    assert invariants.violations() == {}


# --- what it holds -----------------------------------------------------------------------------------------
def test_a_cycle_waits_for_its_appeals_and_for_their_days():
    appeal = cast.a_lodged_appeal()
    cycle = appeal.application.cycle
    with pytest.raises(Refused, match="open"):
        perform("close_cycle", cycle, by=cast.a_director())
    perform("withdraw_appeal", appeal, by=appeal.application.applicant)
    with pytest.raises(Refused, match="not over"):
        perform("close_cycle", cycle, by=cast.a_director())

    clock.set_to(clock.now() + timedelta(days=cycle.limits.appeal_days + 1))

    assert perform("close_cycle", cycle, by=cast.a_director()).state == "closed"


def test_an_answered_appeal_is_not_answered_again():
    appeal = cast.a_rejected_appeal()

    with pytest.raises(OutOfTurn):
        perform("reject", appeal, by=appeal.panel.first(), reason="باز هم نه")
    with pytest.raises(DatabaseError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(decision="دیگر")
