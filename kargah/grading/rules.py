"""When a ranking is made, a list drawn, an opinion given, an answer or decision taken. Silent when true."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application
from kargah.cycles.models import Cycle
from kargah.inputs import digest
from kargah.inspections.models import Assignment
from kargah.jalali import calendar
from kargah.refusal import NotPermitted, Refused

from . import bundle, room
from .models import CandidateList, ListLine, Omission, Placement, Ranking

List, Line = CandidateList.State, ListLine.State


def day(of: Any) -> str:
    return calendar.latin_long(of) if get_language() == "en" else calendar.long(of)


# --- S10, S11: ranking and drawing -------------------------------------------------------------------------
def somebody_is_to_be_ranked(cycle: Cycle) -> None:
    if cycle.state not in (Cycle.State.OPEN, Cycle.State.CLOSED_TO_REQUESTS):
        raise Refused(_("Only an open cycle is ranked."))
    if not bundle.approved_lines(cycle).exists():
        raise Refused(_("No line of a report is approved yet: there is nobody to rank."))


def the_preview_still_holds(ranking: Ranking) -> None:
    """Nothing that decides has changed since: the bundle of today is the one that was seen."""
    if digest(bundle.of(ranking.cycle)) != ranking.bundle_hash:
        raise Refused(_("Lines or places have changed since this preview. Make a new one and look at it."))


def the_ranking_is_settled(ranking: Ranking) -> None:
    if ranking.state != Ranking.State.SETTLED:
        raise Refused(_("A list is drawn from a settled ranking."))
    later = Ranking.objects.filter(
        cycle=ranking.cycle_id, state=Ranking.State.SETTLED, number__gt=ranking.number
    )
    if newest := later.order_by("-number").first():
        raise Refused(_("Ranking %(number)s is newer: draw the list from that one."), number=newest.number)


# --- D2: the province's opinion ------------------------------------------------------------------------------
def the_list_waits_for_an_opinion(subject: ListLine | CandidateList) -> None:
    candidate_list = subject.candidate_list if isinstance(subject, ListLine) else subject
    if candidate_list.state not in (List.SENT, List.OVERDUE):
        raise Refused(
            _("The list does not wait for an opinion now; its state is “%(state)s”."),
            state=candidate_list.get_state_display(),
        )
    if isinstance(subject, ListLine):
        _stands(subject)


def the_agreement_is_of_this_version(line: ListLine) -> None:
    """An unchanged line keeps the agreement that was signed with an earlier version."""
    kept = line.state == Line.AGREED and line.agreed_hash == line.content_hash
    if kept and line.agreed_turn is not None and line.agreed_turn < line.candidate_list.turn:
        raise Refused(
            _("The province agreed to this line in version %(turn)s, and it is unchanged."),
            turn=line.agreed_turn,
        )


def did_not_inspect(subject: ListLine | CandidateList, *, by: Any) -> None:
    """An inspector of a case takes no part in its review, its list or its issue."""
    _was_not_its_inspector(subject, by)


def hq_did_not_inspect(subject: ListLine, *, by: Any) -> None:
    _was_not_its_inspector(subject, by)


def an_opinion_is_prepared(candidate_list: CandidateList) -> None:
    if candidate_list.prepared_by_id is None:
        raise Refused(_("The expert prepares the opinion first."))


def every_line_is_answered(candidate_list: CandidateList) -> None:
    if waiting := candidate_list.lines.filter(state=Line.PENDING, left="").count():
        raise Refused(_("%(count)s lines of the list are not answered yet."), count=waiting)


def is_not_the_preparer(candidate_list: CandidateList, *, by: Any) -> None:
    an_opinion_is_prepared(candidate_list)
    if by is not None and by.pk in preparers_of(candidate_list):
        raise NotPermitted(_("Another person than the one who prepared the opinion must sign it."))


def preparers_of(candidate_list: CandidateList) -> set[int]:
    """Keys of everybody who answered a line, named an omission or handed this version's opinion up."""
    since = candidate_list.sent_at
    lines = candidate_list.lines.filter(opinion_at__gte=since) if since else ListLine.objects.none()
    omissions = candidate_list.omissions.filter(created_at__gte=since) if since else Omission.objects.none()
    found = {candidate_list.prepared_by_id, *lines.values_list("opinion_by_id", flat=True)}
    return {key for key in (found | set(omissions.values_list("named_by_id", flat=True))) if key is not None}


