"""A search that was typed becomes an address without the words in it."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kargah.web.listing.words import sealed
from kargah.web.signedin import SignedIn
from kargah.web.visitor import onward

SEALED = {"q", "by", "code"}  # what people type, and may be a name
NOT_ASKED = {"csrfmiddlewaretoken", "to"}


@never_cache
@login_required
@require_POST
def seek(request: SignedIn) -> HttpResponse:
    """POST the fields of a search and the page that it is for (`to`); go there with the words sealed."""
    page = onward(request, request.POST.get("to"), "/work/").partition("?")[0]
    typed = {name: str(value).strip() for name, value in request.POST.items() if name not in NOT_ASKED}
    asked = {name: sealed(value) if name in SEALED else value for name, value in typed.items() if value}
    return redirect(f"{page}?{urlencode(asked)}" if asked else page)
