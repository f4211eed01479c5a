"""The search of the whole house. What was typed travels in the body: addresses are written into logs, it is not."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kargah.inputs import Asks
from kargah.persian.fields import PersianCharField
from kargah.process.search import look_up, suggest
from kargah.refusal import Refused
from kargah.web.signedin import SignedIn


class Sought(Asks):
    sought = PersianCharField(
        label=_("What do you look for?"),
        max_length=80,
        help_text=_(
            "A national ID, a mobile number, a tracking code, the number or code of a certificate, or the name of a "
            "workshop or person from the beginning of any of its words."
        ),
    )


@never_cache
@login_required
@sensitive_post_parameters("sought")
@require_http_methods(["GET", "POST"])
def search(request: SignedIn) -> HttpResponse:
    form, found = Sought(request.POST or None), None
    status = 200
    if form.is_valid():
        try:
            found = look_up(form.cleaned_data["sought"], request.user)
        except Refused as refused:
            form.add_error("sought", str(refused))
            status = refused.status
    elif form.is_bound:
        status = 422
    return render(request, "search/search.html", {"form": form, "found": found}, status=status)


@never_cache
@login_required
@sensitive_post_parameters("sought")
@require_POST
def suggestions(request: SignedIn) -> HttpResponse:
    """The rows offered under the box while it is typed in; nothing for what is no word, which the search itself tells."""
    form = Sought(request.POST)
    found = suggest(form.cleaned_data["sought"], request.user) if form.is_valid() else None
    return render(request, "search/_suggestions.html", {"found": found})
