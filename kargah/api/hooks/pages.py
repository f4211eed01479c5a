"""The addresses that are told of the steps: registered, looked after and ended by headquarters."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kargah.api.hooks import edits, signing
from kargah.inputs import Asks
from kargah.people.models import OF_HEADQUARTERS
from kargah.people.queries import roles_of, sees_everything
from kargah.process.flowchart import MOVES
from kargah.refusal import NotPermitted, Refused

LOG = 50  # messages shown of one address


class NewHook(Asks):
    address = forms.URLField(
        label=_("Address"), max_length=300, assume_scheme="https", widget=forms.URLInput(attrs={"dir": "ltr"})
    )
    moves = forms.MultipleChoiceField(
        label=_("Steps of which it is told"),
        required=False,
        help_text=_("None chosen: it is told of all of them."),
        widget=forms.SelectMultiple(attrs={"size": 10}),
    )

    def prepare(self) -> None:
        self.fields["moves"].choices = [(move.name, move.says) for move in MOVES.values()]


def of_headquarters(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For headquarters and the auditor's eyes; who changes something acts for headquarters."""

    @never_cache
    @login_required
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if not sees_everything(request.user):
            raise NotPermitted(_("These pages belong to headquarters."))
        if request.method not in ("GET", "HEAD") and not _is_office(request):
            raise NotPermitted(_("An auditor reads and changes nothing."))
        return view(request, *args, **named)

    return entered


@of_headquarters
@require_http_methods(["GET", "POST"])
def hooks(request: HttpRequest) -> HttpResponse:
    """POST `end` with the name of an address, or the form of a new one, whose secret is shown in the answer, once."""
    user: Any = request.user
    if ended := request.POST.get("end"):
        edits.end(_found(ended), by=user)
        return redirect("hooks")
    form, made = NewHook(request.POST or None), None
    if form.is_valid():
        try:
            made = edits.register(**form.cleaned_data, by=user)
            form = NewHook()
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    shown = {
        "form": form,
        "made": made,
        "secret": signing.secret_of(made) if made else "",
        "hooks": edits.all_hooks(),
        "is_office": _is_office(request),
    }
    return render(request, "api/hooks.html", shown, status=422 if form.errors else 200)


@of_headquarters
@require_GET
def deliveries(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was sent to one address, and what came of it; the newest first."""
    hook = _found(public_id)
    return render(request, "api/deliveries.html", {"hook": hook, "log": edits.deliveries_of(hook)[:LOG]})


def _is_office(request: HttpRequest) -> bool:
    return bool(roles_of(request.user) & set(OF_HEADQUARTERS))


def _found(public_id: str) -> Any:
    hook = edits.all_hooks().filter(public_id=public_id).first()
    if hook is None:
        raise Http404
    return hook
