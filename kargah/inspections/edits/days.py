"""The day of a visit: it is planned, and whom it concerns says whether it suits them."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.notifications import letters
from kargah.people.models import Role, User
from kargah.people.rules import acts_as
from kargah.persian.letters import text
from kargah.refusal import NotPermitted, OutOfTurn, Refused

from ..models import Inspection, VisitReply
from .writing import journal, locked

State = Inspection.State
TO_BE_VISITED = (State.ASSIGNED, State.REPAIRING)
LONGEST_WORDS = 500


@transaction.atomic
def set_visit_day(inspection: Inspection, day: date, by: User) -> Inspection:
    """Plan the visit or re-visit for a day on which the nomination holds; the applicant is told."""
    inspection = locked(inspection)
    _plans(inspection, by)
    if inspection.state not in TO_BE_VISITED:
        raise OutOfTurn(_("No visit is to be made here now."))
    if day < clock.today():
        raise Refused(_("This day is over already."), field="visit_on")
    if not inspection.nomination.starts_on <= day <= inspection.nomination.ends_on:
        raise Refused(_("This nomination does not hold on that day."), field="visit_on")
    before = inspection.visit_on
    if before != day:
        inspection.visit_on = day
        inspection.save(update_fields=["visit_on"])
        entry = journal(inspection, by, "visit_day", {"visit_on": before}, {"visit_on": day})
        letters.visit_coming(inspection, by, entry)
        inspection.replies.filter(suits=False, answered_at=None).update(
            answered_by=by, answered_at=clock.now()
        )
    return inspection


@transaction.atomic
def confirm_day(inspection: Inspection, by: User) -> VisitReply:
    """The applicant says that the planned day suits them. Said again it is the same."""
    inspection = _to_be_answered(inspection, by)
    if inspection.visit_on is None:
        raise OutOfTurn(_("No day is planned yet."))
    if inspection.visit_on < clock.today():
        raise OutOfTurn(_("This day is over already."))
    newest = inspection.replies.order_by("pk").last()
    if newest and newest.suits and newest.visit_on == inspection.visit_on:
        return newest
    reply = VisitReply.objects.create(inspection=inspection, visit_on=inspection.visit_on, suits=True, by=by)
    journal(inspection, by, "day_confirmed", {}, {"visit_on": inspection.visit_on})
    return reply


@transaction.atomic
def wish_day(inspection: Inspection, by: User, wished_on: date | None, words: str) -> VisitReply:
    """The applicant asks for another day, named or explained; whoever plans the visit is told and answers."""
    inspection = _to_be_answered(inspection, by)
    words = text(words)[:LONGEST_WORDS]
    if wished_on is None and not words:
        raise Refused(_("Name a day, or say when you are there."), field="wished_on")
    if wished_on is not None and wished_on < clock.today():
        raise Refused(_("This day is over already."), field="wished_on")
    if wished_on is not None and wished_on == inspection.visit_on:
        raise Refused(_("The visit is planned for this very day."), field="wished_on")
    if inspection.replies.filter(suits=False, answered_at=None).exists():
        raise OutOfTurn(_("You asked for another day already; wait for the answer."))
    reply = VisitReply.objects.create(
        inspection=inspection,
        visit_on=inspection.visit_on,
        suits=False,
        wished_on=wished_on,
        words=words,
        by=by,
    )
    entry = journal(inspection, by, "day_wished", {"visit_on": inspection.visit_on}, {"wished_on": wished_on})
    letters.day_wished(inspection, by, entry)
    return reply


@transaction.atomic
def refuse_wish(inspection: Inspection, by: User, answer: str) -> VisitReply:
    """The planned day stays, with a reason. Another day is given by `set_visit_day`, which answers the wish too."""
    inspection = locked(inspection)
    _plans(inspection, by)
    wish = inspection.replies.filter(suits=False, answered_at=None).first()
    if wish is None:
        raise OutOfTurn(_("No wish for another day is open."))
    answer = text(answer)[:LONGEST_WORDS]
    if not answer:
        raise Refused(_("Say why the day stays."), field="answer")
    wish.answer, wish.answered_by, wish.answered_at = answer, by, clock.now()
    wish.save(update_fields=["answer", "answered_by", "answered_at"])
    entry = journal(inspection, by, "wish_refused", {}, {"answer": answer})
    letters.wish_refused(inspection, by, entry)
    return wish


def _plans(inspection: Inspection, by: User) -> None:
    roles = (Role.TECHNICAL_INSPECTOR, Role.PROVINCIAL_EXPERT)
    if not any(acts_as(by, role, on=inspection) for role in roles):
        raise NotPermitted(_("The inspector or the province's expert plans the visit."))


def _to_be_answered(inspection: Inspection, by: User) -> Inspection:
    inspection = locked(inspection)
    if not acts_as(by, Role.APPLICANT, on=inspection):
        raise NotPermitted(_("The applicant answers for their own workshop."))
    if inspection.state not in TO_BE_VISITED:
        raise OutOfTurn(_("No visit is to be made here now."))
    return inspection
