"""D2 and S13: the province says line by line, its deputy signs, headquarters answers, revises or decides over it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kargah import clock
from kargah.grading import edits, queries
from kargah.grading.models import CandidateList, ListLine, Opinion
from kargah.inspections.models import Assignment
from kargah.people.models import Post, Role
from kargah.people.signing import Signature
from kargah.process import invariants, proposals
from kargah.process.engine import perform
from kargah.process.standing import where
from kargah.refusal import InvalidInput, NotPermitted, OutOfTurn, Overtaken, Refused
from tests import cast


@pytest.fixture
def nothing_is_violated(db):
    """What the test did through the engine leaves every invariant whole."""
    yield
    assert invariants.violations() == {}


def again(row):
    row.refresh_from_db()
    return row


def days_later(days):
    clock.set_to(clock.now() + timedelta(days=days))


# --- the opinion ---------------------------------------------------------------------------------------
def test_the_opinion_is_due_after_the_days_of_the_guideline(sent):
    assert sent.due_on == clock.today() + timedelta(days=15)


def test_a_line_is_not_answered_before_the_list_is_sent(ranking, expert):
    drawn = cast.a_drawn_list(ranking)
    with pytest.raises(Refused, match="does not wait for an opinion"):
        perform("agree_line", drawn.lines.first(), by=expert)


def test_an_expert_may_change_their_word_until_the_deputy_signs(sent, lines):
    cast.an_objected_line(lines[0])
    line = cast.an_agreed_line(lines[0])
    assert (line.state, line.objection, line.agreed_turn) == ("agreed", "", 1)
    cast.an_agreed_list(sent)
    with pytest.raises(Refused, match="does not wait"):
        cast.an_objected_line(again(line))


def test_an_objection_needs_a_reason(lines):
    with pytest.raises(InvalidInput):
        cast.an_objected_line(lines[0], reason="")


def test_the_deputy_signs_only_when_every_line_is_answered(sent, lines):
    cast.an_agreed_line(lines[0])
    with pytest.raises(Refused, match="2 lines of the list are not answered"):
        cast.a_given_opinion(sent)


def test_who_answered_a_line_does_not_sign_even_when_another_prepared_it(sent, lines, deputy):
    Post.objects.create(
        holder=deputy, role=Role.PROVINCIAL_EXPERT, province=sent.province, starts_on=clock.today()
    )
    cast.an_agreed_line(lines[0], by=deputy)
    for line in lines[1:]:
        cast.an_agreed_line(line)
    with pytest.raises(NotPermitted, match="Another person"):
        cast.a_given_opinion(sent, by=deputy)
    assert cast.a_given_opinion(sent, by=cast.a_deputy_of(name="deputy2")).state == "agreed"


def test_the_signature_is_under_what_the_expert_said(sent, lines, deputy):
    for line in lines:
        cast.an_agreed_line(line)
    seen = Signature(deputy.pk, queries.shown_hash(sent), clock.now())
    cast.an_objected_line(lines[0])
    with pytest.raises(Overtaken):
        perform("give_opinion", sent, by=deputy, signature=seen)


def test_an_opinion_sent_back_is_prepared_again(sent, lines, deputy, expert):
    for line in lines:
        cast.an_agreed_line(line)
    perform("send_back_opinion", sent, by=deputy, reason="دوباره ببینید")
    with pytest.raises(Refused, match="prepares the opinion first"):
        cast.a_given_opinion(sent)
    edits.prepare_opinion(sent, by=expert)
    assert cast.a_given_opinion(sent).state == "agreed"


def test_only_the_expert_of_the_province_prepares_the_opinion(sent):
    with pytest.raises(NotPermitted):
        edits.prepare_opinion(sent, by=cast.an_expert_of(cast.a_province("تهران")))


def test_the_inspector_of_a_case_says_nothing_of_its_line(lines):
    inspector = Assignment.objects.filter(inspection__application=lines[0].application).first().inspector
    Post.objects.create(
        holder=inspector, role=Role.PROVINCIAL_EXPERT, province=lines[0].province, starts_on=clock.today()
    )
    with pytest.raises(NotPermitted, match="You were the inspector"):
        cast.an_agreed_line(lines[0], by=inspector)


def test_nobody_agrees_to_their_own_workshop(lines):
    owner = lines[0].application.applicant
    Post.objects.create(
        holder=owner, role=Role.PROVINCIAL_EXPERT, province=lines[0].province, starts_on=clock.today()
    )
    with pytest.raises(NotPermitted, match=f"{lines[0].application} is your own workshop"):
        cast.an_agreed_line(lines[0], by=owner)
    assert cast.an_agreed_line(lines[1], by=owner).state == "agreed"


def test_a_list_without_a_name_still_asks_for_omissions(cycle, capped, expert):
    capped(national=0)
    ranking = cast.a_settled_ranking(cycle)
    sent = cast.a_sent_list(ranking=ranking)
    assert sent.lines.count() == 0
    with pytest.raises(Refused, match="prepares the opinion first"):
        cast.a_given_opinion(sent)
    edits.prepare_opinion(sent, by=expert)
    assert cast.a_given_opinion(sent).state == "agreed"


def test_the_box_of_an_objected_line_is_the_provinces_opinion(sent, lines):
    cast.an_objected_list(sent)
    assert where(lines[0].application) == ("S13", False)
    assert where(lines[1].application) == ("S14", False)


# --- headquarters answers ---------------------------------------------------------------------------------
def test_headquarters_answers_only_what_the_deputy_signed(lines, hq):
    cast.an_objected_line(lines[0])
    with pytest.raises(Refused, match="has not signed"):
        perform("keep_line", again(lines[0]), by=hq, reason="اسناد کامل است")


def test_an_omission_is_not_answered_before_the_deputy_signed(sent, ranking, hq):
    omission = cast.a_named_omission(sent, ranking.placements.last().application)
    with pytest.raises(Refused, match="has not signed"):
        perform("keep_omission", omission, by=hq, reason="حد نصاب ندارد")


@pytest.mark.usefixtures("nothing_is_violated")
def test_an_accepted_objection_drops_the_line_and_the_others_keep_their_agreement(
    sent, lines, hq, expert, director
):
    objected = cast.an_objected_list(sent)
    with pytest.raises(Refused, match="1 objections are not answered"):
        perform("revise_list", objected, by=hq)
    perform("accept_objection", again(lines[0]), by=hq, reason="درست است")
    revised = perform("revise_list", objected, by=hq)
    assert (revised.state, revised.turn) == ("drawn", 2)
    second = perform("send_list", revised, by=director)
    told = second.newest.content
    assert [line["case"] for line in told["lines"]] == [line.application.public_id for line in lines[1:]]
    assert "objection_accepted" in {entry["why"] for entry in told["absent"]}
    with pytest.raises(Refused, match="agreed to this line in version 1"):
        perform("object_line", again(lines[1]), by=expert, reason="پشیمانم")
    edits.prepare_opinion(second, by=expert)
    agreed = cast.a_given_opinion(second)
    assert [opinion.agreed for opinion in agreed.opinions.all()] == [False, True]
    assert {line.agreed_turn for line in agreed.lines.filter(state="agreed")} == {1}


def test_a_list_is_revised_only_when_an_objection_was_accepted(sent, lines, hq):
    objected = cast.an_objected_list(sent)
    perform("keep_line", again(lines[0]), by=hq, reason="اسناد کامل است")
    with pytest.raises(Refused, match="needs no new version"):
        perform("revise_list", objected, by=hq)


def test_an_omission_that_does_not_qualify_can_only_be_kept(sent, ranking, hq):
    omission = cast.a_named_omission(sent, ranking.placements.last().application)
    assert cast.an_agreed_list(sent).state == "objected"
    with pytest.raises(Refused, match="does not qualify"):
        perform("accept_omission", omission, by=hq, reason="پذیرفته شد")
    perform("keep_omission", omission, by=hq, reason="حد نصاب ندارد")
    assert again(omission).state == "kept"


@pytest.mark.usefixtures("nothing_is_violated")
def test_an_accepted_omission_joins_the_revised_list_when_a_place_is_free(cycle, capped, hq):
    capped(national=2)
    ranking = cast.a_settled_ranking(cycle)
    sent = cast.a_sent_list(ranking=ranking)
    missed = ranking.placements.get(within_places=False).application
    omission = cast.a_named_omission(sent, missed)
    objected = cast.an_objected_list(sent)
    with pytest.raises(Refused, match="No place"):
        perform("accept_omission", omission, by=hq, reason="پذیرفته شد")
    perform("accept_objection", objected.lines.get(state="objected"), by=hq, reason="درست است")
    perform("accept_omission", again(omission), by=hq, reason="پذیرفته شد")
    second = cast.a_sent_list(perform("revise_list", objected, by=hq))
    assert second.lines.get(application=missed).state == "pending"
    line = cast.an_agreed_list(second).lines.get(application=missed)
    assert line.agreed_turn == 2
    assert cast.an_issued(line).state == "valid"  # the place that was free is its own


def test_a_workshop_is_missed_once_and_only_in_its_province(cycle, sent, ranking):
    last = ranking.placements.last().application
    cast.a_named_omission(sent, last)
    with pytest.raises(InvalidInput):
        cast.a_named_omission(sent, last)
    with pytest.raises(InvalidInput):
        cast.a_named_omission(sent, cast.a_registered_case(cycle, cast.a_province("تهران")))


# --- silence, and decisions over the province ----------------------------------------------------------------
@pytest.mark.usefixtures("nothing_is_violated")
def test_silence_is_never_consent_by_itself(sent, lines, hq):
    overdue = cast.an_overdue_list(sent)
    assert {line.state for line in overdue.lines.all()} == {"pending"}
    with pytest.raises(Refused, match="Remind the province first"):
        proposals.propose("decide_over", lines[0], by=hq, reason="سکوت")
    perform("remind_opinion", overdue, by=hq)
    days_later(4)
    with pytest.raises(Refused, match="decide from"):
        proposals.propose("decide_over", lines[0], by=hq, reason="سکوت")
    days_later(1)
    line = cast.a_decided_line(lines[0])
    assert line.state == "decided" and line.decision.over_silence
    assert line.decision.proposed_by == hq and line.decision.confirmed_by == cast.a_director()


def test_a_list_is_not_overdue_on_its_last_day(sent):
    clock.set_to(clock.end_of(sent.due_on) - timedelta(minutes=1))
    with pytest.raises(Refused, match="not over"):
        perform("lapse_opinion", sent, by=None)


def test_a_late_opinion_is_taken_until_headquarters_decides(sent):
    assert cast.an_agreed_list(cast.an_overdue_list(sent)).state == "agreed"


def test_a_second_reminder_does_not_put_the_decision_off(sent, hq):
    overdue = cast.an_overdue_list(sent)
    first = perform("remind_opinion", overdue, by=hq).reminded_at
    days_later(2)
    assert perform("remind_opinion", overdue, by=hq).reminded_at == first


@pytest.mark.usefixtures("nothing_is_violated")
def test_a_kept_line_is_decided_over_by_two_persons_days_after_the_answer(sent, lines, hq, director):
    cast.an_objected_list(sent)
    line = perform("keep_line", again(lines[0]), by=hq, reason="اسناد کامل است")
    with pytest.raises(NotPermitted):
        perform("decide_over", line, by=hq, reason="بررسی شد")
    with pytest.raises(Refused, match="decide from"):
        proposals.propose("decide_over", line, by=hq, reason="بررسی شد")
    days_later(5)
    line = cast.a_decided_line(line)
    assert line.state == "decided" and not line.decision.over_silence
    assert where(line.application) == ("S14", False)


# --- the end of a list, and who leaves it -----------------------------------------------------------------------
def test_a_list_with_an_open_line_is_not_closed(sent, hq):
    with pytest.raises(Refused, match="3 lines of the list are still open"):
        perform("close_list", cast.an_agreed_list(sent), by=hq)


def test_a_list_all_of_whose_lines_left_or_were_dropped_is_closed(sent, lines, hq):
    objected = cast.an_objected_list(sent)
    perform("accept_objection", again(lines[0]), by=hq, reason="درست است")
    for line in lines[1:]:
        perform("withdraw", line.application, by=line.application.applicant)
    assert perform("close_list", objected, by=hq).state == "closed"


@pytest.mark.usefixtures("nothing_is_violated")
def test_who_withdraws_leaves_list_and_report_at_once_and_the_frozen_version_keeps_it(sent, lines):
    frozen = sent.newest.content
    case = lines[0].application
    withdrawn = perform("withdraw", case, by=case.applicant)
    assert withdrawn.state == "withdrawn" and again(lines[0]).left == again(lines[0].line).left == "withdrawn"
    assert again(sent).newest.content == frozen
    with pytest.raises(Refused, match="left the list"):
        cast.an_agreed_line(lines[0])
    assert queries.open_list_line(case) is None


@pytest.mark.usefixtures("nothing_is_violated")
def test_a_struck_case_leaves_the_list_and_a_later_ranking(cycle, sent, lines, expert, hq, director):
    mark = perform(
        "raise_mark", lines[0].application, by=expert, kind="conflict", reason="خویشاوندی با بازرس"
    )
    proposals.confirm(proposals.propose("strike", mark, by=hq, reason="محرز شد"), by=director)
    assert again(lines[0]).left == again(lines[0].line).left == "struck"
    assert again(mark).ended_reason == "محرز شد"
    assert cast.a_settled_ranking(cycle).placements.count() == 3


@pytest.mark.usefixtures("nothing_is_violated")
def test_the_end_of_the_cycle_closes_nobody_who_was_scored(cycle, sent):
    waiting = cast.a_registered_case(cycle)
    chosen = cast.a_selected_case(cycle)
    assert queries.cases_to_close(cycle) == [waiting, chosen]


# --- what the database refuses -------------------------------------------------------------------------------
def refused_by_the_database(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def moved(line, state):
    """The state written past the engine, with the version that the chart's own rule wants."""
    rows = ListLine.objects.filter(pk=line.pk)
    return lambda: rows.update(state=state, version=rows.get().version + 1)


