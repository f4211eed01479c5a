"""What may be entered and corrected about workshops and requests. Each edit is written into the journal."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.files import intake
from kargah.journal import book
from kargah.people.models import Role, User
from kargah.people.rules import acts_as
from kargah.places.models import Province
from kargah.refusal import NotPermitted, Refused

from . import judging
from .models import Application, Attachment, ConditionDecision, Duplicate, Licence, Product, Workshop

State = Application.State
DETAILS = ("women", "men", "national_seal", "takes_orders", "order_capacity", "lead_time_days")
WORKSHOP = (
    "name", "holder_kind", "legal_name", "legal_id", "county", "city", "address", "postal_code", "phone",
    "rural", "publishes_contact",
)  # fmt: skip
FACTS = ("name", "holder_kind", "legal_name", "legal_id", "rural")  # what a screening relies on


# --- people and workshops ------------------------------------------------------------------------------------
def account_of(*, by: User, first_name: str, last_name: str, national_id: str, mobile: str) -> User:
    """The one account of somebody at the counter: found by national id, else by mobile, else made.

    Raises Refused when id and mobile belong to two accounts, or the mobile to somebody with another id.
    """
    other = Refused(_("This mobile number belongs to the account of another person."), field="mobile")
    try:
        with transaction.atomic():
            person = User.objects.with_national_id(national_id)
            holder = User.objects.select_for_update().filter(mobile=mobile).first()
            if person is not None:
                if holder not in (None, person):
                    raise other
                return person
            if holder is None:
                holder = User.objects.create_user(
                    first_name=first_name, last_name=last_name, mobile=mobile, national_id=national_id
                )
            elif holder.national_id_index:
                raise other
            else:
                holder.national_id = national_id
                holder.first_name, holder.last_name = (
                    holder.first_name or first_name,
                    holder.last_name or last_name,
                )
                holder.save()
            book.write_edit(holder, by=by, what="account_at_the_counter", before={}, after={"mobile": mobile})
            return holder
    except IntegrityError:  # somebody made the same account at this moment
        if person := User.objects.with_national_id(national_id):
            return person
        raise other from None


@transaction.atomic
def enter_workshop(owner: User, *, by: User, province: Province, **fields: Any) -> Workshop:
    """`fields` of WORKSHOP. By the owner, or by an expert of the province for somebody at the counter."""
    workshop = Workshop(owner=owner, province=province, **fields)
    _permit(workshop, by)
    workshop.save()
    book.write_edit(workshop, by=by, what="enter_workshop", before={}, after=fields)
    return workshop


@transaction.atomic
def change_workshop(workshop: Workshop, *, by: User, **fields: Any) -> Workshop:
    """Contact data change at any time. What a screening relies on: not after it; during it by the expert only."""
    _permit(workshop, by)
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    before = {name: getattr(workshop, name) for name in fields}
    if any(before[name] != fields[name] for name in FACTS if name in fields):
        states = set(workshop.applications.values_list("state", flat=True))
        if states & {State.ELIGIBLE, State.WAITLISTED, State.SELECTED}:
            raise Refused(_("A request of this workshop was screened; what it was judged by stays."))
        if State.REGISTERED in states and not _is_expert(workshop, by):
            raise Refused(_("A request of this workshop is being examined; ask the expert to correct this."))
    for name, value in fields.items():
        setattr(workshop, name, value)
    workshop.save()
    book.write_edit(
        workshop, by=by, what="change_workshop", before=before, after=fields, cases=_cases_of(workshop)
    )
    return workshop


@transaction.atomic
def add_licence(workshop: Workshop, *, by: User, **fields: Any) -> Licence:
    """Joins the history. A request that was handed in keeps its first licence."""
    _permit(workshop, by)
    if workshop.licences.filter(kind=fields["kind"], number=fields["number"]).exists():
        raise Refused(_("This licence is entered already."), field="number")
    licence = Licence.objects.create(workshop=workshop, **fields)
    book.write_edit(workshop, by=by, what="add_licence", before={}, after=fields, cases=_cases_of(workshop))
    return licence


@transaction.atomic
def remove_licence(licence: Licence, *, by: User) -> None:
    """Only what no request relies on yet."""
    workshop = licence.workshop
    _permit(workshop, by)
    relying = set(judging.LIVE) - {State.COMPLETION_ASKED}
    if workshop.applications.filter(state__in=relying).exists():
        raise Refused(_("A request relies on this licence; its history is kept."))
    before = {"kind": licence.kind, "number": licence.number, "issued_on": licence.issued_on}
    licence.delete()
    book.write_edit(
        workshop, by=by, what="remove_licence", before=before, after={}, cases=_cases_of(workshop)
    )


# --- the request -----------------------------------------------------------------------------------------------
@transaction.atomic
def set_details(application: Application, *, by: User, craft_fields: Any, **fields: Any) -> Application:
    """`craft_fields` of the request's group; `fields` of DETAILS, what is left out stays."""
    application = _open(application, by)
    if any(field.group_id != application.craft_group_id for field in craft_fields):
        raise Refused(_("A craft field belongs to another group."), field="craft_fields")
    before = {name: getattr(application, name) for name in DETAILS}
    for name in DETAILS:
        setattr(application, name, fields.get(name, before[name]))
    application.save(update_fields=list(DETAILS))
    application.craft_fields.set(craft_fields)
    _written(application, by, "set_details", before, fields)
    return application


