"""What the pages of the offices share: who enters, and how a correction is asked for and made."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from kargah.people.models import OF_HEADQUARTERS
from kargah.people.queries import provinces_of, roles_of, sees_everything
from kargah.people.rules import IN_THEIR_PROVINCE
from kargah.process import scope
from kargah.refusal import NotPermitted, Refused

View = Callable[..., HttpResponse]
AT_A_TIME = 50  # rows of a page


def of_a_province(view: View) -> View:
    """For experts and deputies; anybody else is refused, whatever the address names."""

    @never_cache
    @login_required
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if not provinces_of(request.user, roles=IN_THEIR_PROVINCE):
            raise NotPermitted(_("These pages belong to the offices of the provinces."))
        return view(request, *args, **named)

    return entered


def of_headquarters(view: View) -> View:
    """For headquarters, and for the auditor's eyes."""

    @never_cache
    @login_required
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if not sees_everything(request.user):
            raise NotPermitted(_("These pages belong to headquarters."))
        if request.method not in ("GET", "HEAD") and not roles_of(request.user) & set(OF_HEADQUARTERS):
            raise NotPermitted(_("An auditor reads and changes nothing."))
        return view(request, *args, **named)

    return entered


def found(model: type[Any], request: HttpRequest, public_id: str) -> Any:
    """The visible row of this name; what may not be seen is not found."""
    row = scope.one(model, request.user, public_id)
    if row is None:
        raise Http404
    return row


def done(form: Form, do: Callable[..., Any]) -> bool:
    """Was the form in order, and was `do` done with what it holds? A refusal stands beside its field."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        do(**form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    return True


def shown(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """The page; with errors in its `form` it says 422. `is_office`: does the reader act for headquarters?"""
    form = context.get("form")
    status = 422 if form is not None and form.is_bound and form.errors else 200
    office = bool(roles_of(request.user) & set(OF_HEADQUARTERS))
    return render(request, template, {"key": uuid.uuid4().hex, "is_office": office, **context}, status=status)


def paged(request: HttpRequest, rows: Any, size: int = AT_A_TIME) -> Page:
    return Paginator(rows, size).get_page(request.GET.get("page"))
