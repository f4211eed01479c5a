"""The letters that moves send: one per event, named by the flowchart.

A letter is called as `letter(subject, by, entry)` inside the move's transaction. Receivers and words are small
questions to the subject, asked by the names of its attributes: this floor knows no case and no certificate.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kargah import rows
from kargah.crashpoints import crashpoint
from kargah.jalali import calendar
from kargah.notifications import post
from kargah.notifications.models import Letter
from kargah.people.models import Role, User
from kargah.people.queries import receivers
from kargah.persian.letters import fa_words

Receivers = Callable[[Any], Iterable[User]]
Questions = Callable[[Any], dict[str, Any]]


class Words(dict):
    """A word that a subject does not give is a dash in the letter: no move fails for the sake of a text."""

    def __missing__(self, name: str) -> str:
        return "–"


def plain(subject: Any) -> dict[str, Any]:
    """The tracking code, of the subject itself or of its application."""
    case = subject if hasattr(subject, "tracking_code") else getattr(subject, "application", None)
    code = getattr(case, "tracking_code", None)
    return {"code": code} if code else {}


@dataclass(frozen=True)
class Template:
    """One kind of letter. Called with (subject, by, entry), it writes and posts one letter per receiver."""

    name: str
    to: Receivers
    text: Any = field(repr=False)
    words: Questions = plain

    def __call__(self, subject: Any, by: User | None = None, entry: Any = None) -> list[Letter]:
        """The letters written: none when nobody is there to read. `by` and `entry` are kept as context."""
        words = {name: word for name, word in self.words(subject).items() if word is not None}
        context = {
            "subject": getattr(subject, "public_id", None),
            "by": getattr(by, "public_id", None),
            "entry": getattr(entry, "pk", None),
            "words": {name: str(word) for name, word in words.items()},
        }
        cases = subject.case_ids() if hasattr(subject, "case_ids") else []
        letters = []
        for user in {user.pk: user for user in self.to(subject) if user.is_active}.values():
            letter = Letter(
                to=user,
                address=user.mobile or "",
                name=self.name,
                context=context,
                body=self.written_for(user, words),
                case_id=cases[0] if len(cases) == 1 else None,
            )
            rows.insert(letter)
            crashpoint("letters.letter")
            post.hand_in(letter)
            letters.append(letter)
        return letters

    def written_for(self, user: User, words: dict[str, Any]) -> str:
        """The text in the language of `user`: days by their calendar, other words in their digits."""
        english = user.language == "en"
        day = calendar.latin_long if english else calendar.long
        shown = {
            name: day(word) if isinstance(word, date) else str(word) if english else fa_words(word)
            for name, word in words.items()
        }
        with translation.override(user.language):
            return str(self.text) % Words(shown)


ALL: dict[str, Template] = {}


def tell(name: str, to: Receivers, text: Any, words: Questions = plain) -> Template:
    """A letter `name` with `text` (a msgid with named places) to the people that `to(subject)` gives."""
    if name in ALL:
        raise ValueError(f"two letters are called {name}")
    ALL[name] = Template(name, to, text, words)
    return ALL[name]


# --- who reads: small questions to the subject -------------------------------------------------------
def _of(key: int | None) -> Iterable[User]:
    return () if key is None else rows.found(User, "id = %s", [key])


def owner(subject: Any) -> Iterable[User]:
    case = getattr(subject, "application", subject)
    return _of(getattr(subject, "owner_id", None) or getattr(case, "applicant_id", None))


def inspector(subject: Any) -> Iterable[User]:
    return _of(getattr(subject, "inspector_id", None))


def asked_inspector(line: Any) -> Iterable[User]:
    """The inspector of a line, while the province waits for a level from them."""
    return inspector(line) if getattr(line, "waits_for_its_inspector", True) else ()


def experts(subject: Any) -> Iterable[User]:
    return _of_its_province(Role.PROVINCIAL_EXPERT, subject)


def planners(subject: Any) -> Iterable[User]:
    """Who plans a visit: its inspector and the province's experts."""
    return [*inspector(subject), *experts(subject)]


def deputies(subject: Any) -> Iterable[User]:
    return _of_its_province(Role.PROVINCIAL_DEPUTY, subject)


