"""Where a request stands, in the applicant's words: the one next step, and the way in six steps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kargah import clock
from kargah.applications.models import Application
from kargah.inspections import deadlines, mending
from kargah.inspections.models import Inspection
from kargah.jalali.templatetags.jalali import fa, jalali, jalali_long, jalali_weekday
from kargah.process.standing import AFTER

State = Application.State


@dataclass(frozen=True)
class Next:
    """What the applicant is to do now, or why there is nothing to do. `due` is the last day for it."""

    title: str
    text: str = ""
    url: str = ""
    button: str = ""
    due: date | None = None

    @property
    def days_left(self) -> int | None:
        return None if self.due is None else deadlines.days_left(self.due, clock.today())


def page_of(name: str, case: Application) -> str:
    return reverse(f"workshop-{name}", args=[case.public_id])


# --- the next step ---------------------------------------------------------------------------------------
def next_of(case: Application) -> Next:
    """The one next step of this request."""
    return NEXT[case.state](case)


def _draft(case: Application) -> Next:
    return Next(
        _("Complete your request and send it"),
        _("It is saved at every step. It counts from the moment at which you send it."),
        reverse("workshop-request", args=[case.public_id, "identity"]),
        _("Go on with the request"),
        case.cycle.requests_close_on,
    )


def _registered(case: Application) -> Next:
    return Next(
        _("The expert is examining your request"),
        _(
            "There is nothing to do for you now. When something is missing, or it is decided, you get a message."
        ),
        page_of("receipt", case),
        _("See the receipt"),
    )


def _completion(case: Application) -> Next:
    asked = case.completion_requests.last()
    return Next(
        _("Complete what the expert asked for"),
        _("When the days are over, your request is examined as it is."),
        page_of("asked", case),
        _("See what is missing"),
        asked.due_on if asked else None,
    )


def _waiting(case: Application) -> Next:
    if case.order_place and not case.behind_since:
        text = _(
            "Your place in the province's order is %(place)s. You get a message when you are selected."
        ) % {"place": fa(case.order_place)}
    else:
        text = _("Places are given in the order of points. You get a message when you are selected.")
    return Next(
        _("Your request was accepted and waits for a place"),
        text,
        page_of("waiting", case),
        _("See your place and why"),
    )


def _selected(case: Application) -> Next:
    inspection = latest_inspection(case)
    if inspection is None:
        return Next(
            _("You were selected; an inspector is being chosen"),
            _("You get a message with the day of the visit and the inspector's name."),
        )
    return VISIT[inspection.state](case, inspection)


def _visit(case: Application, inspection: Inspection) -> Next:
    who = {"name": inspection.inspector.full_name, "day": jalali_weekday(inspection.visit_on)}
    if inspection.visit_on:
        title = _("%(name)s visits you on %(day)s") % who
    else:
        title = _("%(name)s will visit your workshop") % who
    return Next(
        title,
        _("Have your licences, finished products and order book at hand."),
        page_of("visit", case),
        _("Say whether the day suits you") if inspection.visit_on else _("See the visit"),
    )


def _visit_failed(case: Application, inspection: Inspection) -> Next:
    return Next(_("The visit could not be made"), _("The office decides about another visit and tells you."))


def _visited(case: Application, inspection: Inspection) -> Next:
    return Next(
        _("The visit was made; the inspector is writing the report"),
        _("If there are defects, you are told of them and have time to mend them."),
    )


def _repairing(case: Application, inspection: Inspection) -> Next:
    notice = mending.open_notice(inspection)
    if notice is None or notice.done_at:
        return Next(
            _("You answered the defects; the inspector looks at them"),
            _("You get a message about the re-visit."),
            page_of("defects", case),
            _("See the defects"),
        )
    return Next(
        _("Mend the defects and answer"),
        _("A late answer is taken too, and marked as late."),
        page_of("defects", case),
        _("See the defects and answer"),
        notice.effective_due_on,
    )


def _assessed(case: Application, inspection: Inspection) -> Next:
    if certificate := certificate_of(case):
        return Next(
            _("Your certificate: %(state)s") % {"state": certificate.get_state_display()},
            _("Valid through %(day)s.") % {"day": jalali_long(certificate.valid_through)},
            page_of("certificate", case),
            _("See the certificate"),
        )
    return Next(
        _("The inspection has ended; province and headquarters examine it"),
        _("There is nothing to do for you now. You get a message about every decision."),
        page_of("result", case),
        _("See the result"),
    )


def _cancelled(case: Application, inspection: Inspection) -> Next:
    return Next(_("The inspection was cancelled"), _("The office tells you how it goes on."))


def _declined(case: Application) -> Next:
    decline = case.declines.last()
    text = decline.text if decline else ""
    if decline and decline.may_come_from:
        text = _("%(reason)s You may come again from %(day)s.") % {
            "reason": f"{text} ",
            "day": jalali_long(decline.may_come_from),
        }
    return Next(_("Your request was declined"), text, page_of("appeals", case), _("See how to appeal"))


def _withdrawn(case: Application) -> Next:
    return Next(_("You withdrew this request"), _("You may begin a new one while a cycle takes requests."))


def _closed(case: Application) -> Next:
    return Next(
        _("This request ended with its cycle"), _("The time that you waited counts in the next cycle.")
    )


NEXT: dict[str, Callable[[Application], Next]] = {
    State.DRAFT: _draft,
    State.REGISTERED: _registered,
    State.COMPLETION_ASKED: _completion,
    State.ELIGIBLE: _waiting,
    State.WAITLISTED: _waiting,
    State.SELECTED: _selected,
    State.DECLINED: _declined,
    State.WITHDRAWN: _withdrawn,
    State.CLOSED: _closed,
}
VISIT: dict[str, Callable[[Application, Inspection], Next]] = {
    Inspection.State.ASSIGNED: _visit,
    Inspection.State.UNVISITED: _visit_failed,
    Inspection.State.VISITED: _visited,
    Inspection.State.REPAIRING: _repairing,
    Inspection.State.CONFIRMED: _assessed,
    Inspection.State.CLOSED_AS_FOUND: _assessed,
    Inspection.State.CANCELLED: _cancelled,
}


# --- the way -----------------------------------------------------------------------------------------------
BOXES = (
    ("",),
    ("S3",),
    ("S4", "S5"),
    ("S6",),
    ("S7", "S8", "D1", "S9a", "S9b"),
    ("S10", "S11", "S12", "D2", "S13", "S14"),
)


def timeline(case: Application) -> list[dict[str, Any]]:
    """Six steps for the page's timeline, each done, now or next."""
    standing = getattr(case, "standing", None)
    box, ended = (standing.box, standing.ended) if standing else ("", False)
    here = next((n for n, boxes in enumerate(BOXES) if box in boxes), len(BOXES) if box == AFTER else 0)
    return [
        {
            "title": title,
            "state": "done" if n < here else "now" if n == here else "next",
            "at": at,
            "note": case.get_state_display() if n == here and ended else "",
        }
        for n, (title, at) in enumerate(_steps(case))
    ]


def _steps(case: Application) -> list[tuple[str, str]]:
    inspection, certificate = latest_inspection(case), certificate_of(case)
    visited = inspection.visited_at or inspection.visit_on if inspection else None
    return [
        (_("Request"), jalali(case.registered_at)),
        (_("Examination and selection"), ""),
        (_("Visit by the inspector"), jalali(visited)),
        (_("Mending of defects and final confirmation"), jalali(inspection.ended_at) if inspection else ""),
        (_("Report of the province and its review"), ""),
        (_("Ranking and certificate"), jalali(certificate.issued_at) if certificate else ""),
    ]


def latest_inspection(case: Application) -> Inspection | None:
    return case.inspections.select_related("inspector").order_by("turn").last()


def certificate_of(case: Application) -> Any | None:
    return getattr(case, "certificate", None)
