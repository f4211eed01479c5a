"""The request in five steps. Each step is saved when it is left; what was fine is kept when something else was not."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kargah.applications import edits
from kargah.applications.details import WorkshopForm
from kargah.applications.models import Application
from kargah.people.edits import introduce_oneself
from kargah.refusal import Refused
from kargah.web.signedin import SignedIn
from kargah.web.workshop import own
from kargah.web.workshop.forms import Details, Identity, OneMoreLicence, OneMorePaper, OneMoreProduct
from kargah.web.workshop.views.entering import facts_of
from kargah.web.workshop.views.review import last_look

STEPS = {
    "identity": gettext_lazy("Who applies"),
    "workshop": gettext_lazy("Workshop"),
    "licences": gettext_lazy("Licences"),
    "production": gettext_lazy("Production and orders"),
    "review": gettext_lazy("Check your answers"),
}
EDITABLE = (Application.State.DRAFT, Application.State.COMPLETION_ASKED)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def step(request: SignedIn, public_id: str, step: str) -> HttpResponse:
    case = own.case(request, public_id)
    if step not in STEPS:
        raise Http404
    if case.state not in EDITABLE:
        return redirect("workshop-receipt", case.public_id)
    if step == "review":
        return last_look(request, case, steps_of("review", case))
    forms = FORMS[step](case, request.user, request.POST or None, request.FILES or None)
    if request.method == "GET":
        return page(request, case, step, forms)
    stays = _taken_away(request, case) or "again" in request.POST
    if not saved(forms, case, request.user):
        return page(request, case, step, forms)
    if not stays and (wanting := _wanting(step, case)):
        return page(request, case, step, forms, wanting)
    return redirect("workshop-request", case.public_id, step if stays else after(step))


def page(
    request: SignedIn, case: Application, step: str, forms: list[Any], wanting: str = ""
) -> HttpResponse:
    wrong = next((form for form in forms if form.errors), None)
    return render(
        request,
        f"workshop/step_{step}.html",
        {
            "case": case,
            "step": step,
            "steps": steps_of(step, case),
            "forms": forms,
            "form": wrong,
            "wanting": wanting,
            "asked": case.completion_requests.filter(answered_at=None, lapsed_at=None).last(),
        },
        status=422 if wrong or wanting else 200,
    )


def steps_of(here: str, case: Application) -> list[dict[str, Any]]:
    return [{"name": name, "title": title, "here": name == here} for name, title in STEPS.items()]


def after(step: str) -> str:
    names = list(STEPS)
    return names[names.index(step) + 1]


# --- the forms of each step, and what is done with each -----------------------------------------------------
def _identity(case: Application, by: Any, data: Any, files: Any) -> list[Any]:
    return [Identity(data, by=by)]


def _workshop(case: Application, by: Any, data: Any, files: Any) -> list[Any]:
    return [WorkshopForm(data, subject=case.workshop, by=by, initial=facts_of(case.workshop))]


def _licences(case: Application, by: Any, data: Any, files: Any) -> list[Any]:
    return [
        OneMoreLicence(data, subject=case, by=by, prefix="licence"),
        OneMorePaper(data, files, subject=case, by=by, prefix="paper"),
    ]


def _production(case: Application, by: Any, data: Any, files: Any) -> list[Any]:
    known = {
        name: getattr(case, name)
        for name in edits.DETAILS
        if case.women or case.men or name not in ("women", "men")
    }
    known["craft_fields"] = [field.code for field in case.craft_fields.all()]
    return [
        Details(data, subject=case, by=by, initial=known),
        OneMoreProduct(data, subject=case, by=by, prefix="product"),
        OneMorePaper(data, files, subject=case, by=by, prefix="paper"),
    ]


FORMS: dict[str, Callable[..., list[Any]]] = {
    "identity": _identity,
    "workshop": _workshop,
    "licences": _licences,
    "production": _production,
}
SAVE: dict[type[Any], Callable[..., Any]] = {
    Identity: lambda case, by, given: introduce_oneself(by, language=by.language, **given),
    WorkshopForm: lambda case, by, given: edits.change_workshop(case.workshop, by=by, **given),
    OneMoreLicence: lambda case, by, given: edits.add_licence(case.workshop, by=by, **given),
    Details: lambda case, by, given: edits.set_details(case, by=by, **given),
    OneMoreProduct: lambda case, by, given: edits.add_product(case, by=by, **given),
    OneMorePaper: lambda case, by, given: edits.attach(case, by=by, **given),
}


def saved(forms: list[Any], case: Application, by: Any) -> bool:
    """Save each form that is in order, whatever the others are; True when all were."""
    fine = True
    for place, form in enumerate(forms):
        if not form.is_valid():
            fine = False
        elif form.has_changed() or not form.empty_permitted:
            try:
                SAVE[type(form)](case, by, form.cleaned_data)
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused))
                fine = False
            else:
                if form.empty_permitted:  # its row stands in the list now; the form is free for the next one
                    forms[place] = type(form)(subject=case, by=by, prefix=form.prefix)
    return fine


def _wanting(step: str, case: Application) -> str:
    """What must be there before one goes on to the next step."""
    if step == "licences" and not case.workshop.licences.exists():
        return _("Enter at least your first licence.")
    if step == "production" and not case.products.exists():
        return _("Enter at least one product and how much of it you make in a month.")
    return ""


def _taken_away(request: SignedIn, case: Application) -> bool:
    """A button beside a row takes the row away: `remove` is licence-, product- or paper- and its key."""
    kind, _dash, key = request.POST.get("remove", "").partition("-")
    if not key.isdecimal():
        return False
    kinds: dict[str, tuple[Any, Callable[..., None]]] = {
        "licence": (case.workshop.licences, edits.remove_licence),
        "product": (case.products, edits.remove_product),
        "paper": (case.attachments, edits.detach),
    }
    if kind not in kinds:
        raise Http404
    rows, remove = kinds[kind]
    row = rows.filter(pk=key).first()
    if row is None:
        raise Http404
    remove(row, by=request.user)
    return True