def province(subject: Any) -> Iterable[User]:
    return [*experts(subject), *deputies(subject)]


def headquarters(subject: Any) -> Iterable[User]:
    return receivers(Role.HEADQUARTERS_EXPERT)


def directors(subject: Any) -> Iterable[User]:
    return receivers(Role.HEADQUARTERS_DIRECTOR)


def every_province(subject: Any) -> Iterable[User]:
    return [*receivers(Role.PROVINCIAL_EXPERT), *receivers(Role.PROVINCIAL_DEPUTY)]


def _of_its_province(role: Role, subject: Any) -> Iterable[User]:
    key = getattr(subject, "province_id", None)
    return receivers(role, key) if key is not None else []


# --- what they read: the days and numbers that a letter names --------------------------------------------
def completion(application: Any) -> dict[str, Any]:
    asked = application.completion_requests.order_by("turn").last()
    return {**plain(application), "day": asked and asked.due_on}


def notice(inspection: Any) -> dict[str, Any]:
    given = inspection.notices.order_by("turn").last()
    return {**plain(inspection), "day": given and given.effective_due_on}


def visit(inspection: Any) -> dict[str, Any]:
    return {**plain(inspection), "day": inspection.visit_on}


def opinion(candidate_list: Any) -> dict[str, Any]:
    return {"day": candidate_list.due_on}


def certificate(paper: Any) -> dict[str, Any]:
    paper = getattr(paper, "certificate", paper)  # a line of a list tells of the certificate made from it
    return {**plain(paper), "number": paper.register_number, "day": paper.valid_through}


# --- S1, S2: the cycle --------------------------------------------------------------------------------
quotas_announced = tell("quotas_announced", every_province, _("The quota of your province is announced."))
quota_changed = tell(
    "quota_changed", every_province, _("A province's quota has changed. See your quota page.")
)

# --- S3: requests -------------------------------------------------------------------------------------
request_registered = tell("request_registered", owner, _("Request %(code)s is registered."))
completion_asked = tell(
    "completion_asked", owner, _("Request %(code)s is not complete. Do so until %(day)s."), completion
)
completion_came = tell("completion_came", experts, _("Request %(code)s was completed."))
completion_lapsed = tell("completion_lapsed", owner, _("The time to complete request %(code)s is over."))
request_declined = tell("request_declined", owner, _("Request %(code)s was declined. See why in your page."))
request_eligible = tell("request_eligible", owner, _("Request %(code)s is accepted for selection."))
request_reopened = tell("request_reopened", owner, _("Request %(code)s is examined again."))
workshop_selected = tell(
    "workshop_selected", owner, _("Your workshop is selected. An inspector will visit you.")
)
workshop_waitlisted = tell("workshop_waitlisted", owner, _("Your workshop is on the waiting list."))
place_released = tell("place_released", owner, _("Your workshop's selection was changed. See your page."))
request_withdrawn = tell("request_withdrawn", province, _("Request %(code)s was withdrawn."))
request_closed = tell("request_closed", owner, _("The round is over and request %(code)s is closed."))

# --- S4: inspectors -----------------------------------------------------------------------------------
inspector_named = tell(
    "inspector_named", deputies, _("An inspector is named. Introduce them to headquarters.")
)
inspector_introduced = tell("inspector_introduced", headquarters, _("A province introduces an inspector."))
inspector_accepted = tell("inspector_accepted", province, _("Headquarters accepted your inspector."))
inspector_refused = tell("inspector_refused", province, _("Headquarters did not accept your inspector."))

