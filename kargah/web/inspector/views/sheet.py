"""The sheet: a section per page, the conditions, and the review. What is in order is saved, whatever else is not."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kargah.files import intake
from kargah.guideline.sentences import condition_name
from kargah.inspections import edits
from kargah.inspections.models import Inspection
from kargah.inspections.sheet import JUDGED_BY_INSPECTOR
from kargah.process import engine
from kargah.process.flowchart import MOVES
from kargah.refusal import Refused
from kargah.web.inspector import own, progress
from kargah.web.inspector.forms import Conditions, SectionForm
from kargah.web.signedin import SignedIn


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def section(request: SignedIn, public_id: str, axis: str) -> HttpResponse:
    """GET: one axis of the form. POST: save it and go on to the next one."""
    inspection = own.visit(request, public_id)
    here, items = _found(inspection, axis)
    form = SectionForm(*_sent(request), items=items)
    if request.method == "POST":
        _saved(request, inspection, form)
        if not form.errors:
            return _onward(request, inspection, here, axis)
        here, form.items = _found(inspection, axis)  # the photos that were in order stand on the sheet now
    return _page(request, "section", inspection, form, axis=axis, rows=form.rows())


def _sent(request: SignedIn) -> tuple[Any, Any]:
    """What a form is bound to. A POST without a single field is an empty sheet, not a page that is looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _found(inspection: Inspection, axis: str) -> tuple[int, Any]:
    sections = progress.of(inspection).form.sections
    here = next((n for n, one in enumerate(sections) if one.axis.code == axis), None)
    if here is None:
        raise Http404
    return here, sections[here].items


def _saved(request: SignedIn, inspection: Inspection, form: SectionForm) -> None:
    """Whatever a rule says stands above the form; the rest is on the sheet."""
    form.is_valid()
    try:
        if answers := form.answers():
            edits.save_answers(inspection, request.user, answers)
        for code, photo in form.photos():
            edits.add_photo(inspection, request.user, code, intake.keep_image(photo))
        _taken_off(request, inspection)
    except Refused as refused:
        form.add_error(None, str(refused))


def _taken_off(request: SignedIn, inspection: Inspection) -> None:
    key = request.POST.get("remove", "")
    photo = inspection.photos.filter(pk=key).first() if key.isdecimal() else None
    if photo is not None:
        edits.remove_photo(photo, request.user)


def _onward(request: SignedIn, inspection: Inspection, here: int, axis: str) -> HttpResponse:
    if "stay" in request.POST or "remove" in request.POST:
        return redirect("inspector-section", inspection.public_id, axis)
    sections = progress.of(inspection).form.sections
    if here + 1 < len(sections):
        return redirect("inspector-section", inspection.public_id, sections[here + 1].axis.code)
    return redirect("inspector-conditions", inspection.public_id)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def conditions(request: SignedIn, public_id: str) -> HttpResponse:
    """Conditions 3, 4 and 5, and photos that belong to no criterion."""
    inspection = own.visit(request, public_id)
    form = Conditions(
        *_sent(request),
        subject=inspection,
        by=request.user,
        initial=_decided(inspection),
    )
    if request.method == "POST":
        _decide(request, inspection, form)
        if not form.errors:
            stays = "stay" in request.POST or "remove" in request.POST
            return redirect("inspector-conditions" if stays else "inspector-review", inspection.public_id)
    return _page(request, "conditions", inspection, form, numbers=_numbered(form))


def _decided(inspection: Inspection) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for number, decision in progress.of(inspection).conditions.items():
        known |= {f"outcome_{number}": decision.outcome, f"why_{number}": decision.why}
    return known


def _decide(request: SignedIn, inspection: Inspection, form: Conditions) -> None:
    form.is_valid()
    try:
        for number, outcome, why in form.decisions():
            edits.decide_condition(inspection, number, outcome, why, request.user)
        for photo in form.cleaned_data.get("photos") or ():
            edits.add_photo(inspection, request.user, None, intake.keep_image(photo))
        _taken_off(request, inspection)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))


def _numbered(form: Conditions) -> list[tuple[int, Any, Any]]:
    return [(number, form[f"outcome_{number}"], form[f"why_{number}"]) for number in JUDGED_BY_INSPECTOR]


@never_cache
@login_required
@require_GET
def review(request: SignedIn, public_id: str) -> HttpResponse:
    """What is missing, by section; when nothing is, the button that ends the visit."""
    inspection = own.visit(request, public_id)
    move = MOVES["finish_visit"]
    open_ = own.is_open(inspection)
    found = progress.of(inspection)
    return render(
        request,
        "inspector/review.html",
        {
            "inspection": inspection,
            "case": inspection.application,
            "open": open_,
            "move": move,
            "progress": found,
            "undecided": [(number, condition_name(number)) for number in found.undecided],
            "obstacle": engine.obstacle(move, inspection, by=request.user)
            if open_ and found.complete
            else None,
            "key": uuid.uuid4().hex,
        },
    )


def _page(request: SignedIn, name: str, inspection: Inspection, form: Any, **more: Any) -> HttpResponse:
    return render(
        request,
        f"inspector/{name}.html",
        {
            "inspection": inspection,
            "case": inspection.application,
            "open": own.is_open(inspection),
            "form": form,
            "progress": progress.of(inspection),
            **more,
        },
        status=422 if form.errors else 200,
    )
