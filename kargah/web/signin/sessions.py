"""The sessions that somebody has open, and how they end one or all others."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kargah import clock
from kargah.jalali.templatetags.jalali import fa
from kargah.people import entrances
from kargah.people.models import User
from kargah.refusal import Refused
from kargah.web.middleware import USED
from kargah.web.signedin import SignedIn


def begin(request: HttpRequest, user: User) -> None:
    """From here on the session stands in its holder's list; its last hour is fixed, however much it is used."""
    request.session.set_expiry(clock.now() + entrances.LONGEST)
    key = request.session.session_key
    if key is None:  # a new session has a key once it was saved
        request.session.save()
        key = str(request.session.session_key)
    entrances.begin(user, key, agent=request.META.get("HTTP_USER_AGENT", ""))
    request.session[USED] = clock.now().timestamp()


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def sessions(request: SignedIn) -> HttpResponse:
    """POST: `end` names one session; without it all others end."""
    here = request.session.session_key
    if request.method == "POST":
        try:
            if asked := request.POST.get("end"):
                entrances.end(request.user, asked)
                messages.success(request, _("The session has ended."))
            else:
                number = entrances.end_all(request.user, but=here)
                messages.success(request, _("%(number)s other sessions have ended.") % {"number": fa(number)})
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("me-sessions")
    return render(request, "signin/sessions.html", {"open": entrances.open_ones(request.user), "here": here})
