"""The guideline: its versions, and the draft of the next one, edited here or in Excel."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kargah.files.intake import XLSX
from kargah.guideline import edits, workbook
from kargah.guideline.asks import ChangeAxis, ChangeCriterion, ChangeParameters, ReadWorkbook
from kargah.guideline.models import Guideline
from kargah.guideline.queries import in_force, versions
from kargah.web.offices import done, found, of_headquarters, shown


@of_headquarters
@require_GET
def guidelines(request: HttpRequest) -> HttpResponse:
    return shown(request, "headquarters/guidelines.html", versions=versions(), in_force=in_force())


@of_headquarters
@require_POST
def new(request: HttpRequest, public_id: str) -> HttpResponse:
    """A draft that begins as this version stands."""
    draft = edits.new_draft_from(found(Guideline, request, public_id), by=request.user)
    return redirect("headquarters:guideline", draft.public_id)


@of_headquarters
@require_http_methods(["GET", "POST"])
def guideline(request: HttpRequest, public_id: str) -> HttpResponse:
    """One version. POST: a workbook comes back into the draft."""
    version = found(Guideline, request, public_id)
    form = ReadWorkbook(request.POST or None, request.FILES or None)
    read = workbook.read(form.cleaned_data["workbook"]) if form.is_bound and form.is_valid() else None
    if (
        read is not None
        and not read.errors
        and done(form, lambda workbook: edits.take_workbook(version, by=request.user, read=read))
    ):
        messages.success(request, _("The draft is now as the workbook says."))
        return redirect("headquarters:guideline", version.public_id)
    return shown(
        request,
        "headquarters/guideline.html",
        guideline=version,
        draft=version.state == Guideline.State.DRAFT,
        axes=version.axes.prefetch_related("criteria"),
        parameters=version.parameters.items(),
        form=form,
        bad=read.errors if read is not None else [],
    )


@of_headquarters
@require_GET
def as_workbook(request: HttpRequest, public_id: str) -> HttpResponse:
    version = found(Guideline, request, public_id)
    answer = HttpResponse(workbook.write(version), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="guideline-{version.number}.xlsx"'
    return answer


@of_headquarters
@require_http_methods(["GET", "POST"])
def parameters(request: HttpRequest, public_id: str) -> HttpResponse:
    version = _draft(request, public_id)
    form = ChangeParameters(request.POST or None, initial={"parameters": version.parameters})
    if done(
        form, lambda parameters: edits.change_parameters(version, by=request.user, parameters=parameters)
    ):
        return _saved(request, version)
    return _form(request, version, form, _("Settings"))


@of_headquarters
@require_http_methods(["GET", "POST"])
def axis(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    version = _draft(request, public_id)
    row = version.axes.filter(code=code).first()
    if row is None:
        raise Http404
    form = ChangeAxis(request.POST or None, subject=row, by=request.user)
    if done(form, lambda **given: edits.change_axis(row, by=request.user, changes=given)):
        return _saved(request, version)
    return _form(request, version, form, row.name)


@of_headquarters
@require_http_methods(["GET", "POST"])
def criterion(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    version = _draft(request, public_id)
    row = version.criteria.filter(code=code).first()
    if row is None:
        raise Http404
    form = ChangeCriterion(request.POST or None, subject=row, by=request.user)
    if done(form, lambda **given: edits.change_criterion(row, by=request.user, changes=given)):
        return _saved(request, version)
    return _form(request, version, form, row.name)


def _draft(request: HttpRequest, public_id: str) -> Guideline:
    """A version that may still be edited; of any other there is no such page."""
    version: Guideline = found(Guideline, request, public_id)
    if version.state != Guideline.State.DRAFT:
        raise Http404
    return version


def _form(request: HttpRequest, version: Guideline, form: Form, title: str) -> HttpResponse:
    context: dict[str, Any] = {"guideline": version, "form": form, "title": title}
    return shown(request, "headquarters/guideline_form.html", **context)


def _saved(request: HttpRequest, version: Guideline) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("headquarters:guideline", version.public_id)