def the_opinion_is_overdue(candidate_list: CandidateList) -> None:
    if candidate_list.due_on is None or clock.today() <= candidate_list.due_on:
        raise Refused(_("The days for the opinion are not over."))


def the_answer_was_given_in_time(line: ListLine) -> None:
    """Before a decision over the province: the answer, or for silence the reminder, was given days before."""
    _stands(line)
    candidate_list = line.candidate_list
    if line.state == Line.KEPT:
        given = line.answered_at
    elif candidate_list.state != List.OVERDUE:
        raise Refused(_("The province has not been silent beyond its days."))
    else:
        given = candidate_list.reminded_at
    if given is None:
        raise Refused(_("Remind the province first; its silence is no consent."))
    earliest = clock.day_of(given) + timedelta(days=candidate_list.cycle.limits.decide_over_days)
    if clock.today() < earliest:
        raise Refused(
            _("The province must have the answer for some days: decide from %(day)s on."), day=day(earliest)
        )


# --- S13: headquarters answers -------------------------------------------------------------------------------
def the_list_is_objected(subject: ListLine | Omission) -> None:
    """The deputy has signed: what an expert still prepares is not answered."""
    if subject.candidate_list.state != List.OBJECTED:
        raise Refused(_("The province's deputy has not signed this opinion yet."))
    if isinstance(subject, ListLine):
        _stands(subject)


def the_omitted_may_join(omission: Omission) -> None:
    """Only an approved line that qualifies, and a free place; else the answer names appeal or a later ranking."""
    the_list_is_objected(omission)
    ranking = omission.candidate_list.ranking
    placement = Placement.objects.filter(
        ranking=ranking, application=omission.application_id, line__left=""
    ).first()
    if placement is None:
        raise Refused(
            _("This workshop has no approved line in the ranking: a later ranking or an appeal may help it.")
        )
    if not placement.qualifies:
        raise Refused(_("This workshop does not qualify: only an appeal may change that."))
    if room.taking(ranking.cycle).filter(application=omission.application_id).exists():
        raise Refused(_("This workshop is certified or stands on another open list."))
    if not room.a_place_is_left_for(omission.application, ranking):
        raise Refused(_("No place for a certificate is left; a later ranking may give one."))


def every_objection_is_answered(candidate_list: CandidateList) -> None:
    if waiting := candidate_list.lines.filter(state=Line.OBJECTED, left="").count():
        raise Refused(_("%(count)s objections are not answered yet."), count=waiting)
    every_omission_is_answered(candidate_list)


def one_objection_was_accepted(candidate_list: CandidateList) -> None:
    """Since this version was sent; otherwise the list stays as it is and is decided over."""
    since = candidate_list.sent_at
    dropped = candidate_list.lines.filter(state=Line.DROPPED, answered_at__gte=since)
    joining = room.joining(candidate_list.cycle).filter(candidate_list=candidate_list)
    if not (dropped.exists() or joining.exists()):
        raise Refused(_("No objection was accepted: the list needs no new version."))


# --- the end of a list -------------------------------------------------------------------------------------
def no_line_is_open(candidate_list: CandidateList) -> None:
    if waiting := candidate_list.lines.filter(state__in=ListLine.OPEN, left="").count():
        raise Refused(_("%(count)s lines of the list are still open."), count=waiting)


def every_omission_is_answered(candidate_list: CandidateList) -> None:
    if waiting := candidate_list.omissions.filter(state=Omission.State.NAMED).count():
        raise Refused(_("%(count)s named omissions are not answered yet."), count=waiting)


def _stands(line: ListLine) -> None:
    if line.left:
        raise Refused(_("This workshop has left the list: %(how)s."), how=line.get_left_display())


def _was_not_its_inspector(subject: ListLine | CandidateList, by: Any) -> None:
    if by is None:
        return
    cases: list[int] = subject.case_ids()
    inspected = Assignment.objects.filter(inspection__application__in=cases, inspector=by)
    own = Application.objects.filter(pk__in=cases)
    if case := own.filter(pk__in=inspected.values("inspection__application")).first():
        raise NotPermitted(_("You were the inspector of %(code)s: somebody else must do this."), code=case)
    if case := own.filter(Q(applicant=by) | Q(workshop__owner=by)).first():
        raise NotPermitted(_("%(code)s is your own workshop: somebody else must do this."), code=case)