# --- S5, S6: visits, defects --------------------------------------------------------------------------
visit_assigned = tell("visit_assigned", inspector, _("A workshop is assigned to you."))
visit_coming = tell("visit_coming", owner, _("The inspector visits your workshop on %(day)s."), visit)
day_wished = tell(
    "day_wished", planners, _("The applicant asks for another day of the visit. Answer on its page.")
)
wish_refused = tell("wish_refused", owner, _("The day of the visit stays; the reason is on your page."))
visit_failed = tell(
    "visit_failed", experts, _("A visit was not possible. Assign it again or release the place.")
)
visit_ordered = tell("visit_ordered", experts, _("Another visit was ordered. Assign another inspector."))
defects_notified = tell(
    "defects_notified", owner, _("Defects were found. Mend them until %(day)s: your page."), notice
)
defects_due_soon = tell("defects_due_soon", owner, _("The time to mend defects ends on %(day)s."), notice)
defects_answered = tell(
    "defects_answered", inspector, _("The defects were answered. Visit the workshop again.")
)
defects_lapsed = tell("defects_lapsed", owner, _("The time to mend defects is over."))
defects_lapsed_inspector = tell(
    "defects_lapsed_inspector", inspector, _("The time to mend defects of a workshop is over.")
)
time_extended = tell("time_extended", owner, _("You have until %(day)s to mend the defects."), notice)
visit_confirmed = tell("visit_confirmed", owner, _("The inspector confirmed your workshop."))
visit_closed_as_found = tell("visit_closed_as_found", owner, _("The inspection ended with open defects."))

visit_cancelled = tell("visit_cancelled", inspector, _("The inspection of request %(code)s was cancelled."))

# --- S7, S8, D1, S9: the report -----------------------------------------------------------------------
report_compiled = tell("report_compiled", deputies, _("A report is compiled and waits for your signature."))
report_sent_back = tell("report_sent_back", experts, _("The deputy sent the report back. See the reason."))
report_sent = tell("report_sent", headquarters, _("A province sent its report."))
report_approved = tell("report_approved", province, _("Headquarters approved your report."))
line_excluded = tell("line_excluded", owner, _("Headquarters left out request %(code)s. You may appeal."))
report_returned = tell("report_returned", province, _("Headquarters returned your report with remarks."))
correction_asked = tell("correction_asked", asked_inspector, _("The province asks you to correct a level."))
report_supplemented = tell("report_supplemented", deputies, _("The supplementary report waits for you."))

# --- S10 to S13, D2: ranking and list -----------------------------------------------------------------
ranking_settled = tell("ranking_settled", every_province, _("The ranking is settled. See your workshops."))
list_drawn = tell("list_drawn", directors, _("A list is drawn and waits to be sent."))
list_sent = tell("list_sent", province, _("The final list came. Give your opinion until %(day)s."), opinion)
opinion_sent_back = tell("opinion_sent_back", experts, _("The deputy sent the opinion back. See the reason."))
opinion_given = tell("opinion_given", headquarters, _("A province gave its opinion on the list."))
opinion_overdue = tell("opinion_overdue", province, _("Your opinion on the list is overdue."))
objection_answered = tell("objection_answered", province, _("Headquarters answered your objection."))
list_decided = tell("list_decided", province, _("Headquarters decided on a line of your list."))

# --- S14 and after: the certificate -------------------------------------------------------------------
certificate_issued = tell(
    "certificate_issued", owner, _("Your quality certificate %(number)s is issued."), certificate
)
certificate_suspended = tell(
    "certificate_suspended", owner, _("Your certificate is suspended. You may appeal.")
)
certificate_restored = tell("certificate_restored", owner, _("Your quality certificate is valid again."))
certificate_revoked = tell("certificate_revoked", owner, _("Your certificate is revoked. You may appeal."))
certificate_superseded = tell(
    "certificate_superseded", owner, _("Your new certificate replaces the old one.")
)
introduced = tell(
    "introduced",
    owner,
    _("Your workshop was introduced to %(body)s."),
    lambda row: {"body": row.referral_list.body},
)
mark_struck = tell("mark_struck", owner, _("Your workshop left the list. See why; you may appeal."))

# --- appeals, proposals -------------------------------------------------------------------------------
appeal_lodged = tell("appeal_lodged", directors, _("An appeal was lodged. Name its panel."))
appeal_in_review = tell("appeal_in_review", owner, _("Your appeal is being examined."))
appeal_upheld = tell("appeal_upheld", owner, _("Your appeal was upheld. See what follows in your page."))
appeal_rejected = tell(
    "appeal_rejected", owner, _("Your appeal was not upheld. See the answer in your page.")
)
waits_for_director = tell("waits_for_director", directors, _("A proposal waits for your confirmation."))
waits_for_deputy = tell("waits_for_deputy", deputies, _("A proposal waits for your confirmation."))
