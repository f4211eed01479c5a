"""Before there is a request: may I come, who am I, which workshop, for which craft."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kargah import clock
from kargah.applications import edits
from kargah.applications.asks import Start
from kargah.applications.details import WorkshopForm
from kargah.cycles.queries import current, taking_requests
from kargah.guideline.queries import in_force
from kargah.people.edits import introduce_oneself
from kargah.places.queries import provinces
from kargah.process import engine
from kargah.refusal import Refused
from kargah.web.signedin import SignedIn
from kargah.web.visitor import onward
from kargah.web.workshop import own
from kargah.web.workshop.forms import Identity, NewWorkshop, SelfCheck


def asked_again(
    request: HttpRequest, page: str, form: Form, refused: Refused | None = None, **more: Any
) -> HttpResponse:
    """The page of a form; what a rule says stands beside its field, or above."""
    if refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, f"workshop/{page}.html", {"form": form, **more}, status=status)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Everybody may check, signed in or not; nothing is kept."""
    form = SelfCheck(request.POST or None)
    if not form.is_valid():
        return asked_again(request, "check", form)
    ruling = current() or in_force()
    years = ruling.limits.licence_years if ruling else 0
    day = form.may_come_from(years)
    found = {"unmet": form.unmet(), "years": years, "day": day, "too_early": day > clock.today()}
    return render(request, "workshop/check.html", {"form": form, "found": found})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def identity(request: SignedIn) -> HttpResponse:
    form = Identity(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            introduce_oneself(request.user, language=request.user.language, **form.cleaned_data)
        except Refused as refused:
            return asked_again(request, "identity", form, refused)
        return redirect(onward(request, request.GET.get("next"), "/workshop/"))
    return asked_again(request, "identity", form)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    if not own.is_known(request.user):
        return redirect("/workshop/identity/?next=/workshop/new/")
    form = NewWorkshop(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            workshop = edits.enter_workshop(request.user, by=request.user, **form.cleaned_data)
        except Refused as refused:
            return asked_again(request, "new", form, refused)
        messages.success(request, _("The workshop is entered."))
        return (
            redirect("workshop-start", workshop.public_id) if taking_requests() else redirect("workshop-home")
        )
    return asked_again(request, "new", form, provinces=provinces())


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def change(request: SignedIn, public_id: str) -> HttpResponse:
    workshop = own.workshop(request, public_id)
    form = WorkshopForm(request.POST or None, subject=workshop, by=request.user, initial=facts_of(workshop))
    if form.is_valid():
        try:
            edits.change_workshop(workshop, by=request.user, **form.cleaned_data)
        except Refused as refused:
            return asked_again(request, "change", form, refused, workshop=workshop)
        messages.success(request, _("Saved."))
        return redirect("workshop-home")
    return asked_again(request, "change", form, workshop=workshop)


def facts_of(workshop: Any) -> dict[str, Any]:
    return {name: getattr(workshop, name) for name in WorkshopForm.base_fields}


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def start(request: SignedIn, public_id: str) -> HttpResponse:
    """A request begins: for one craft group, in a cycle that takes requests."""
    workshop, cycles = own.workshop(request, public_id), taking_requests()
    if request.method == "GET":
        form = Start(
            subject=workshop, by=request.user, initial={"cycle": cycles[0].public_id if cycles else None}
        )
        return asked_again(request, "start", form, workshop=workshop, cycles=cycles, key=uuid.uuid4().hex)
    try:
        case = engine.perform(
            "start", workshop, by=request.user, key=request.POST.get("key", "")[:40], data=request.POST
        )
    except Refused as refused:
        form = getattr(refused, "form", None) or Start(request.POST, subject=workshop, by=request.user)
        told = None if form.errors else refused
        return asked_again(
            request, "start", form, told, workshop=workshop, cycles=cycles, key=uuid.uuid4().hex
        )
    return redirect("workshop-request", case.public_id, "identity")
