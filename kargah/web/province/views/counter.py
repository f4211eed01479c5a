"""Somebody comes to the office: who they are, their workshop, the request, its letter, and a receipt to take along."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kargah.applications import edits
from kargah.applications.asks import Letter
from kargah.applications.details import (
    AttachmentForm,
    LicenceForm,
    PersonForm,
    ProductForm,
    RequestDetails,
    WorkshopForm,
)
from kargah.applications.models import Application
from kargah.applications.queries import what_is_missing, workshops_of
from kargah.people.queries import person
from kargah.places.queries import active_groups
from kargah.process.engine import perform
from kargah.refusal import Refused
from kargah.web.offices import done, of_a_province, shown
from kargah.web.province import own
from kargah.web.signedin import SignedIn

WHO = "counter"  # in the session: the person who stands at the counter
OPEN = (Application.State.DRAFT, Application.State.COMPLETION_ASKED)


@of_a_province
@require_http_methods(["GET", "POST"])
def who(request: SignedIn) -> HttpResponse:
    """The person, by national id and mobile: found, or entered for the first time."""
    share = own.the_share(request)
    form = PersonForm(request.POST or None, subject=share, by=request.user)
    if done(form, lambda **given: _remember(request, edits.account_of(by=request.user, **given))):
        return redirect("province:counter-workshop")
    return shown(request, "province/counter.html", share=share, form=form)


def _remember(request: SignedIn, someone: Any) -> None:
    request.session[WHO] = someone.public_id


@of_a_province
@require_http_methods(["GET", "POST"])
def workshop(request: SignedIn) -> HttpResponse:
    """Their workshop: one that is known, or a new one."""
    share, applicant = own.the_share(request), _applicant(request)
    form = WorkshopForm(request.POST or None, subject=share, by=request.user)

    def enter(**given: Any) -> None:
        edits.enter_workshop(applicant, by=request.user, province=share.province, **given)

    if done(form, enter):
        return redirect("province:counter-workshop")
    return shown(
        request,
        "province/counter_workshop.html",
        share=share,
        applicant=applicant,
        workshops=workshops_of(applicant)
        .filter(province=share.province)
        .prefetch_related("applications__craft_group"),
        groups=active_groups(),
        form=form,
    )


@of_a_province
@require_http_methods(["POST"])
def start(request: SignedIn, public_id: str) -> HttpResponse:
    """A request of this workshop begins, in the craft group that was chosen."""
    share, applicant = own.the_share(request), _applicant(request)
    chosen = workshops_of(applicant).filter(public_id=public_id, province=share.province).first()
    if chosen is None:
        raise Http404
    try:
        case = perform(
            "start",
            chosen,
            by=request.user,
            key=request.POST.get("key", "")[:40],
            data={"cycle": share.cycle.public_id, "craft_group": request.POST.get("craft_group", "")},
        )
    except Refused as refused:
        form = getattr(refused, "form", None)
        told = [text for texts in form.errors.values() for text in texts] if form else [str(refused)]
        messages.error(request, " ".join(told))
        return redirect("province:counter-workshop")
    return redirect("province:counter-case", case.public_id)


class LetterAgain(Letter):
    """The scan that is there already need not be sent again."""

    def prepare(self) -> None:
        self.fields["letter_scan"].required = not self.subject.letter_scan_id
        self.initial = {"letter_number": self.subject.letter_number, "letter_date": self.subject.letter_date}


class DetailsAgain(RequestDetails):
    def prepare(self) -> None:
        super().prepare()
        case = self.subject
        self.initial = {name: getattr(case, name) for name in edits.DETAILS}
        self.initial["craft_fields"] = [field.code for field in case.craft_fields.all()]
        self.fields["craft_fields"].widget = forms.CheckboxSelectMultiple(
            choices=self.fields["craft_fields"].choices
        )


# Name of the part → its form, and what is done with it.
PARTS: dict[str, tuple[type[Any], Callable[..., Any]]] = {
    "licence": (LicenceForm, lambda case, by, given: edits.add_licence(case.workshop, by=by, **given)),
    "details": (DetailsAgain, lambda case, by, given: edits.set_details(case, by=by, **given)),
    "product": (ProductForm, lambda case, by, given: edits.add_product(case, by=by, **given)),
    "letter": (LetterAgain, lambda case, by, given: edits.set_letter(case, by=by, **given)),
    "paper": (AttachmentForm, lambda case, by, given: edits.attach(case, by=by, **given)),
}


@of_a_province
@require_http_methods(["GET", "POST"])
def case(request: SignedIn, public_id: str) -> HttpResponse:
    """The request in parts, each saved by its own button; `what` says which. `remove` takes a row away."""
    entered = own.row(Application, request, public_id)
    if entered.state not in OPEN:
        return redirect("province:counter-receipt", entered.public_id)
    what = request.POST.get("what", "")
    if request.method == "POST" and what not in PARTS:
        return _removed(request, entered)
    parts = {
        name: form(
            request.POST if name == what else None,
            request.FILES if name == what else None,
            subject=entered,
            by=request.user,
            prefix=name,
        )
        for name, (form, _save) in PARTS.items()
    }
    if what and done(parts[what], lambda **given: PARTS[what][1](entered, request.user, given)):
        messages.success(request, _("Saved."))
        return redirect("province:counter-case", entered.public_id)
    return shown(
        request,
        "province/counter_case.html",
        case=entered,
        parts=parts,
        form=parts.get(what),
        missing=what_is_missing(entered),
    )


def _removed(request: SignedIn, case: Application) -> HttpResponse:
    """`remove` is licence-, product- or paper- and the row's key."""
    kind, _dash, key = request.POST.get("remove", "").partition("-")
    removals: dict[str, tuple[Any, Callable[..., object]]] = {
        "licence": (case.workshop.licences, edits.remove_licence),
        "product": (case.products, edits.remove_product),
        "paper": (case.attachments, edits.detach),
    }
    if kind not in removals or not key.isdecimal():
        raise Http404
    rows, remove = removals[kind]
    row = rows.filter(pk=key).first()
    if row is None:
        raise Http404
    remove(row, by=request.user)
    return redirect("province:counter-case", case.public_id)


@of_a_province
@require_http_methods(["POST"])
def register(request: SignedIn, public_id: str) -> HttpResponse:
    """Hand it in (or say that it is completed), and go to the receipt."""
    entered = own.row(Application, request, public_id)
    move = "complete" if entered.state == Application.State.COMPLETION_ASKED else "register"
    try:
        perform(move, entered, by=request.user, key=request.POST.get("key", uuid.uuid4().hex)[:40])
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("province:counter-case", entered.public_id)
    return redirect("province:counter-receipt", entered.public_id)


@of_a_province
@require_GET
def receipt(request: SignedIn, public_id: str) -> HttpResponse:
    """What the applicant takes along: the tracking code, the day, and where to ask."""
    return shown(request, "province/receipt.html", case=own.row(Application, request, public_id))


def _applicant(request: SignedIn) -> Any:
    someone = person(request.session.get(WHO, ""))
    if someone is None:
        raise Http404
    return someone
