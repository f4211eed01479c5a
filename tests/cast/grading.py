"""Rankings, lists and the provinces' opinions, each walked through the engine."""

from datetime import timedelta

from kargah import clock
from kargah.grading import queries
from kargah.grading.edits import prepare_opinion
from kargah.grading.models import CandidateList, ListLine, Ranking
from kargah.people.signing import Signature
from kargah.process import proposals
from kargah.process.engine import perform

from .people import a_deputy_of, a_director, an_expert_of, an_hq_expert
from .reports import an_approved_report


def a_previewed_ranking(cycle=None, **report) -> Ranking:
    """Of a cycle with approved lines; without one, of a new approved report (`report`: lines, levels, province …)."""
    cycle = cycle or an_approved_report(**report).cycle
    return perform("preview_ranking", cycle, by=an_hq_expert())


def a_settled_ranking(cycle=None, **report) -> Ranking:
    return perform("settle_ranking", a_previewed_ranking(cycle, **report), by=a_director())


def a_drawn_list(ranking=None, province=None, **report) -> CandidateList:
    """Of `province`, or of the first for which no list was drawn yet."""
    ranking = ranking or a_settled_ranking(**report)
    province = province or queries.undrawn(ranking).first()
    return perform("draw_list", ranking, by=an_hq_expert(), province=province.numeric_code)


def a_sent_list(candidate_list=None, **drawn) -> CandidateList:
    return perform("send_list", candidate_list or a_drawn_list(**drawn), by=a_director())


def an_agreed_line(line, by=None) -> ListLine:
    return perform("agree_line", line, by=by or an_expert_of(line.province))


def an_objected_line(line, by=None, reason="کارگاه جابه‌جا شده است") -> ListLine:
    return perform("object_line", line, by=by or an_expert_of(line.province), reason=reason)


def opinion_signed_by(user, candidate_list) -> Signature:
    """What the page makes after the secret was entered."""
    return Signature(user.pk, queries.shown_hash(candidate_list), clock.now())


def a_given_opinion(candidate_list, by=None) -> CandidateList:
    """Signed by the deputy; every line was answered before."""
    deputy = by or a_deputy_of(candidate_list.province)
    return perform(
        "give_opinion", candidate_list, by=deputy, signature=opinion_signed_by(deputy, candidate_list)
    )


def an_agreed_list(candidate_list=None, **drawn) -> CandidateList:
    """Every waiting line agreed by the expert, signed by the deputy."""
    candidate_list = candidate_list or a_sent_list(**drawn)
    for line in candidate_list.lines.filter(state="pending", left=""):
        an_agreed_line(line)
    return a_given_opinion(prepare_opinion(candidate_list, by=an_expert_of(candidate_list.province)))


def an_objected_list(candidate_list=None, *, objected=1, **drawn) -> CandidateList:
    """The first `objected` waiting lines objected to, the others agreed, signed by the deputy."""
    candidate_list = candidate_list or a_sent_list(**drawn)
    for place, line in enumerate(candidate_list.lines.filter(state="pending", left="")):
        (an_objected_line if place < objected else an_agreed_line)(line)
    return a_given_opinion(prepare_opinion(candidate_list, by=an_expert_of(candidate_list.province)))


def an_overdue_list(candidate_list=None, **drawn) -> CandidateList:
    """The days for the opinion went by; the clock stands on the day after."""
    candidate_list = candidate_list or a_sent_list(**drawn)
    clock.set_to(clock.end_of(candidate_list.due_on) + timedelta(hours=1))
    return perform("lapse_opinion", candidate_list, by=None)


def a_decided_line(line, reason="نظر استان با اسناد نمی‌خواند") -> ListLine:
    """By the HQ expert and the director, once the days after answer or reminder are over."""
    proposal = proposals.propose("decide_over", line, by=an_hq_expert(), reason=reason)
    proposals.confirm(proposal, by=a_director())
    line.refresh_from_db()
    return line


def a_named_omission(candidate_list, application, by=None, reason="امتیاز آن کافی است"):
    return perform(
        "name_omission",
        candidate_list,
        by=by or an_expert_of(candidate_list.province),
        application=application.public_id,
        reason=reason,
    )
