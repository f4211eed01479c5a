"""Is this certificate real, and does it still hold? A small page that needs no cookie and no script."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kargah import clock
from kargah.certificates import queries
from kargah.certificates.models import Certificate
from kargah.jalali.templatetags.jalali import jalali_long
from kargah.people import throttle
from kargah.persian.fields import PersianCharField
from kargah.refusal import Refused
from kargah.web.visitor import address_of

State = Certificate.State


@dataclass(frozen=True)
class Verdict:
    """How it stands: its colour and icon, a heading, and a sentence."""

    kind: str
    icon: str
    word: str
    sentence: str


class VerifyForm(forms.Form):
    code = PersianCharField(
        label=gettext_lazy("Code or number of the certificate"),
        max_length=40,
        help_text=gettext_lazy(
            "As printed under the square code, such as K7QX-93MD-2ABC, or the number 1405/10/00027."
        ),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
    )


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The answer to whoever scans the paper. Of people it says what the paper says, nothing else."""
    certificate = queries.of_code(code)
    told: dict[str, Any] = {"certificate": certificate, "checked_at": clock.now(), "verdict": _unknown()}
    if certificate is not None:
        told |= {"verdict": verdict_on(certificate), "renewal": queries.renewal_of(certificate)}
    status = HTTPStatus.OK if certificate else HTTPStatus.NOT_FOUND
    response = render(request, "public/certificate.html", told, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """One field for what is printed on the paper: its code, or its number in the register."""
    form = VerifyForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        try:
            # Numbers follow each other: whoever asks for many of them is slowed down.
            throttle.claim("lookup", account=address_of(request), address=address_of(request))
        except Refused as refusal:
            form.add_error("code", str(refusal))
            return render(request, "public/verify.html", {"form": form}, status=refusal.status)
        typed = form.cleaned_data["code"]
        if found := queries.of_code(typed) or queries.of_number(typed):
            return redirect("public:certificate", code=found.code)
        form.add_error(
            "code", _("No certificate has this code or number. Compare it with the paper, sign by sign.")
        )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "public/verify.html", {"form": form}, status=status)


def _unknown() -> Verdict:
    return Verdict(
        "bad",
        "circle-x",
        _("No such certificate"),
        _("No certificate has this code. The paper may be forged, or the code mistyped."),
    )


def verdict_on(certificate: Certificate) -> Verdict:
    """In one sentence. What the state says goes before the last day: a revoked one stays revoked."""
    match certificate.state:
        case State.REVOKED:
            return _after_an_action(certificate, "bad", "circle-x", _("Revoked"), REVOKED)
        case State.SUSPENDED:
            return _after_an_action(certificate, "warn", "pause", _("Suspended"), SUSPENDED)
        case State.SUPERSEDED:
            return Verdict(
                "plain",
                "refresh-cw",
                _("Replaced"),
                _("A newer certificate of this workshop replaced this one."),
            )
    through = jalali_long(certificate.valid_through)
    if certificate.expired:
        sentence = _("This certificate was valid through %(day)s. It is not valid any more.") % {
            "day": through
        }
        return Verdict("warn", "clock", _("Ended"), sentence)
    return Verdict(
        "ok", "circle-check", _("Valid"), _("This certificate is valid through %(day)s.") % {"day": through}
    )


REVOKED = gettext_lazy("This certificate was revoked on %(day)s. Reason: %(reason)s.")
SUSPENDED = gettext_lazy("This certificate has been suspended since %(day)s. Reason: %(reason)s.")


def _after_an_action(certificate: Certificate, kind: str, icon: str, word: str, sentence: Any) -> Verdict:
    """The day and the class of the reason are public; the reason itself is not."""
    action = queries.last_action(certificate)
    values = {
        "day": jalali_long(action.at) if action else "–",
        "reason": action.get_reason_class_display() if action else "–",
    }
    return Verdict(kind, icon, word, str(sentence) % values)
