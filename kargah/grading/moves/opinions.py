"""D2, S13: the province's opinion line by line, signed by its deputy; headquarters answers, or decides over it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application
from kargah.inputs import digest
from kargah.refusal import Overtaken

from .. import listing, rules
from ..models import CandidateList, ListDecision, ListLine, Omission, Opinion


def agree_line(line: ListLine, *, by: Any) -> None:
    """The agreement is to the content of this version, by its hash."""
    _prepared(line, by)
    line.opinion_by, line.opinion_at, line.objection = by, clock.now(), ""
    line.agreed_hash, line.agreed_turn = line.content_hash, line.candidate_list.turn
    line.save(update_fields=["opinion_by", "opinion_at", "objection", "agreed_hash", "agreed_turn"])


def object_line(line: ListLine, *, by: Any, reason: str) -> None:
    _prepared(line, by)
    line.opinion_by, line.opinion_at, line.objection = by, clock.now(), reason
    line.agreed_hash, line.agreed_turn = "", None
    line.save(update_fields=["opinion_by", "opinion_at", "objection", "agreed_hash", "agreed_turn"])


def name_omission(
    candidate_list: CandidateList, *, by: Any, application: Application, reason: str
) -> Omission:
    candidate_list.prepared_by = by
    candidate_list.save(update_fields=["prepared_by"])
    return Omission.objects.create(
        candidate_list=candidate_list,
        province_id=candidate_list.province_id,
        application=application,
        reason=reason,
        named_by=by,
    )


def send_back_opinion(candidate_list: CandidateList, *, reason: str) -> None:
    """The expert prepares it again; what was said of the lines stays until it is changed."""
    candidate_list.prepared_by = None
    candidate_list.save(update_fields=["prepared_by"])


def give_opinion(candidate_list: CandidateList, *, by: Any, signature: Any) -> None:
    """The signature is under the version and everything that the expert said of it."""
    if signature.shown != digest(candidate_list.shown_content()):
        raise Overtaken(_("What you would sign has changed since the page was shown. Read it again."))
    assert candidate_list.prepared_by  # the move begins only with a prepared opinion
    Opinion.objects.create(
        candidate_list=candidate_list,
        turn=candidate_list.turn,
        agreed=opinion_leads_to(candidate_list) == CandidateList.State.AGREED,
        list_hash=candidate_list.newest.hash,
        prepared_by=candidate_list.prepared_by,
        given_by=by,
    )


def opinion_leads_to(candidate_list: CandidateList) -> str:
    """Agreed when no line is objected to and no omission waits for an answer."""
    objected = candidate_list.lines.filter(state=ListLine.State.OBJECTED, left="").exists()
    named = candidate_list.omissions.filter(state=Omission.State.NAMED).exists()
    return CandidateList.State.OBJECTED if objected or named else CandidateList.State.AGREED


def answer_line(line: ListLine, *, by: Any, reason: str) -> None:
    line.answer, line.answered_by, line.answered_at = reason, by, clock.now()
    line.save(update_fields=["answer", "answered_by", "answered_at"])


def answer_omission(omission: Omission, *, by: Any, reason: str) -> None:
    """An accepted name joins the list when it is revised."""
    rules.the_list_is_objected(omission)
    omission.answer, omission.answered_by, omission.answered_at = reason, by, clock.now()
    omission.save(update_fields=["answer", "answered_by", "answered_at"])


def decide_over(line: ListLine, *, by: Any, proposed_by: Any, reason: str) -> None:
    """Over an objection that was answered, or over silence after a reminder."""
    ListDecision.objects.create(
        list_line=line,
        over_silence=line.state == ListLine.State.PENDING,
        reason=reason,
        proposed_by=proposed_by,
        confirmed_by=by,
    )


def _prepared(line: ListLine, by: Any) -> None:
    """Hold the list, look again whether it still waits, and write down who prepares."""
    line.candidate_list = listing.held(line.candidate_list_id)
    rules.the_list_waits_for_an_opinion(line)
    if line.candidate_list.prepared_by_id != by.pk:
        line.candidate_list.prepared_by = by
        line.candidate_list.save(update_fields=["prepared_by"])