@transaction.atomic
def set_letter(
    application: Application, *, by: User, letter_number: str, letter_date: Any, letter_scan: Any = None
) -> Application:
    """The written request that was brought; `letter_scan` is an uploaded file, left out it stays."""
    application = _open(application, by)
    before = {"number": application.letter_number, "date": application.letter_date}
    application.letter_number, application.letter_date = letter_number, letter_date
    if letter_scan:
        application.letter_scan = intake.keep_document(letter_scan)
    application.save(update_fields=["letter_number", "letter_date", "letter_scan"])
    _written(application, by, "set_letter", before, {"number": letter_number, "date": letter_date})
    return application


@transaction.atomic
def add_product(application: Application, *, by: User, name: str, monthly_volume: Any, unit: str) -> Product:
    application = _open(application, by)
    product = Product.objects.create(
        application=application, name=name, monthly_volume=monthly_volume, unit=unit
    )
    _written(application, by, "add_product", {}, {"name": name, "volume": monthly_volume, "unit": unit})
    return product


@transaction.atomic
def remove_product(product: Product, *, by: User) -> None:
    application = _open(product.application, by)
    before = {"name": product.name, "volume": product.monthly_volume, "unit": product.unit}
    product.delete()
    _written(application, by, "remove_product", before, {})


@transaction.atomic
def attach(application: Application, *, by: User, file: Any, caption: str = "") -> Attachment:
    """`file` is an uploaded PDF or photo. The same paper twice is one attachment."""
    application = _open(application, by)
    attachment, new = Attachment.objects.get_or_create(
        application=application,
        stored=intake.keep_document(file),
        defaults={"caption": caption, "added_by": by},
    )
    if new:
        _written(application, by, "attach", {}, {"file": attachment.stored.sha256, "caption": caption})
    return attachment


@transaction.atomic
def detach(attachment: Attachment, *, by: User) -> None:
    application = _open(attachment.application, by)
    before = {"file": attachment.stored.sha256, "caption": attachment.caption}
    attachment.delete()
    _written(application, by, "detach", before, {})


# --- judgements of the expert --------------------------------------------------------------------------------
@transaction.atomic
def judge_condition(
    application: Application, *, by: User, condition: int, outcome: str, why: str = ""
) -> ConditionDecision:
    """The record (2) while the request is screened; the volume (3) from then until the case ends. The latest counts."""
    application = _locked(application)
    if not _is_expert(application, by):
        raise NotPermitted(_("This step belongs to another office or person."))
    open_states = (State.REGISTERED,) if condition == 2 else judging.LIVE
    if condition not in (2, 3) or application.state not in open_states:
        raise Refused(_("This condition cannot be judged now."))
    decision = ConditionDecision.objects.create(
        application=application,
        condition=condition,
        part=ConditionDecision.Part.EXPERT,
        outcome=outcome,
        why=why,
        by=by,
    )
    _written(application, by, f"judge_condition_{condition}", {}, {"outcome": outcome, "why": why})
    return decision


@transaction.atomic
def decide_duplicate(duplicate: Duplicate, *, by: User, verdict: str) -> Duplicate:
    """`verdict`: same or different; may be changed while the later request is screened."""
    application = _locked(duplicate.application)
    if not _is_expert(application, by):
        raise NotPermitted(_("This step belongs to another office or person."))
    if application.state not in (State.REGISTERED, State.COMPLETION_ASKED):
        raise Refused(_("The screening of this request is over."))
    before = duplicate.verdict
    duplicate.verdict, duplicate.decided_by, duplicate.decided_at = verdict, by, clock.now()
    duplicate.save(update_fields=["verdict", "decided_by", "decided_at"])
    _written(application, by, "decide_duplicate", {"verdict": before}, {"verdict": verdict})
    return duplicate


# --- who and when ------------------------------------------------------------------------------------------------
def _is_expert(subject: Any, by: Any) -> bool:
    return acts_as(by, Role.PROVINCIAL_EXPERT, on=subject)


def _permit(subject: Any, by: Any) -> None:
    if by is None or not (getattr(subject, "owner_id", None) == by.pk or _is_expert(subject, by)):
        raise NotPermitted(_("This step belongs to another office or person."))


def _locked(application: Application) -> Application:
    return Application.objects.select_for_update().get(pk=application.pk)


def _open(application: Application, by: Any) -> Application:
    """The locked request, while it is a draft or its completion is asked, for its owner or the expert."""
    application = _locked(application)
    _permit(application, by)
    if application.state not in (State.DRAFT, State.COMPLETION_ASKED):
        raise Refused(_("The request was handed in; nothing in it changes now."))
    return application


def _cases_of(workshop: Workshop) -> list[int]:
    return list(
        workshop.applications.filter(state__in=(State.DRAFT, *judging.LIVE)).values_list("pk", flat=True)
    )


def _written(application: Application, by: Any, what: str, before: dict, after: dict) -> None:
    book.write_edit(application, by=by, what=what, before=before, after=after, cases=[application.pk])
