"""What happened, in sentences: one for every move of the chart and every correction that the book holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.journal import book
from kargah.journal.models import Entry
from kargah.people.models import Post, Role
from kargah.process.flowchart import MOVES

STEPS: dict[str, Any] = {
    "plan_cycle": _("%(who)s planned the cycle."),
    "set_quota": _("%(who)s set a province's quota."),
    "announce_quotas": _("%(who)s announced the quotas of the provinces."),
    "change_quota": _("%(who)s changed a province's quota."),
    "close_requests": _("%(who)s closed the cycle to requests."),
    "start": _("%(who)s started the request."),
    "register": _("%(who)s submitted the request."),
    "ask_completion": _("%(who)s asked for the request to be completed."),
    "complete": _("%(who)s completed the request."),
    "lapse_completion": _("The time for completing the request ended."),
    "decline": _("%(who)s declined the request."),
    "screen_in": _("%(who)s accepted the workshop as eligible."),
    "reopen_screening": _("%(who)s opened the screening again."),
    "open_selection": _("%(who)s froze the priority order."),
    "select": _("%(who)s selected the workshop for grading."),
    "select_out_of_order": _("%(who)s selected the workshop out of order."),
    "waitlist": _("%(who)s put the workshop on the waiting list."),
    "release": _("%(who)s released the workshop's place."),
    "withdraw": _("%(who)s withdrew the request."),
    "close": _("The request was closed with the cycle."),
    "nominate": _("%(who)s named an inspector."),
    "introduce": _("%(who)s introduced the inspector to headquarters."),
    "accept_inspector": _("%(who)s accepted the inspector."),
    "refuse_inspector": _("%(who)s refused the inspector."),
    "end_nomination": _("%(who)s ended the inspector's nomination."),
    "assign": _("%(who)s assigned an inspector."),
    "reassign": _("%(who)s gave the visit to another inspector."),
    "declare_no_conflict": _("%(who)s declared to have no conflict of interest."),
    "declare_conflict": _("%(who)s declared a conflict of interest."),
    "could_not_visit": _("%(who)s reported that the visit could not be made."),
    "finish_visit": _("%(who)s finished the visit."),
    "order_visit": _("A new visit by another inspector was ordered."),
    "adopt": _("%(who)s took over the work that was sent without an assignment."),
    "set_aside": _("%(who)s set aside the work that was sent without an assignment."),
    "notify_defects": _("%(who)s notified the defects."),
    "answer_defects": _("%(who)s answered the defects."),
    "extend": _("%(who)s extended the time for mending."),
    "lapse_notice": _("The time for mending ended."),
    "could_not_revisit": _("%(who)s reported that the re-visit could not be made."),
    "finish_revisit": _("%(who)s finished the re-visit."),
    "confirm": _("%(who)s confirmed the workshop finally."),
    "close_as_found": _("%(who)s closed the inspection as found."),
    "cancel_inspection": _("The inspection was cancelled."),
    "open_batch": _("%(who)s opened a batch of the report."),
    "compile_report": _("%(who)s compiled the report."),
    "send_back": _("%(who)s sent the report back to the expert."),
    "send_report": _("%(who)s signed the report and sent it to headquarters."),
    "approve_line": _("%(who)s approved the workshop's line of the report."),
    "exclude_line": _("%(who)s excluded the workshop's line of the report."),
    "postpone_line": _("%(who)s postponed the workshop to a later batch."),
    "return_line": _("%(who)s returned the workshop's line with remarks."),
    "approve_report": _("%(who)s approved the report."),
    "return_report": _("%(who)s returned the report to the province."),
    "answer_remarks": _("%(who)s answered the remarks."),
    "correct_level": _("%(who)s corrected a level."),
    "supplement_report": _("%(who)s made the supplementary report."),
    "open_line_again": _("The workshop's line is to be judged again."),
    "preview_ranking": _("%(who)s previewed a ranking."),
    "settle_ranking": _("%(who)s settled the ranking."),
    "draw_list": _("%(who)s drew the province's list."),
    "send_list": _("%(who)s sent the list to the province."),
    "agree_line": _("%(who)s agreed to the workshop's line of the list."),
    "object_line": _("%(who)s objected to the workshop's line of the list."),
    "name_omission": _("%(who)s named a workshop that is missing from the list."),
    "send_back_opinion": _("%(who)s sent the opinion back to the expert."),
    "give_opinion": _("%(who)s signed the province's opinion on the list."),
    "lapse_opinion": _("The time for the province's opinion ended."),
    "remind_opinion": _("%(who)s reminded the province of its opinion."),
    "decide_over": _("%(who)s decided over the province's opinion."),
    "accept_objection": _("%(who)s accepted the province's objection."),
    "keep_line": _("%(who)s kept the workshop on the list after the objection."),
    "accept_omission": _("%(who)s accepted the missing workshop."),
    "keep_omission": _("%(who)s did not accept the missing workshop."),
    "revise_list": _("%(who)s revised the list."),
    "issue": _("%(who)s issued the certificate."),
    "close_list": _("%(who)s closed the list."),
    "publish_guideline": _("%(who)s published the guideline."),
    "supersede_guideline": _("The guideline was superseded by a newer one."),
    "close_cycle": _("%(who)s closed the cycle."),
    "suspend": _("%(who)s suspended the certificate."),
    "suspend_struck": _("The certificate was suspended with the mark."),
    "restore": _("%(who)s restored the certificate."),
    "restore_by_appeal": _("The certificate was restored after an appeal."),
    "revoke": _("%(who)s revoked the certificate."),
    "supersede": _("The certificate was superseded by its renewal."),
    "raise_mark": _("%(who)s raised a mark."),
    "clear_mark": _("%(who)s cleared the mark."),
    "strike": _("%(who)s struck the case."),
    "lodge": _("%(who)s lodged an appeal."),
    "name_panel": _("%(who)s named the appeal's panel."),
    "uphold": _("%(who)s upheld the appeal."),
    "reject": _("%(who)s rejected the appeal."),
    "withdraw_appeal": _("%(who)s withdrew the appeal."),
    "give_later_batch": _("After the appeal the workshop goes to a later batch."),
}
OTHERS: dict[str, Any] = {
    "propose": _("%(who)s proposed a step that another person must confirm."),
    "proposal_confirmed": _("%(who)s confirmed a proposal."),
    "proposal_refused": _("%(who)s refused a proposal."),
    "proposal_taken_back": _("%(who)s took back a proposal."),
    "proposal_stale": _("A proposal was overtaken by events."),
    "erase_words": _("%(who)s erased the words of an entry."),
    "batch": _("%(who)s took one step on several rows at once."),
    "hold_packet": _("%(who)s sent work without an assignment; it is held."),
}
CORRECTIONS: dict[str, Any] = {
    "account_at_the_counter": _("%(who)s opened an account at the counter."),
    "enter_workshop": _("%(who)s entered the workshop."),
    "change_workshop": _("%(who)s changed the workshop's data."),
    "add_licence": _("%(who)s added a licence."),
    "remove_licence": _("%(who)s removed a licence."),
    "set_details": _("%(who)s filled in the request."),
    "set_letter": _("%(who)s entered the applicant's letter."),
    "add_product": _("%(who)s added a product."),
    "remove_product": _("%(who)s removed a product."),
    "attach": _("%(who)s attached a paper."),
    "detach": _("%(who)s removed a paper."),
    "judge_condition": _("%(who)s judged a condition."),
    "condition": _("%(who)s judged a condition."),
    "decide_duplicate": _("%(who)s decided about a possible duplicate."),
    "answers": _("%(who)s saved answers of the form."),
    "photo_added": _("%(who)s added a photo."),
    "photo_removed": _("%(who)s removed a photo."),
    "hand_over": _("%(who)s handed the certificate over."),
    "close_day": _("%(who)s entered a day on which offices do not work."),
    "open_day": _("%(who)s took back a day on which offices do not work."),
    "enter_body": _("%(who)s entered a partner body."),
    "visit_day": _("%(who)s set the day of the visit."),
    "day_confirmed": _("%(who)s confirmed the day of the visit."),
    "day_wished": _("%(who)s asked for another day of the visit."),
    "wish_refused": _("%(who)s left the day of the visit as it was."),
    "repair_given_up": _("%(who)s recorded that the repair is given up."),
    "line_added": _("%(who)s put the workshop into the batch."),
    "line_removed": _("%(who)s took the workshop out of the batch."),
    "suggestion": _("%(who)s wrote a suggestion."),
    "inspector_asked": _("%(who)s asked the inspector to correct a level."),
    "change_office": _("%(who)s changed the data of the office."),
    "enter_colleague": _("%(who)s opened a colleague's account."),
    "appoint": _("%(who)s gave a post."),
    "end_post": _("%(who)s ended a post."),
    "make_referral_list": _("%(who)s introduced the holder to a body that gives support."),
    "answer_referral": _("%(who)s recorded what came of an introduction."),
    "consent": _("%(who)s gave a consent or took it back."),
    "representative": _("%(who)s named a representative."),
    "representative_ended": _("%(who)s ended the representation."),
    "password": _("%(who)s changed their password."),
    "second_factor": _("%(who)s set up a second factor."),
    "second_factor_off": _("%(who)s turned off their second factor."),
    "recovery_codes": _("%(who)s made new recovery codes."),
    "second_factor_reset": _("%(who)s reset a colleague's second factor."),
    "second_factor_rule": _("%(who)s decided of whom a second factor is asked."),
    "change_call": _("%(who)s changed the province's call."),
    "register_hook": _("%(who)s registered an address that is told of the steps."),
    "end_hook": _("%(who)s ended an address that was told of the steps."),
}
ACCESSES: dict[str, Any] = {
    "referral_list": _("%(who)s took the file of a referral list along."),
    "referral_read": _("%(who)s read a referral list with its personal data."),
    "look_up": _("%(who)s looked up a personal identifier."),
    "export": _("%(who)s took a list as a workbook."),
}
# The same for a list of choices.
ACCESS_KINDS: dict[str, Any] = {
    "look_up": _("searches by a personal identifier"),
    "export": _("lists taken as a workbook"),
    "referral_list": _("files of referral lists"),
    "referral_read": _("referral lists read by a body"),
}
CORRECTED = _("%(who)s corrected an entry.")

# Inner steps of the offices: colleagues read them, the applicant reads what comes out of them.
INNER = frozenset({
    "raise_mark", "clear_mark", "send_back", "send_back_opinion", "agree_line", "object_line", "name_omission",
    "accept_objection", "keep_line", "accept_omission", "keep_omission", "preview_ranking", "draw_list", "revise_list",
    "open_batch", "answer_remarks", "correct_level", "open_line_again", "return_line", "approve_line", "remind_opinion",
    "adopt", "set_aside", "declare_conflict", "close_list", *OTHERS,
})  # fmt: skip
# Whose reason is written to the applicant.
TOLD = frozenset({
    "ask_completion", "decline", "release", "withdraw", "could_not_visit", "could_not_revisit", "extend", "exclude_line",
    "postpone_line", "suspend", "restore", "revoke", "strike", "lodge", "uphold", "reject",
})  # fmt: skip
OFFICES = {
    Role.APPLICANT: _("The applicant"),
    Role.PROVINCIAL_EXPERT: _("The province's office"),
    Role.PROVINCIAL_DEPUTY: _("The province's office"),
    Role.TECHNICAL_INSPECTOR: _("The technical inspector"),
    Role.HEADQUARTERS_EXPERT: _("Headquarters"),
    Role.HEADQUARTERS_DIRECTOR: _("Headquarters"),
    Role.PANEL_MEMBER: _("The appeal's panel"),
    Role.CLOCK: _("The system"),
}


@dataclass(frozen=True)
class Line:
    """One line of a history: the sentence, when, the reason given, and the box of the chart it belongs to."""

    entry: Entry
    sentence: str
    at: datetime
    words: str
    move: str


def history(case: Any, *, names: bool) -> list[Line]:
    """All that happened in a case, the oldest first. Without `names` only offices are named and inner steps left out."""
    entries = list(book.read(case).select_related("by", "reason"))
    return _told(entries, owner_id=case.applicant_id, names=names)


def about(subject: Any) -> list[Line]:
    """All that happened to one row, for colleagues."""
    return _told(list(book.about(subject).select_related("by", "reason")), owner_id=None, names=True)


def told(entries: Iterable[Entry]) -> list[Line]:
    """Any entries of the book in words, for colleagues, in the order in which they come."""
    return _told(list(entries), owner_id=None, names=True)


def pattern(move: str) -> Any:
    """The sentence of a move or correction, with a place for who did it."""
    if move.startswith("edit:"):
        what = move.removeprefix("edit:")
        return CORRECTIONS.get(what) or CORRECTIONS.get(what.rpartition("_")[0]) or CORRECTED
    if move.startswith(book.ACCESS):
        return ACCESSES[move.removeprefix(book.ACCESS)]
    return STEPS.get(move) or OTHERS.get(move) or CORRECTED


def _told(entries: list[Entry], *, owner_id: int | None, names: bool) -> list[Line]:
    posts = _posts_of({entry.by_id for entry in entries if entry.by_id})
    by_seq = {entry.seq: entry for entry in entries}
    return [
        Line(
            entry=entry,
            sentence=str(pattern(entry.move)) % {"who": _who(entry, by_seq, posts, owner_id, names)},
            at=entry.at,
            words=_reason(entry) if names or entry.move in TOLD else "",
            move=entry.move,
        )
        for entry in entries
        if names or not (entry.move in INNER or _is_of_the_offices(entry, owner_id))
    ]


def _is_of_the_offices(entry: Entry, owner_id: int | None) -> bool:
    """Their corrections, and what they looked at."""
    return entry.move.startswith(("edit:", book.ACCESS)) and entry.by_id != owner_id


def _reason(entry: Entry) -> str:
    return entry.reason.text if hasattr(entry, "reason") else ""


def _who(
    entry: Entry, by_seq: dict[int, Entry], posts: dict[int, list[Post]], owner_id: int | None, names: bool
) -> str:
    role = _role(entry, by_seq, posts, owner_id)
    if entry.by is None:
        return str(OFFICES[Role.CLOCK])
    if not names:
        return str(OFFICES.get(role, OFFICES[Role.HEADQUARTERS_EXPERT]))
    return gettext("%(name)s (%(role)s)") % {
        "name": entry.by.full_name or entry.by.username,
        "role": role.label,
    }


def _role(entry: Entry, by_seq: dict[int, Entry], posts: dict[int, list[Post]], owner_id: int | None) -> Role:
    """In which role they did it: the one that the move gives and that they held on that day."""
    move = MOVES.get(entry.move)
    if move and not move.by and entry.cause in by_seq:
        return _role(by_seq[entry.cause], by_seq, posts, owner_id)
    may = (*move.confirmed_by, *move.by) if move else ()
    if entry.by_id is not None and entry.by_id == owner_id and (not may or Role.APPLICANT in may):
        return Role.APPLICANT
    if Role.PANEL_MEMBER in may:
        return Role.PANEL_MEMBER
    day = clock.day_of(entry.at)
    held = [Role(post.role) for post in posts.get(entry.by_id or 0, ()) if post.in_force(day)]
    fitting = [role for role in held if role in may] or held
    return fitting[0] if fitting else Role.APPLICANT


def _posts_of(people: Iterable[int]) -> dict[int, list[Post]]:
    found: dict[int, list[Post]] = {}
    for post in Post.objects.filter(holder_id__in=list(people)):
        found.setdefault(post.holder_id, []).append(post)
    return found