def test_the_database_agrees_to_nothing_but_the_content(lines):
    refused_by_the_database(moved(lines[0], "agreed"))


def test_the_database_takes_no_objection_without_a_reason(lines):
    refused_by_the_database(moved(lines[0], "objected"))


def test_the_database_decides_over_nobody_without_two_persons(lines):
    refused_by_the_database(moved(lines[0], "decided"))


def test_the_database_certifies_nothing_before_the_deputy_signed(lines):
    line = cast.an_agreed_line(lines[0])
    refused_by_the_database(moved(line, "certified"))


def test_the_database_certifies_nobody_who_withdrew(sent, lines):
    cast.an_agreed_list(sent)
    perform("withdraw", lines[0].application, by=lines[0].application.applicant)
    refused_by_the_database(moved(lines[0], "certified"))


def test_the_database_keeps_an_opinion_and_wants_it_on_the_sent_version(sent, expert, deputy):
    agreed = cast.an_agreed_list(sent)
    opinions = Opinion.objects.filter(candidate_list=agreed)
    refused_by_the_database(lambda: opinions.update(agreed=False))
    refused_by_the_database(lambda: opinions.delete())
    refused_by_the_database(
        lambda: Opinion.objects.create(
            candidate_list=agreed,
            turn=2,
            agreed=True,
            list_hash="0" * 64,
            prepared_by=expert,
            given_by=deputy,
        )
    )


def test_the_database_lets_no_list_be_agreed_without_an_opinion(sent):
    rows = CandidateList.objects.filter(pk=sent.pk)
    refused_by_the_database(lambda: rows.update(state="agreed", version=rows.get().version + 1))


def test_the_database_keeps_the_content_of_a_line(lines):
    rows = ListLine.objects.filter(pk=lines[0].pk)
    refused_by_the_database(lambda: rows.update(content_hash="0" * 64))
    refused_by_the_database(lambda: rows.delete())


def test_a_list_is_not_agreed_twice(sent, deputy):
    agreed = cast.an_agreed_list(sent)
    with pytest.raises(OutOfTurn):
        cast.a_given_opinion(agreed)
