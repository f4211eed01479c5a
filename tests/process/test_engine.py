"""The one door: who may pass, what is asked, what is written, and that nothing is left when it says no."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from django.http import QueryDict

from kargah import clock
from kargah.applications.models import Application
from kargah.cycles.models import Cycle, QuotaEntry
from kargah.guideline.models import Guideline
from kargah.journal import book
from kargah.journal.models import Entry
from kargah.notifications.models import Letter
from kargah.people.models import Post
from kargah.process import engine, invariants, proposals
from kargah.process.engine import perform
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal, Request, Standing
from kargah.refusal import InvalidInput, NotPermitted, OutOfTurn, Overtaken, Refused
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return cast.a_registered_case()


@pytest.fixture
def expert(case):
    return cast.an_expert_of(case.province)


def everything():
    """Rows that a step writes, counted."""
    return [model.objects.count() for model in (Entry, Letter, Request, Standing, Proposal, QuotaEntry)]


def decline(case, by, **more):
    return perform("decline", case, by=by, ground="not_a_handicraft", reason="در فهرست نیست", **more)


# --- who ---------------------------------------------------------------------------------------------------
def test_the_office_in_charge_may_and_nobody_else(case, expert):
    elsewhere = cast.an_expert_of(cast.a_province("اصفهان"))
    before = everything()
    for stranger in (elsewhere, cast.a_deputy_of(), cast.an_hq_expert(), cast.a_director(), cast.an_auditor(),
                     case.applicant, None):  # fmt: skip
        with pytest.raises(NotPermitted, match="another office or person"):
            decline(case, by=stranger)
    assert everything() == before

    assert decline(case, by=expert).state == "declined"


def test_a_post_that_ended_yesterday_permits_nothing_today(case, expert):
    Post.objects.filter(holder=expert).update(ends_on=clock.today() - timedelta(days=1))

    with pytest.raises(NotPermitted):
        decline(case, by=expert)


def test_a_move_that_only_follows_is_nobodys_own():
    case = cast.a_registered_case()
    for person in (cast.a_director(), cast.an_hq_expert(), cast.an_expert_of(), case.applicant, None):
        with pytest.raises(NotPermitted):
            perform("close", case, by=person)


# --- where -------------------------------------------------------------------------------------------------
def test_a_move_begins_in_its_own_states_alone(case, expert):
    decline(case, by=expert)
    before = everything()

    with pytest.raises(OutOfTurn, match="Declined"):
        perform("screen_in", case, by=expert)

    assert everything() == before


def test_who_saw_an_older_version_is_told_who_acted(case, expert):
    seen = case.version
    perform("ask_completion", case, by=expert, items="عکس")
    perform("complete", case, by=case.applicant)

    with pytest.raises(Overtaken, match=case.applicant.last_name):
        decline(case, by=expert, seen=seen)
    assert decline(case, by=expert, seen=seen + 2).state == "declined"


def test_a_version_counts_each_step_by_one(case, expert):
    assert case.version == 1
    declined = decline(case, by=expert)
    assert declined.version == Application.objects.get(pk=case.pk).version == 2


# --- what --------------------------------------------------------------------------------------------------
def test_what_does_not_fit_comes_back_beside_its_field(case, expert):
    before = everything()

    with pytest.raises(InvalidInput) as refusal:
        perform("decline", case, by=expert, ground="because", reason="")

    assert set(refusal.value.form.errors) == {"ground", "reason"}
    assert everything() == before


def test_a_rule_that_says_no_leaves_nothing():
    case = cast.a_registered_case()
    before = everything()

    with pytest.raises(Refused) as refusal:
        perform("screen_in", case, by=cast.an_expert_of(case.province))

    assert type(refusal.value) is Refused and str(refusal.value)
    assert everything() == before
    case.refresh_from_db()
    assert (case.state, case.version) == ("registered", 1)


# --- once --------------------------------------------------------------------------------------------------
def test_a_request_sent_again_is_done_once(case, expert):
    first = decline(case, by=expert, key="k1")
    written = everything()

    again = decline(case, by=expert, key="k1")

    assert (again.pk, again.state, again.version) == (first.pk, "declined", first.version)
    assert everything() == written


def test_a_key_with_other_content_is_refused(case, expert):
    decline(case, by=expert, key="k1")
    other = cast.a_registered_case(case.cycle)
    written = everything()

    with pytest.raises(InvalidInput, match="already sent with other content"):
        perform("decline", case, by=expert, key="k1", ground="not_a_handicraft", reason="دیگر")
    with pytest.raises(InvalidInput, match="already sent with other content"):
        decline(other, by=expert, key="k1")
    with pytest.raises(InvalidInput, match="already sent with other content"):
        perform("withdraw", other, by=expert, key="k1")

    assert everything() == written


def test_the_same_key_of_two_people_is_two_requests(case, expert):
    other = cast.a_registered_case(case.cycle)
    perform("withdraw", case, by=case.applicant, key="k1", reason="دیگر نمی‌خواهم")
    perform("withdraw", other, by=other.applicant, key="k1", reason="دیگر نمی‌خواهم")

    assert Request.objects.filter(key="k1").count() == 2


def test_a_refused_request_may_be_sent_again_with_its_key(case, expert):
    with pytest.raises(InvalidInput):
        perform("decline", case, by=expert, key="k1", ground="not_a_handicraft", reason="")
    assert not Request.objects.exists()

    assert decline(case, by=expert, key="k1").state == "declined"


def test_what_a_page_adds_is_no_content(case, expert):
    told = QueryDict("ground=not_a_handicraft&reason=x&key=k1&seen=1&csrfmiddlewaretoken=a")
    again = QueryDict("ground=not_a_handicraft&reason=x&key=k1&seen=1&csrfmiddlewaretoken=b")
    perform("decline", case, by=expert, key="k1", data=told)

    assert perform("decline", case, by=expert, key="k1", data=again).state == "declined"
    assert Entry.objects.filter(move="decline").count() == 1


# --- written -----------------------------------------------------------------------------------------------
def test_each_step_of_a_case_is_one_entry_with_where_from_and_where_to(case, expert):
    perform("ask_completion", case, by=expert, items="عکس")
    perform("complete", case, by=case.applicant)
    decline(case, by=expert)

    steps = [(entry.move, entry.source, entry.target, entry.by) for entry in book.about(case)]
    assert steps == [
        ("start", "", "draft", case.applicant),
        ("register", "draft", "registered", case.applicant),
        ("ask_completion", "registered", "completion_asked", expert),
        ("complete", "completion_asked", "registered", case.applicant),
        ("decline", "registered", "declined", expert),
    ]
    last = book.about(case).last()
    assert last.reason.text == "در فهرست نیست" and last.inputs and last.case_ids() == [case.pk]
    assert book.verify(book.entries()) == []


def test_the_changes_of_state_of_a_whole_walk_are_all_in_the_journal():
    certificate = cast.a_certificate()

    for model in {move.of for move in MOVES.values()} - {Guideline}:  # the sample comes with the installation
        changing = {move.name for move in MOVES.values() if move.of is model}
        for row in model._base_manager.exclude(version=0):
            steps = [entry for entry in book.about(row) if entry.move in changing]
            begun = sum(1 for entry in steps if not entry.source)
            assert row.version == len(steps) - begun, row
            for before, after in pairwise(steps):
                assert after.source == before.target, (row, after)
            assert steps[-1].target == row.state
    assert book.read(certificate.application).filter(move="issue").count() == 1
    assert invariants.violations() == {}


def test_letters_go_with_the_step_or_not_at_all(case, expert, monkeypatch):
    before = everything()

    def torn(subject, by, entry):
        raise RuntimeError("the paper is torn")

    whole = MOVES["decline"]
    monkeypatch.setitem(MOVES, "decline", replace(whole, tell=(*whole.tell, torn)))
    with pytest.raises(RuntimeError):
        decline(case, by=expert)
    assert everything() == before
    assert Application.objects.get(pk=case.pk).state == "registered"

    monkeypatch.setitem(MOVES, "decline", whole)
    decline(case, by=expert)
    assert (
        Letter.objects.filter(to=case.applicant, case_id=case.pk).order_by("pk").last().name
        == "request_declined"
    )


@pytest.mark.parametrize("torn", ["do", "journal", "standing"])
def test_whatever_breaks_in_a_step_nothing_of_it_stays(torn, case, expert, monkeypatch):
    before = everything()

    def breaks(*args, **how):
        raise RuntimeError(torn)

    if torn == "do":
        monkeypatch.setitem(
            MOVES, "decline", replace(MOVES["decline"], do=lambda case, ground, reason: breaks())
        )
    elif torn == "journal":
        monkeypatch.setattr(engine.book, "write", breaks)
    else:
        monkeypatch.setattr(engine.standing, "refresh", breaks)
    with pytest.raises(RuntimeError, match=torn):
        decline(case, by=expert, key="k1")

    assert everything() == before
    case.refresh_from_db()
    assert (case.state, case.version) == ("registered", 1)


# --- what follows ------------------------------------------------------------------------------------------
def test_what_follows_is_written_with_its_cause():
    inspection = cast.an_assigned_inspection()
    case = inspection.application

    perform("withdraw", case, by=case.applicant, reason="دیگر نمی‌خواهم")

    inspection.refresh_from_db()
    withdrawn = book.about(case).last()
    cancelled = book.about(inspection).last()
    assert (inspection.state, cancelled.move, cancelled.cause) == (
        "cancelled",
        "cancel_inspection",
        withdrawn.seq,
    )
    case.share.refresh_from_db()
    assert (case.share.held, case.share.spent) == (0, 0)


def test_a_consequence_that_is_refused_takes_its_cause_along(monkeypatch):
    inspection = cast.an_assigned_inspection()
    case = inspection.application
    before = everything()

    def no(inspection):
        raise Refused("The visit goes on.")

    monkeypatch.setitem(MOVES, "cancel_inspection", replace(MOVES["cancel_inspection"], when=(no,)))
    with pytest.raises(Refused, match="goes on"):
        perform("withdraw", case, by=case.applicant, reason="دیگر نمی‌خواهم")

    case.refresh_from_db()
    assert case.state == "selected" and everything() == before


# --- signatures --------------------------------------------------------------------------------------------
@pytest.fixture
def compiled():
    return cast.a_compiled_report()


def test_a_signing_move_wants_the_persons_own_fresh_signature(compiled):
    deputy = cast.a_deputy_of(compiled.province)
    other = cast.a_deputy_of(compiled.province, name="other-deputy")
    good = cast.signed_by(deputy, compiled)
    for wrong, says in (
        (None, "password again to sign"),
        (cast.signed_by(other, compiled), "password again to sign"),
        (replace(good, at=clock.now() - engine.SIGNATURE_LASTS - timedelta(seconds=1)), "too old"),
        (replace(good, at=clock.now() + timedelta(minutes=1)), "too old"),
    ):
        with pytest.raises(NotPermitted, match=says):
            perform("send_report", compiled, by=deputy, signature=wrong)

    sent = perform("send_report", compiled, by=deputy, signature=good)
    entry = book.about(sent).filter(move="send_report").get()
    assert (sent.state, entry.shown) == ("sent", good.shown)


# --- two persons -------------------------------------------------------------------------------------------
@pytest.fixture
def declined(case, expert):
    return decline(case, by=expert)


@pytest.fixture
def proposal(declined, expert):
    return proposals.propose("reopen_screening", declined, by=expert, reason="اشتباه بود")


def test_two_persons_or_none(declined, expert):
    with pytest.raises(NotPermitted, match="Two persons"):
        perform("reopen_screening", declined, by=expert, reason="اشتباه بود")
    with pytest.raises(NotPermitted, match="one person only"):
        proposals.propose("screen_in", declined, by=expert)


def test_a_proposal_changes_nothing_until_another_confirms_it(declined, proposal, expert):
    declined.refresh_from_db()
    assert (declined.state, proposal.state) == ("declined", "proposed")
    with pytest.raises(NotPermitted, match="Another person"):
        proposals.confirm(proposal, by=expert)
    for stranger in (cast.an_expert_of(name="second-expert"), cast.a_director(), declined.applicant,
                     cast.a_deputy_of(cast.a_province("اصفهان"))):  # fmt: skip
        with pytest.raises(NotPermitted):
            proposals.confirm(proposal, by=stranger)

    deputy = cast.a_deputy_of(declined.province)
    proposals.confirm(proposal, by=deputy)

    declined.refresh_from_db()
    proposal.refresh_from_db()
    assert (declined.state, proposal.state, proposal.ended_by) == ("registered", "confirmed", deputy)
    assert book.about(declined).last().by == deputy
    assert [entry.move for entry in book.about(proposal)] == ["propose", "proposal_confirmed"]
    assert invariants.violations() == {}


def test_who_holds_both_posts_still_cannot_confirm_alone(declined, expert):
    Post.objects.create(
        holder=expert, role="provincial_deputy", province=declined.province, starts_on=cast.SINCE
    )
    proposal = proposals.propose("reopen_screening", declined, by=expert, reason="اشتباه بود")

    with pytest.raises(NotPermitted, match="Another person"):
        proposals.confirm(proposal, by=expert)
    assert not proposals.may_confirm(proposal, expert)


def test_a_refused_proposal_leaves_the_case_and_keeps_the_answer(declined, proposal):
    deputy = cast.a_deputy_of(declined.province)

    proposals.refuse(proposal, by=deputy, reason="مدرکی نیست")

    proposal.refresh_from_db()
    declined.refresh_from_db()
    assert (proposal.state, proposal.answer, declined.state) == ("refused", "مدرکی نیست", "declined")
    with pytest.raises(OutOfTurn, match="no longer open"):
        proposals.confirm(proposal, by=deputy)


def test_only_who_proposed_takes_it_back(declined, proposal, expert):
    with pytest.raises(NotPermitted, match="Only the person"):
        proposals.take_back(proposal, by=cast.a_deputy_of(declined.province))

    assert proposals.take_back(proposal, by=expert).state == "taken_back"
    again = proposals.propose("reopen_screening", declined, by=expert, reason="اشتباه بود")
    assert again.state == "proposed"


def test_the_same_is_proposed_once_at_a_time(declined, proposal, expert):
    with pytest.raises(Refused, match="already proposed"):
        proposals.propose("reopen_screening", declined, by=expert, reason="باز هم")
    assert Proposal.objects.count() == 1


def test_a_case_that_went_on_makes_the_proposal_stale():
    cycle = cast.an_open_cycle(quota=2)
    cases = [cast.an_eligible_case(cycle) for _ in range(3)]
    cast.selecting(cases[0].share)
    late = max(cases, key=lambda case: Application.objects.get(pk=case.pk).order_place)
    expert, deputy = cast.an_expert_of(late.province), cast.a_deputy_of(late.province)
    proposal = proposals.propose("select_out_of_order", late, by=expert, reason="نیاز فوری")
    perform("waitlist", late, by=expert)

    ended = proposals.confirm(proposal, by=deputy)

    late.refresh_from_db()
    assert (ended.state, late.state) == ("stale", "waitlisted")
    assert Proposal.objects.get().state == "stale"


def test_the_rules_are_asked_again_at_the_confirmation():
    cycle = cast.an_open_cycle(quota=1)
    cases = [cast.an_eligible_case(cycle) for _ in range(2)]
    cast.selecting(cases[0].share)
    first, late = sorted(
        Application.objects.filter(pk__in=[case.pk for case in cases]), key=lambda case: case.order_place
    )
    expert, deputy = cast.an_expert_of(late.province), cast.a_deputy_of(late.province)
    proposal = proposals.propose("select_out_of_order", late, by=expert, reason="نیاز فوری")
    perform("select", first, by=expert)

    with pytest.raises(Refused):
        proposals.confirm(proposal, by=deputy)

    proposal.refresh_from_db()
    late.refresh_from_db()
    assert (proposal.state, late.state) == ("proposed", "eligible")


def test_a_proposal_sent_again_with_its_key_is_one(declined, expert):
    first = proposals.propose("reopen_screening", declined, by=expert, key="k1", reason="اشتباه بود")
    again = proposals.propose("reopen_screening", declined, by=expert, key="k1", reason="اشتباه بود")
    assert first == again and Proposal.objects.count() == 1


# --- what a page offers ------------------------------------------------------------------------------------
def test_the_offered_moves_are_those_that_the_engine_permits(case, expert):
    offered = {move.name for move in engine.open_moves(case, by=expert)}
    assert {"ask_completion", "decline", "screen_in", "withdraw"} <= offered
    assert {move.name for move in engine.open_moves(case, by=case.applicant)} == {"withdraw", "lodge"}
    assert engine.open_moves(case, by=cast.an_auditor()) == []
    assert engine.obstacle(MOVES["screen_in"], case, by=expert) is not None
    assert engine.obstacle(MOVES["decline"], case, by=expert) is None


def test_a_moves_name_is_spelled_as_the_chart_spells_it(case, expert):
    with pytest.raises(KeyError):
        perform("declined", case, by=expert)
    assert Cycle.objects.count() == 1
