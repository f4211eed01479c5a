"""The certificate in its holder's hand: its picture, the file, the address to show it by, the sign for the door."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kargah import clock
from kargah.applications.models import Application
from kargah.certificates.models import Certificate
from kargah.cycles.queries import taking_requests
from kargah.paper import qr
from kargah.web.signedin import SignedIn
from kargah.web.workshop import own, story

SOON = 120  # days before its end at which the renewal is spoken of first


@never_cache
@login_required
@require_GET
def certificate(request: SignedIn, public_id: str) -> HttpResponse:
    case = own.case(request, public_id)
    found = story.certificate_of(case)
    if found is None:
        return redirect("workshop-result", case.public_id)
    days = (found.valid_through - clock.today()).days
    return render(
        request,
        "workshop/certificate.html",
        {
            **_told(case, found),
            "actions": found.actions.order_by("-pk"),
            "referrals": found.referrals.select_related("referral_list__programme", "referral_list__body"),
            "days": days,
            "soon": days < SOON,
            "cycles": taking_requests(),
        },
    )


@never_cache
@login_required
@require_GET
def sign(request: SignedIn, public_id: str) -> HttpResponse:
    """One sheet of A4 for the door or the counter; only of a certificate that holds."""
    case = own.case(request, public_id)
    found = story.certificate_of(case)
    if found is None or not _holds(found):
        return redirect("workshop-certificate", case.public_id)
    return render(request, "workshop/sign.html", _told(case, found))


def _told(case: Application, certificate: Certificate) -> dict[str, Any]:
    verify = (
        f"{settings.BASE_URL}/c/{certificate.code}"  # as on the paper, whatever name the server was called by
    )
    return {
        "case": case,
        "certificate": certificate,
        "facts": certificate.facts,
        "holds": _holds(certificate),
        "verify": verify,
        "square": mark_safe(qr.svg(verify, scalable=True).decode()),  # noqa: S308 - our own drawing of our own address
    }


def _holds(certificate: Certificate) -> bool:
    return certificate.state == Certificate.State.VALID and not certificate.expired
