"""A request is begun, handed in, completed, screened. Every refusal says why."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override

from kargah import clock
from kargah.applications import edits, invariants, rules
from kargah.applications.models import Application, Duplicate, Licence, Workshop
from kargah.jalali.calendar import day_of, years_after
from kargah.journal import book
from kargah.people.models import User
from kargah.process import proposals
from kargah.process.engine import perform
from kargah.refusal import InvalidInput, NotPermitted, OutOfTurn, Refused
from tests import cast

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n"


def a_paper():
    return SimpleUploadedFile("letter.pdf", PDF, "application/pdf")


def expert_of(case):
    return cast.an_expert_of(case.province)


def unbroken():
    return [line for check in invariants.CHECKS.values() for line in check()]


def update(case, **columns):
    with transaction.atomic():
        type(case).objects.filter(pk=case.pk).update(**columns)


def ask_completion(case, items="نقشهٔ کارگاه"):
    return perform("ask_completion", case, by=expert_of(case), items=items)


def decline(case, ground, reason="برابر بررسی"):
    return perform("decline", case, by=expert_of(case), ground=ground, reason=reason)


def said(caught):
    """The words of a refusal in English."""
    with override("en"):
        return str(caught.value)


def judge(case, condition, outcome, why="برابر بازدید"):
    return edits.judge_condition(case, by=expert_of(case), condition=condition, outcome=outcome, why=why)


# --- begun ------------------------------------------------------------------------------------------------------
def test_a_workshop_in_two_groups_makes_two_requests_but_never_two_in_one_group():
    case = cast.a_draft()
    with pytest.raises(Refused):
        cast.a_draft(case.cycle, workshop=case.workshop)
    other = cast.a_draft(case.cycle, workshop=case.workshop, group=another_group(case).code)
    assert other.pk != case.pk
    perform("withdraw", case, by=case.applicant)
    assert cast.a_draft(case.cycle, workshop=case.workshop).state == "draft"


def another_group(case):
    from kargah.places.queries import active_groups

    return active_groups().exclude(pk=case.craft_group_id).first()


def test_carpet_is_present_and_switched_off():
    with pytest.raises(InvalidInput) as caught:
        perform(
            "start",
            cast.a_workshop(),
            by=cast.an_expert_of(),
            cycle=cast.an_open_cycle(),
            craft_group=carpet(),
        )
    assert set(caught.value.form.errors) == {"craft_group"}


def carpet():
    from kargah.places.models import CraftGroup

    return CraftGroup.objects.get(active=False)


def test_a_request_of_the_owner_is_online_and_of_the_expert_comes_over_the_counter():
    own = cast.a_draft()
    workshop = cast.a_workshop()
    entered = perform(
        "start",
        workshop,
        by=cast.an_expert_of(),
        cycle=own.cycle,
        craft_group=own.craft_group,
        channel="online",
    )
    assert (own.channel, entered.channel) == ("online", "counter")
    assert entered.applicant == workshop.owner and entered.entered_by == cast.an_expert_of()


def test_a_stranger_starts_nothing():
    case = cast.a_draft()
    for stranger in (cast.an_applicant(), cast.an_expert_of(cast.a_province("فارس"))):
        with pytest.raises(NotPermitted):
            perform("start", cast.a_workshop(), by=stranger, cycle=case.cycle, craft_group=case.craft_group)


# --- handed in ----------------------------------------------------------------------------------------------------
def test_a_registered_request_has_its_instant_and_a_code_that_stay():
    case = cast.a_registered_case()
    assert case.registered_at <= clock.now()
    assert case.first_licensed_on == cast.LONG_AGO
    assert len(case.tracking_code) == 10 and case.tracking_code == case.tracking_code.upper()
    for columns in ({"tracking_code": "AAAAAAAAAA"}, {"registered_at": clock.now() + timedelta(1)}):
        with pytest.raises(IntegrityError, match="a_request_keeps_its_instant_and_code"):
            update(case, **columns)
    with pytest.raises(IntegrityError, match="a_request_keeps_what_was_handed_in"):
        update(case, women=9)
    with pytest.raises(IntegrityError, match="applications_application_is_frozen"):
        update(case, channel="counter")
    with pytest.raises(IntegrityError, match="no_product_changes"), transaction.atomic():
        case.products.update(monthly_volume=7)
    with pytest.raises(IntegrityError, match="no_product_joins"), transaction.atomic():
        case.products.create(name="کوزه", monthly_volume=1, unit="عدد")
    with pytest.raises(IntegrityError, match="no_craft_field_leaves"), transaction.atomic():
        case.craft_fields.clear()


def test_what_is_missing_is_said():
    case = cast.a_draft(complete=False, workshop=None)
    Licence.objects.all().delete()
    assert len(rules.what_is_missing(case)) == 4
    with pytest.raises(Refused) as caught:
        perform("register", case, by=case.applicant)
    assert caught.value.values["items"].count("،") >= 3


@pytest.mark.parametrize(
    ("broken", "missing"),
    [
        (lambda case: update(case, women=0, men=0), 1),
        (lambda case: update(case, takes_orders=True), 1),
        (lambda case: Workshop.objects.filter(pk=case.workshop_id).update(holder_kind="legal"), 1),
        (lambda case: Workshop.objects.filter(pk=case.workshop_id).update(city=""), 1),
        (lambda case: User.objects.filter(pk=case.applicant_id).update(national_id_index=None), 1),
        (lambda case: User.objects.filter(pk=case.applicant_id).update(last_name=""), 1),
        (lambda case: case.products.all().delete(), 1),
        (lambda case: case.craft_fields.clear(), 1),
    ],
)
def test_each_missing_thing_keeps_a_request_from_being_handed_in(broken, missing):
    case = cast.a_draft()
    assert rules.what_is_missing(case) == []
    broken(case)
    case = Application.objects.get(pk=case.pk)
    assert len(rules.what_is_missing(case)) == missing


def test_over_the_counter_a_request_needs_its_letter_and_the_scan():
    own = cast.a_draft()
    expert, workshop = cast.an_expert_of(), cast.a_workshop()
    case = perform("start", workshop, by=expert, cycle=own.cycle, craft_group=own.craft_group)
    edits.set_details(case, by=expert, craft_fields=list(own.craft_fields.all()), women=1, men=0)
    edits.add_product(case, by=expert, name="کاسه", monthly_volume=3, unit="عدد")
    case.refresh_from_db()
    assert len(rules.what_is_missing(case)) == 2
    edits.set_letter(case, by=expert, letter_number="۱۲", letter_date=date(2026, 4, 1))
    case.refresh_from_db()
    assert len(rules.what_is_missing(case)) == 1
    edits.set_letter(case, by=expert, letter_number="۱۲", letter_date=date(2026, 4, 1), letter_scan=a_paper())
    assert perform("register", case, by=expert).state == "registered"


def test_after_the_last_day_no_request_is_taken():
    case = cast.a_draft()
    with clock.stopped_at(clock.end_of(case.cycle.requests_close_on)), pytest.raises(Refused):
        perform("register", case, by=case.applicant)
    with clock.stopped_at(clock.end_of(case.cycle.requests_close_on) - timedelta(seconds=1)):
        assert perform("register", case, by=case.applicant).state == "registered"


# --- completed ------------------------------------------------------------------------------------------------------
def test_completion_is_asked_twice_at_most_and_the_instant_stays():
    case = cast.a_registered_case()
    instant = case.registered_at
    for _turn in range(2):
        case = ask_completion(case)
        case = perform("complete", case, by=case.applicant)
    assert case.registered_at == instant and not case.not_completed
    with pytest.raises(Refused):
        ask_completion(case)
    assert [request.turn for request in case.completion_requests.all()] == [1, 2]
    assert all(request.answered_at for request in case.completion_requests.all())


def test_a_licence_that_comes_with_the_completion_counts():
    case = ask_completion(cast.a_registered_case())
    edits.add_licence(case.workshop, by=case.applicant, kind="card", number="ق", issued_on=date(2005, 1, 1))
    assert perform("complete", case, by=case.applicant).first_licensed_on == date(2005, 1, 1)


def test_a_completion_lapses_after_its_day_and_only_then():
    case = ask_completion(cast.a_registered_case())
    due = case.completion_requests.get().due_on
    assert due == clock.today() + timedelta(days=10)
    with clock.stopped_at(clock.end_of(due) - timedelta(seconds=1)), pytest.raises(Refused):
        perform("lapse_completion", case, by=None)
    with clock.stopped_at(clock.end_of(due)):
        case = perform("lapse_completion", case, by=None)
        assert case.state == "registered" and case.not_completed
        assert decline(case, "not_completed").state == "declined"


# --- screened ---------------------------------------------------------------------------------------------------------
def test_the_anniversary_of_the_first_licence_is_enough_and_the_day_before_is_not():
    cycle = cast.an_open_cycle()
    today = clock.today()
    day = next(
        day for day in (today - timedelta(days=n) for n in range(1090, 1102)) if years_after(day, 3) == today
    )
    old = cast.a_registered_case(cycle, workshop=cast.a_workshop(licensed_on=day))
    young = cast.a_registered_case(cycle, workshop=cast.a_workshop(licensed_on=day + timedelta(days=1)))
    judge(old, 2, "met")
    judge(young, 2, "met")
    assert perform("screen_in", old, by=expert_of(old)).state == "eligible"
    with pytest.raises(Refused) as caught:
        perform("screen_in", young, by=expert_of(young))
    come = years_after(day + timedelta(days=1), 3)
    assert caught.value.values["day"] == rules.day(come)
    declined = decline(young, "condition_2")
    assert declined.declines.get().may_come_from == come


def test_a_licence_taken_away_during_the_completion_is_missed_at_the_screening():
    case = ask_completion(cast.a_registered_case())
    edits.remove_licence(case.workshop.licences.get(), by=case.applicant)
    with clock.stopped_at(clock.end_of(case.completion_requests.get().due_on)):
        case = perform("lapse_completion", case, by=None)
        with pytest.raises(Refused) as caught:
            perform("screen_in", case, by=expert_of(case))
        assert said(caught) == "No licence is entered; 3 years are needed."
        edits.add_licence(case.workshop, by=case.applicant, kind="card", number="ق", issued_on=cast.LONG_AGO)
        case = perform("complete", ask_completion(case), by=case.applicant)
        judge(case, 2, "met")
        assert perform("screen_in", case, by=expert_of(case)).state == "eligible"


def test_thirty_esfand_becomes_the_twenty_ninth():
    assert years_after(day_of(1399, 12, 30), 3) == day_of(1402, 12, 29)


def test_the_years_run_from_the_earliest_licence_of_the_same_producer():
    owner = cast.an_applicant()
    cast.a_workshop(owner=owner, licensed_on=date(2001, 1, 1))
    case = cast.a_registered_case(workshop=cast.a_workshop(owner=owner, licensed_on=clock.today()))
    assert case.first_licensed_on == date(2001, 1, 1)


def test_nobody_is_screened_in_without_a_judged_and_good_record():
    case = cast.a_registered_case()
    with pytest.raises(Refused):
        perform("screen_in", case, by=expert_of(case))
    judge(case, 2, "not_met")
    with pytest.raises(Refused):
        perform("screen_in", case, by=expert_of(case))
    judge(case, 2, "met")
    assert perform("screen_in", case, by=expert_of(case)).state == "eligible"
    with pytest.raises(Refused):
        judge(case, 2, "not_met")
    judge(case, 3, "met")
    with pytest.raises(IntegrityError, match="is_never_changed"), transaction.atomic():
        case.condition_decisions.update(outcome="not_met")


def test_an_applicant_judges_nothing():
    case = cast.a_registered_case()
    with pytest.raises(NotPermitted):
        edits.judge_condition(case, by=case.applicant, condition=2, outcome="met")


@pytest.mark.parametrize("ground", ["condition_2", "not_completed", "duplicate"])
def test_a_ground_that_is_not_on_record_declines_nobody(ground):
    case = cast.a_registered_case()
    judge(case, 2, "met")
    with pytest.raises(Refused) as caught:
        decline(case, ground)
    assert caught.value.field == "ground"


def test_a_bad_record_declines_without_a_day_to_come_again():
    case = cast.a_registered_case()
    judge(case, 2, "not_met")
    case = decline(case, "condition_2", "شکایت‌های پیاپی خریداران")
    row = case.declines.get()
    assert (row.reason, row.text, row.may_come_from) == ("condition_2", "شکایت‌های پیاپی خریداران", None)
    assert book.about(case).last().reason.text == "شکایت‌های پیاپی خریداران"


def test_what_is_not_a_handicraft_of_the_list_is_declined_with_words():
    case = cast.a_registered_case()
    with pytest.raises(InvalidInput):
        decline(case, "not_a_handicraft", "")
    assert decline(case, "not_a_handicraft").state == "declined"


def test_probable_duplicates_are_found_by_their_signs_and_must_be_decided():
    cycle = cast.an_open_cycle()
    first = cast.a_registered_case(
        cycle, workshop=cast.a_workshop(name="سفال كاشان", postal_code="8819911111")
    )
    twin = cast.a_registered_case(
        cycle, workshop=cast.a_workshop(name="سفالِ کاشان", postal_code="8819911111")
    )
    same_owner = cast.a_registered_case(cycle, workshop=cast.a_workshop(owner=first.applicant))
    cast.a_registered_case(cycle)
    found = {(row.application, row.other): set(row.signs) for row in Duplicate.objects.all()}
    assert found == {(twin, first): {"postal_code", "name_and_city"}, (same_owner, first): {"national_id"}}
    judge(twin, 2, "met")
    with pytest.raises(Refused):
        perform("screen_in", twin, by=expert_of(twin))
    row = twin.duplicates.get()
    edits.decide_duplicate(row, by=expert_of(twin), verdict="same")
    with pytest.raises(Refused):
        perform("screen_in", twin, by=expert_of(twin))
    assert decline(twin, "duplicate").state == "declined"
    with pytest.raises(Refused):
        edits.decide_duplicate(row, by=expert_of(twin), verdict="different")
    with pytest.raises(IntegrityError, match="a_duplicate_is_decided"), transaction.atomic():
        Duplicate.objects.filter(pk=row.pk).update(verdict="different")


def test_two_groups_of_one_workshop_are_no_duplicates():
    case = cast.a_registered_case()
    cast.a_registered_case(case.cycle, workshop=case.workshop, group=another_group(case).code)
    assert not Duplicate.objects.exists()


def test_a_screening_is_opened_again_by_two_persons():
    case = decline(cast.a_registered_case(), "not_a_handicraft")
    with pytest.raises(NotPermitted):
        perform("reopen_screening", case, by=expert_of(case), reason="اشتباه شد")
    proposal = proposals.propose("reopen_screening", case, by=expert_of(case), reason="اشتباه شد")
    proposals.confirm(proposal, by=cast.a_deputy_of(case.province))
    case.refresh_from_db()
    assert case.state == "registered"
    assert case.declines.count() == 1


# --- withdrawn ------------------------------------------------------------------------------------------------
def test_an_expert_withdraws_only_with_the_applicants_letter():
    case = cast.a_registered_case()
    with pytest.raises(InvalidInput) as caught:
        perform("withdraw", case, by=expert_of(case), reason="")
    assert set(caught.value.form.errors) == {"letter"}
    case = perform("withdraw", case, by=expert_of(case), reason="", letter=a_paper())
    assert case.state == "withdrawn" and case.withdrawal.letter


# --- people at the counter ---------------------------------------------------------------------------------------------
def test_nobody_gets_two_accounts():
    expert = cast.an_expert_of()
    person = {"first_name": "علی", "last_name": "رضایی", "national_id": cast.a_national_id(77_000)}
    made = edits.account_of(by=expert, mobile="09150000001", **person)
    assert edits.account_of(by=expert, mobile="09150000001", **person) == made
    assert edits.account_of(by=expert, mobile="09150000002", **person) == made
    by_mobile = User.objects.create_user(mobile="09150000003")
    other = {**person, "national_id": cast.a_national_id(77_001)}
    assert edits.account_of(by=expert, mobile="09150000003", **other) == by_mobile
    by_mobile.refresh_from_db()
    assert (by_mobile.full_name, by_mobile.national_id) == ("علی رضایی", other["national_id"])
    with pytest.raises(Refused):
        edits.account_of(by=expert, mobile="09150000003", **person)
    third = {**person, "national_id": cast.a_national_id(77_002)}
    with pytest.raises(Refused):
        edits.account_of(by=expert, mobile="09150000003", **third)


# --- edits ----------------------------------------------------------------------------------------------------------------
def test_what_was_handed_in_is_edited_only_while_completion_is_asked():
    case = cast.a_registered_case()
    fields = list(case.craft_fields.all())
    for attempt in (
        lambda: edits.set_details(case, by=case.applicant, craft_fields=fields, women=7),
        lambda: edits.add_product(case, by=case.applicant, name="کوزه", monthly_volume=1, unit="عدد"),
        lambda: edits.remove_product(case.products.first(), by=case.applicant),
        lambda: edits.attach(case, by=case.applicant, file=a_paper()),
        lambda: edits.remove_licence(case.workshop.licences.get(), by=case.applicant),
        lambda: edits.change_workshop(case.workshop, by=case.applicant, rural=True),
    ):
        with pytest.raises(Refused):
            attempt()
    case = ask_completion(case)
    edits.set_details(case, by=case.applicant, craft_fields=fields, women=7)
    edits.add_product(case, by=case.applicant, name="کوزه", monthly_volume=1, unit="عدد")
    one = edits.attach(case, by=case.applicant, file=a_paper(), caption="نقشه")
    assert edits.attach(case, by=case.applicant, file=a_paper()) == one
    edits.detach(one, by=case.applicant)
    case = perform("complete", case, by=case.applicant)
    assert (case.women, case.men, case.products.count(), case.attachments.count()) == (7, 1, 2, 0)
    assert [entry.move for entry in book.read(case) if entry.move.startswith("edit:")] == [
        "edit:set_details",
        "edit:add_product",
        "edit:attach",
        "edit:detach",
    ]
    edits.change_workshop(case.workshop, by=expert_of(case), rural=True)


def test_nobody_edits_what_belongs_to_another():
    case = cast.a_draft()
    for stranger in (cast.an_applicant(), cast.an_expert_of(cast.a_province("فارس")), None):
        with pytest.raises(NotPermitted):
            edits.add_product(case, by=stranger, name="کوزه", monthly_volume=1, unit="عدد")
        with pytest.raises(NotPermitted):
            edits.change_workshop(case.workshop, by=stranger, city="تفت")
    with pytest.raises(NotPermitted):
        edits.enter_workshop(case.applicant, by=cast.an_applicant(), province=case.province, name="کارگاه")


def test_a_request_is_not_deleted_and_moves_only_along_the_chart():
    case = cast.a_registered_case()
    with (
        pytest.raises(IntegrityError, match="a_request_stays"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM applications_application WHERE id = %s", [case.pk])
    with pytest.raises(IntegrityError, match=r"follows_the_chart|holds_its_place"):
        update(case, state="selected", version=case.version + 1)
    with pytest.raises(OutOfTurn):
        perform("select", case, by=expert_of(case))
    assert unbroken() == []
