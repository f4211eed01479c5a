"""Where is my request? For those who have the tracking code and the mobile, without signing in."""

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kargah.people import throttle
from kargah.persian.fields import PersianCharField
from kargah.persian.letters import digits
from kargah.process.picture import FULL
from kargah.refusal import Refused
from kargah.registry import queries
from kargah.web.visitor import address_of

NUMERIC = {"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}


class TrackForm(forms.Form):
    code = PersianCharField(
        label=gettext_lazy("Tracking code"),
        max_length=20,
        help_text=gettext_lazy("It stands on the receipt and in the message that you were sent."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    last_digits = forms.CharField(
        label=gettext_lazy("Last four digits of your mobile"),
        max_length=4,
        widget=forms.TextInput(attrs=NUMERIC),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """A wrong code and wrong digits get the same answer, and only so many are answered."""
    form = TrackForm(request.POST or None)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        return render(request, "public/track.html", {"form": form}, status=status)
    code, last_digits = form.cleaned_data["code"], form.cleaned_data["last_digits"]
    try:
        claim = throttle.claim("tracking", account=digits(code).upper(), address=address_of(request))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "public/track.html", {"form": form}, status=refusal.status)
    case = queries.tracked(code, last_digits)
    if case is None:
        form.add_error(None, _("No request has this code with this mobile. Compare both with your receipt."))
        return render(request, "public/track.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    claim.succeeded()
    standing = getattr(case, "standing", None)
    return render(
        request,
        "public/tracked.html",
        {"case": case, "standing": standing, "box": FULL.get(standing.box, "") if standing else ""},
    )
