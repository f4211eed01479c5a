"""A person's own tokens: made, shown once, ended."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kargah.api import tokens
from kargah.api.models import Token
from kargah.inputs import Asks
from kargah.persian.fields import PersianCharField, PersianIntegerField
from kargah.refusal import Refused


class NewToken(Asks):
    name = PersianCharField(
        label=_("Name of the token"),
        max_length=60,
        help_text=_("By which you know it again: which program has it."),
    )
    scope = forms.ChoiceField(label=_("It may"), choices=Token.Scope, initial=Token.Scope.READ)
    days = PersianIntegerField(
        label=_("Good for so many days"), min_value=1, max_value=tokens.LONGEST, initial=90
    )


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """POST `end` with the name of a token, or the form of a new one. The new one is shown in the answer, once."""
    user: Any = request.user
    if ended := request.POST.get("end"):
        if not tokens.end(user, ended):
            raise Http404
        return redirect("tokens")
    form, made = NewToken(request.POST or None), ""
    if form.is_valid():
        try:
            _token, made = tokens.make(user, **form.cleaned_data)
            form = NewToken()
        except Refused as refused:
            form.add_error(None, str(refused))
    shown = {"form": form, "made": made, "tokens": tokens.of(user)}
    return render(request, "api/tokens.html", shown, status=422 if form.errors else 200)
