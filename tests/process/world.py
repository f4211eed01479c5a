"""A country in which every subject stands in every one of its states, played through the engine within two months."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from kargah import clock
from kargah.applications import consents
from kargah.applications import edits as requests
from kargah.applications.models import Application
from kargah.cycles.models import Cycle
from kargah.grading.edits import prepare_opinion
from kargah.guideline import edits as guideline_edits
from kargah.guideline.models import Guideline
from kargah.guideline.queries import in_force
from kargah.inspections import edits as visits
from kargah.inspections.models import DefectNotice
from kargah.inspections.queries import remembered
from kargah.jobs import worker
from kargah.process import proposals
from kargah.process.background import order_issue
from kargah.process.engine import perform
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal
from kargah.registry import edits as registry
from tests import cast
from tests.cast.cycles import a_planned_cycle

SUBJECTS = sorted({move.of for move in MOVES.values()} | {Proposal}, key=lambda model: model._meta.label)


def build():
    """Begins two months ago, ends now: some time limits end on the way."""
    clock.set_to(clock.now() - timedelta(days=80))
    try:
        cast.the_ground()
        cycle = cast.an_open_cycle(quota=20)
        _certificates(cycle)
        worker.drain()  # the certificates are printed; later it would also end what is overdue
        answered = _a_list_answered(cycle)
        _lists_on_their_way(cycle)
        _reports_on_their_way(cycle)
        _visits(cycle)
        _screening(cycle)
        _what_happens_beside(cycle)
        _detours(cycle)
        _put_right(cycle)
        _marks_and_appeals(cycle)
        _nominations(cycle)
        _proposals(cycle)
        days_later(20)
        _decisions_over(answered)
        _cycles_and_guidelines()
        _referrals()
        days_later(59)
        _what_ran_out()
    finally:
        clock.release()


def _referrals():
    made = cast.a_referral_list()
    workshop = made.rows.first().certificate.workshop
    consents.consent(workshop, by=workshop.owner, contact=True)
    for row, result in zip(made.rows.all(), ["accepted", "refused"], strict=False):
        registry.answer(row, by=cast.a_partner_of(made.body), result=result)


def days_later(days):
    clock.set_to(clock.now() + timedelta(days=days))


def _certificates(cycle):
    """Yazd: valid, suspended, revoked, one agreed and not issued; one workshop excluded, one postponed."""
    report = cast.a_sent_report(cycle=cycle, lines=6, levels=(4, 4, 3, 3, 3, 3))
    *good, excluded, postponed = cast.the_lines(report)
    for line in good:
        cast.an_approved_line(line)
    cast.an_excluded_line(excluded)
    cast.a_postponed_line(postponed)
    perform("approve_report", report, by=cast.an_hq_expert())
    agreed = cast.an_agreed_list(ranking=cast.a_settled_ranking(cycle))
    first, second, third, _left = agreed.lines.order_by("pk")
    cast.an_issued(first)
    cast.a_suspended(cast.an_issued(second))
    revoked = cast.a_revoked(cast.an_issued(third))
    cast.a_renewal(revoked)
    cast.a_renewal(
        cast.a_certificate(
            cycle=cast.an_approved_report(cycle=cast.an_open_cycle(), province=cast.a_province("قم")).cycle
        )
    )


def _a_list_answered(cycle):
    """Isfahan, with two places: two objections and two omissions, one of each accepted."""
    isfahan = cast.a_province("اصفهان")
    cast.an_approved_report(cycle=cycle, province=isfahan, lines=4, levels=(4, 3, 3, 1))
    with two_places_for(isfahan):
        ranking = cast.a_settled_ranking(cycle)
        sent = cast.a_sent_list(ranking=ranking, province=isfahan)
        without_place = ranking.placements.get(qualifies=True, within_places=False)
        below_the_mark = ranking.placements.get(qualifies=False)
        missed = cast.a_named_omission(sent, without_place.application)
        other = cast.a_named_omission(sent, below_the_mark.application)
        objected = cast.an_objected_list(sent, objected=2)
        kept, dropped = objected.lines.filter(state="objected").order_by("pk")
        perform("keep_line", kept, by=cast.an_hq_expert(), reason="اسناد کامل است")
        perform("accept_objection", dropped, by=cast.an_hq_expert(), reason="درست است")
        perform("accept_omission", missed, by=cast.an_hq_expert(), reason="پذیرفته شد")
        perform("keep_omission", other, by=cast.an_hq_expert(), reason="حد نصاب ندارد")
    return kept


@contextmanager
def two_places_for(province):
    of_the_guideline = Cycle.limits
    Cycle.limits = property(
        lambda cycle: replace(
            of_the_guideline.fget(cycle), national_places=None, places_by_province={province.numeric_code: 2}
        )
    )
    try:
        yield
    finally:
        Cycle.limits = of_the_guideline


def _lists_on_their_way(cycle):
    for name, lines in (("تهران", 4), ("گیلان", 1), ("فارس", 1), ("کرمان", 1), ("همدان", 2)):
        levels = (4, 3, 3, 1)[:lines]
        cast.an_approved_report(cycle=cycle, province=cast.a_province(name), lines=lines, levels=levels)
    ranking = cast.a_settled_ranking(cycle)
    sent = cast.a_sent_list(ranking=ranking, province=cast.a_province("تهران"))
    first, second, _pending = sent.lines.order_by("pk")
    cast.an_agreed_line(first)
    cast.an_objected_line(second)
    below_the_mark = ranking.placements.get(qualifies=False, application__province=sent.province)
    cast.a_named_omission(sent, below_the_mark.application)
    cast.a_drawn_list(ranking, cast.a_province("گیلان"))
    cast.an_issued(cast.an_agreed_list(ranking=ranking, province=cast.a_province("فارس")).lines.get())
    perform(
        "close_list",
        ranking.lists.get(province=cast.a_province("فارس")),
        by=cast.an_hq_expert(),
    )
    cast.a_sent_list(ranking=ranking, province=cast.a_province("کرمان"))
    undecided = cast.an_objected_list(ranking=ranking, province=cast.a_province("همدان"))
    perform(
        "keep_line", undecided.lines.get(state="objected"), by=cast.an_hq_expert(), reason="اسناد کامل است"
    )
    days_later(1)


def _reports_on_their_way(cycle):
    cast.a_drafted_report(cycle, cast.a_province("البرز"))
    cast.a_compiled_report(cycle=cycle, province=cast.a_province("ایلام"))
    cast.a_sent_report(cycle=cycle, province=cast.a_province("اردبیل"))
    cast.a_returned_report(cycle=cycle, province=cast.a_province("بوشهر"), lines=2)
    cast.a_previewed_ranking(cast.an_approved_report(cycle=cycle, province=cast.a_province("زنجان")).cycle)


def _visits(cycle):
    cast.an_assigned_inspection(cycle=cycle)
    unvisited = cast.an_assigned_inspection(cycle=cycle, declared=False)
    perform("declare_conflict", unvisited, by=unvisited.inspector, reason="خویشاوندی")
    cast.a_finished_visit(cycle=cycle)
    cast.a_defect_notice(cycle=cycle)
    cast.an_answered_notice(cycle=cycle)
    cast.an_inspection_closed_as_found(cycle=cycle)
    withdrawn = cast.an_assigned_inspection(cycle=cycle).application
    perform("withdraw", withdrawn, by=withdrawn.applicant, reason="دیگر نمی‌خواهم")
    for end in ("held", "applied", "kept"):
        _held_work(cast.an_assigned_inspection(cycle=cycle), end)


def _held_work(inspection, end):
    """Work of somebody who had the visit before; two photos stand on the sheet meanwhile."""
    before, share = inspection.inspector, inspection.application.share
    other = cast.an_inspector_of(inspection.province, name="second-inspector")
    nomination = share.nominations.filter(state="accepted", inspector=other).first()
    nomination = nomination or cast.an_accepted_nomination(share, inspector=other)
    expert = cast.an_expert_of(inspection.province)
    inspection = perform("reassign", inspection, by=expert, nomination=nomination.public_id, reason="بیماری")
    inspection = perform("declare_no_conflict", inspection, by=other)
    held = visits.save_answers(inspection, before, {"P1": {"level": 4}}).held
    visits.add_photo(inspection, before, "P1", cast.a_stored_photo())
    if end == "applied":
        perform("adopt", held, by=expert)
    elif end == "kept":
        perform("set_aside", held, by=expert, reason="بازدید دوباره شد")


def _screening(cycle):
    cast.a_draft(cycle)
    case = cast.a_registered_case(cycle)
    asked = cast.a_registered_case(cycle)
    perform("ask_completion", asked, by=cast.an_expert_of(asked.province), items="عکس")
    asked = cast.a_registered_case(cycle)
    perform("ask_completion", asked, by=cast.an_expert_of(asked.province), items="عکس")
    cast.a_registered_case(cycle, workshop=case.workshop, group="03")
    cast.an_eligible_case(cycle)
    cast.a_waitlisted_case(cycle, women=9)  # first in the order: the next one is selected before its turn
    cast.a_selected_case(cycle)
    cast.a_declined_case(cast.a_registered_case(cycle))


def _what_happens_beside(cycle):
    """Papers, doubles, a place given back, more days, a visit in vain, a corrected level, a workshop that left its list."""
    paper = cast.a_draft(cycle)
    requests.attach(paper, by=paper.applicant, file=cast.a_photo())
    perform("register", paper, by=paper.applicant)
    first = cast.a_registered_case(cycle)
    cast.a_declined_case(cast.a_registered_case(cycle, workshop=cast.a_workshop(owner=first.applicant)))
    expert = cast.an_expert_of(paper.province)
    perform("release", cast.a_selected_case(cycle), by=expert, to="waitlisted", reason="کارگاه بسته است")
    in_vain = cast.an_assigned_inspection(cycle=cycle)
    perform("could_not_visit", in_vain, by=in_vain.inspector, reason="کسی نبود", photo=cast.a_photo())
    repairing = cast.a_defect_notice(cycle=cycle)
    more = proposals.propose("extend", repairing, by=cast.an_hq_expert(), days="5", reason="سیل")
    proposals.confirm(more, by=cast.a_director())
    assert remembered(repairing.notices.get(), 5)
    judged = cast.a_finished_revisit(cast.an_answered_notice(repairing))
    perform("confirm", judged, by=judged.inspector)
    returned = cast.a_returned_report(
        cycle=cycle, province=cast.a_province("سمنان"), remarks=(("P1", "سطح با عکس نمی‌خواند"),)
    )
    line = cast.answered(cast.the_lines(returned)[0], ask=("P1",))
    cast.corrected(line, "P1", 2)
    agreed = cast.an_agreed_list(
        cycle=cast.an_approved_report(
            cycle=cast.an_open_cycle(), province=cast.a_province("قزوین"), lines=2
        ).cycle
    )
    director = cast.a_director()
    order_issue(
        agreed.cycle, agreed.lines.order_by("pk")[:1], by=director, signature=cast.issue_signed_by(director)
    )
    leaves = agreed.lines.last().application
    perform("withdraw", leaves, by=leaves.applicant, reason="دیگر نمی‌خواهم")


def _detours(cycle):
    """What goes back and comes again."""
    expert, deputy, director = cast.an_expert_of(), cast.a_deputy_of(), cast.a_director()
    perform(
        "change_quota", cycle, by=director, province=cast.a_province("تهران"), amount=25, letter_number="۱۳"
    )
    asked = cast.a_registered_case(cycle)
    asked = perform("ask_completion", asked, by=expert, items="عکس")
    perform("complete", asked, by=asked.applicant)
    failed = cast.an_answered_notice(cycle=cycle)
    perform("could_not_revisit", failed, by=failed.inspector, reason="کسی نبود", photo=cast.a_photo())
    back = cast.a_compiled_report(cycle=cycle, province=cast.a_province("خوزستان"))
    perform("send_back", back, by=cast.a_deputy_of(back.province), reason="عکس‌ها کم است")
    cast.a_sent_report(cast.a_supplemented_report(cycle=cycle, province=cast.a_province("مرکزی")))
    other = cast.an_open_cycle()
    cast.an_approved_report(cycle=other, lines=2, levels=(4, 3))
    sent = cast.a_sent_list(ranking=cast.a_settled_ranking(other))
    for line in sent.lines.all():
        cast.an_objected_line(line)
    prepared = prepare_opinion(sent, by=expert)
    prepare_opinion(perform("send_back_opinion", prepared, by=deputy, reason="دلیل بنویسید"), by=expert)
    objected = cast.a_given_opinion(sent)
    for line in objected.lines.filter(state="objected"):
        perform("accept_objection", line, by=cast.an_hq_expert(), reason="درست است")
    perform("revise_list", objected, by=cast.an_hq_expert())


def _put_right(cycle):
    """Certificates suspended and restored; corrections that appeals brought."""
    hq, director = cast.an_hq_expert(), cast.a_director()
    other = cast.an_open_cycle()
    report = cast.an_approved_report(cycle=other, province=cast.a_province("مازندران"), lines=3)
    restored, appealed, struck = (
        cast.an_issued(line) for line in cast.an_agreed_list(cycle=report.cycle).lines.order_by("pk")
    )
    cast.a_restored(cast.a_suspended(restored))
    cast.a_suspended(appealed)
    cast.an_upheld_appeal(case=appealed.application, against="suspension", correction="restore")
    mark = perform("raise_mark", struck.application, by=hq, kind="conflict", reason="بررسی شود")
    proposals.confirm(proposals.propose("strike", mark, by=hq, reason="درست بود"), by=director)
    report = cast.a_sent_report(cycle=other, province=cast.a_province("لرستان"))
    excluded = cast.an_excluded_line(cast.the_lines(report)[0])
    perform("approve_report", report, by=hq)
    cast.an_upheld_appeal(case=excluded.application, against="verdict", correction="later_batch")
    appeal = cast.an_appeal_in_review(against="score")
    share = appeal.application.share
    nomination = cast.an_accepted_nomination(
        share, inspector=cast.an_inspector_of(share.province, name="another")
    )
    cast.an_upheld_appeal(appeal, correction="order_visit", nomination=nomination)


def _what_ran_out():
    """Of a request and of a notice; the others still wait for the clock."""
    asked = Application.objects.filter(state="completion_asked").order_by("pk").first()
    perform("lapse_completion", asked, by=None)
    notice = DefectNotice.objects.filter(done_at=None, judged_at=None).order_by("pk").first()
    perform("lapse_notice", notice.inspection, by=None)


def _marks_and_appeals(cycle):
    expert, director = cast.an_hq_expert(), cast.a_director()
    for end in ("", "clear_mark", "strike"):
        case = cast.a_registered_case(cycle)
        mark = perform("raise_mark", case, by=expert, kind="conflict", reason="بررسی شود")
        if end:
            proposals.confirm(proposals.propose(end, mark, by=expert, reason="بررسی شد"), by=director)
    cast.a_lodged_appeal()
    cast.an_appeal_in_review()
    cast.an_upheld_appeal(correction="reopen_screening")
    cast.a_rejected_appeal()
    withdrawn = cast.a_lodged_appeal()
    perform("withdraw_appeal", withdrawn, by=withdrawn.application.applicant)


def _nominations(cycle):
    share = cast.the_share(cycle, cast.a_province())

    def inspector(name):
        return cast.an_inspector_of(share.province, name=name)

    cast.a_named_inspector(share, inspector=inspector("named"))
    cast.an_introduced_inspector(share, inspector=inspector("introduced"))
    refused = cast.an_introduced_inspector(share, inspector=inspector("refused"))
    perform("refuse_inspector", refused, by=cast.an_hq_expert(), reason="پروانه ندارد")
    ended = cast.an_accepted_nomination(share, inspector=inspector("ended"))
    perform("end_nomination", ended, by=cast.an_expert_of(share.province), reason="درخواست خودش")


def _proposals(cycle):
    expert, deputy = cast.an_expert_of(), cast.a_deputy_of()
    for end in ("", "refuse", "take_back", "stale"):
        case = cast.a_declined_case(cast.a_registered_case(cycle))
        proposal = proposals.propose("reopen_screening", case, by=expert, reason="اشتباه بود")
        if end == "refuse":
            proposals.refuse(proposal, by=deputy, reason="مدرکی نیست")
        elif end == "take_back":
            proposals.take_back(proposal, by=expert)
        elif end == "stale":
            appeal = cast.an_appeal_in_review(cast.a_lodged_appeal(case))
            cast.an_upheld_appeal(appeal, correction="reopen_screening")
            proposals.confirm(proposal, by=deputy)


def _decisions_over(kept):
    """The days after the answer are over: two persons decide; a silent province is overdue."""
    kept.refresh_from_db()
    cast.a_decided_line(kept)
    silent = kept.candidate_list.ranking.cycle.lists.get(province=cast.a_province("کرمان"))
    perform("remind_opinion", perform("lapse_opinion", silent, by=None), by=cast.an_hq_expert())


def _cycles_and_guidelines():
    cycle = cast.an_open_cycle()
    cast.a_registered_case(cycle)
    perform("close_cycle", cycle, by=cast.a_director())
    perform("close_requests", cast.an_open_cycle(), by=cast.an_hq_expert())
    a_planned_cycle()
    director, sample = cast.a_director(), in_force()
    perform("publish_guideline", guideline_edits.new_draft_from(sample, by=director), by=director)
    assert Guideline.objects.get(pk=sample.pk).state == "superseded"
    guideline_edits.new_draft_from(in_force(), by=director)


def rows_by_state(model):
    """{state: its newest row} of what the country holds."""
    return {getattr(row, "state", ""): row for row in model._base_manager.order_by("pk")}


def states_that_nobody_stands_in():
    return [
        (model._meta.label, state)
        for model in SUBJECTS
        for state in sorted({*model.State.values} - {*rows_by_state(model)})
    ]
