"""Who speaks for the owner, and what the office may tell of the workshop."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kargah.applications import consents
from kargah.applications.models import Consent
from kargah.inputs import Asks
from kargah.persian.fields import MobileField, PersianCharField
from kargah.refusal import Refused
from kargah.web.signedin import SignedIn
from kargah.web.workshop import own


class Consents(Asks):
    contact = forms.BooleanField(label=Consent.Purpose.CONTACT.label, required=False)
    referral = forms.BooleanField(label=Consent.Purpose.REFERRAL.label, required=False)


class Speaker(Asks):
    full_name = PersianCharField(label=gettext_lazy("Name"), max_length=120)
    mobile = MobileField(label=gettext_lazy("Mobile number"))
    relation = PersianCharField(label=gettext_lazy("Relation to the owner"), max_length=60)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def consent(request: SignedIn, public_id: str) -> HttpResponse:
    """POST: `what` is consent, name or end."""
    workshop, what = own.workshop(request, public_id), request.POST.get("what", "")
    lets = Consents(request.POST if what == "consent" else None, initial=consents.given_by(workshop))
    speaker = Speaker(request.POST if what == "name" else None)
    acts = {
        "consent": (lets, lambda: consents.consent(workshop, by=request.user, **lets.cleaned_data)),
        "name": (
            speaker,
            lambda: consents.name_representative(workshop, by=request.user, **speaker.cleaned_data),
        ),
        "end": (Asks({}), lambda: consents.end_representative(workshop, by=request.user)),
    }
    form, act = acts.get(what, (lets, None))
    if act and form.is_valid():
        try:
            act()
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Saved."))
        return redirect("workshop-consent", workshop.public_id)
    told = {
        "workshop": workshop,
        "lets": lets,
        "speaker": speaker,
        "form": form,
        "named": consents.representative(workshop),
    }
    return render(request, "workshop/consent.html", told, status=422 if form.is_bound else 200)
