"""What must be true before a request moves. Each is silent when it is, and says why when it is not."""

from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.cycles.models import QuotaEntry, Share
from kargah.jalali import calendar
from kargah.refusal import Refused

from . import judging, order
from .models import Application, ConditionDecision, Decline, Duplicate, Mark, Workshop

State, Channel = Application.State, Application.Channel
EXPERT, MET, NOT_MET = (
    ConditionDecision.Part.EXPERT,
    ConditionDecision.Outcome.MET,
    ConditionDecision.Outcome.NOT_MET,
)


def day(of: date) -> str:
    return calendar.latin_long(of) if get_language() == "en" else calendar.long(of)


# --- the request -------------------------------------------------------------------------------------------
def no_other_case(workshop: Workshop, *, inputs: dict[str, Any]) -> None:
    others = Application.objects.filter(
        workshop=workshop, cycle=inputs["cycle"], craft_group=inputs["craft_group"]
    ).exclude(state__in=(State.DECLINED, State.WITHDRAWN))
    if other := others.first():
        raise Refused(
            _("This workshop already has a request for this craft group in this cycle: %(code)s."),
            field="craft_group",
            code=other.tracking_code or gettext("a draft"),
        )


def is_complete(application: Application) -> None:
    if missing := what_is_missing(application):
        raise Refused(_("Still missing: %(items)s."), items="، ".join(str(item) for item in missing))


def what_is_missing(application: Application) -> list[Any]:
    """What the page lists before the request can be handed in; empty when it is whole."""
    workshop, owner = application.workshop, application.applicant
    fields = application.craft_fields.all()
    wanted = [
        (owner.first_name and owner.last_name, _("the applicant's name")),
        (owner.national_id_index, _("the applicant's national ID")),
        (workshop.holder_kind != Workshop.Holder.LEGAL or (workshop.legal_name and workshop.legal_id),
         _("name and national ID of the company")),
        (workshop.county and workshop.city and workshop.address, _("the workshop's address")),
        (fields and all(field.group_id == application.craft_group_id for field in fields), _("the craft fields")),
        (workshop.licences.exists(), _("the licences, the first one too")),
        (application.products.exists(), _("the products and their monthly volume")),
        (application.people_working, _("how many women and men work there")),
        (not application.takes_orders or (application.order_capacity and application.lead_time_days),
         _("what can be ordered, and how soon")),
        (application.channel == Channel.ONLINE or (application.letter_number and application.letter_date),
         _("number and date of the letter")),
        (application.channel != Channel.COUNTER or application.letter_scan_id, _("a scan of the letter")),
    ]  # fmt: skip
    return [words for there, words in wanted if not there]


def cycle_takes_requests(application: Application) -> None:
    if not application.cycle.takes_requests:
        raise Refused(
            _("The cycle takes requests no more; the last day was %(day)s."),
            day=day(application.cycle.requests_close_on),
        )


def a_completion_request_is_left(application: Application) -> None:
    allowed = application.cycle.limits.completion_requests
    if application.completion_requests.count() >= allowed:
        raise Refused(_("Completion was asked %(times)s times already; no more is allowed."), times=allowed)


def completion_is_overdue(application: Application) -> None:
    asked = application.completion_requests.order_by("turn").last()
    if asked is None or clock.today() <= asked.due_on:
        raise Refused(_("The days for completion are not over."))


# --- the screening -------------------------------------------------------------------------------------------
def the_reason_holds(application: Application, *, inputs: dict[str, Any]) -> None:
    """A ground for declining must be on record: short years or a judged record, a lapsed completion, a duplicate."""
    ground, reasons = inputs["ground"], Decline.Reason
    if ground == reasons.CONDITION_2:
        record = judging.decision_on(application, 2, EXPERT)
        if not judging.years_are_short(application) and (record is None or record.outcome != NOT_MET):
            raise Refused(_("The years are enough and the record was not judged as bad."), field="ground")
    elif ground == reasons.NOT_COMPLETED and not application.not_completed:
        raise Refused(_("The days for completion did not end without an answer."), field="ground")
    elif (
        ground == reasons.DUPLICATE
        and not application.duplicates.filter(verdict=Duplicate.Verdict.SAME).exists()
    ):
        raise Refused(_("First decide of which request this one is a duplicate."), field="ground")


def the_licence_is_old_enough(application: Application) -> None:
    if judging.years_are_short(application):
        years = application.cycle.limits.licence_years
        come = judging.may_come_from(application, application.cycle.limits)
        if come is None:
            raise Refused(_("No licence is entered; %(years)s years are needed."), years=years)
        raise Refused(
            _("The first licence is younger than %(years)s years; a request is possible from %(day)s."),
            years=years,
            day=day(come),
        )


def the_record_is_good(application: Application) -> None:
    decision = judging.decision_on(application, 2, EXPERT)
    if decision is None:
        raise Refused(_("First judge the record (condition 2)."))
    if decision.outcome != MET:
        raise Refused(_("The record was judged as not good (condition 2)."))


def duplicates_are_decided(application: Application) -> None:
    if waiting := judging.open_duplicates(application).count():
        raise Refused(_("%(count)s probable duplicates are not decided yet."), count=waiting)
    same = application.duplicates.filter(verdict=Duplicate.Verdict.SAME).select_related("other").first()
    if same:
        raise Refused(_("It was decided that this is the same as request %(code)s."), code=same.other)


# --- the selection -------------------------------------------------------------------------------------------
def somebody_is_eligible(share: Share) -> None:
    if not share.applications.filter(state=State.ELIGIBLE).exists():
        raise Refused(_("Nobody is eligible yet: there is no order to freeze."))


def the_share_is_selecting(application: Application) -> None:
    if application.share.state != Share.State.SELECTING:
        raise Refused(_("First freeze the priority order of the province."))


def is_next_in_order(application: Application) -> None:
    first = order.next_in_order(application.share)
    if first is None or first.pk != application.pk:
        raise Refused(
            _("Next in the order is %(next)s. Another one needs two persons."),
            next=first or gettext("nobody"),
        )


def a_place_is_free(application: Application) -> None:
    """Holds the share until the transaction ends: two who take the last place at once come one after the other."""
    shares = Share.objects.select_for_update() if connection.in_atomic_block else Share.objects.all()
    share = shares.get(pk=application.share_id)
    if share.free >= 1:
        return
    last = share.entries.filter(kind=QuotaEntry.Kind.HELD).select_related("by").order_by("pk").last()
    if last is None or last.by is None:
        raise Refused(
            _("All %(allotted)s places of the province are held or spent."), allotted=share.allotted
        )
    holder = Application.objects.filter(public_id=last.case).select_related("workshop").first()
    raise Refused(
        _(
            "All %(allotted)s places of the province are held or spent. The last one was given to %(workshop)s "
            "by %(who)s on %(day)s."
        ),
        allotted=share.allotted,
        workshop=holder.workshop.name if holder else last.case,
        who=last.by.full_name,
        day=day(clock.day_of(last.at)),
    )


# --- marks -----------------------------------------------------------------------------------------------------
def no_mark_is_raised(application: Application) -> None:
    if application.registered_at is None:
        raise Refused(_("This request is not handed in yet."))
    if application.marks.filter(state=Mark.State.RAISED).exists():
        raise Refused(_("A mark is raised already and waits for headquarters."))
    if application.marks.filter(state=Mark.State.STRUCK).exists():
        raise Refused(_("This case was struck already."))
