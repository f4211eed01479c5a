"""Lists by which holders are introduced to the bodies that give support: previewed, made, and what came of them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kargah.inputs import Asks
from kargah.people.queries import bodies
from kargah.places.queries import active_groups, provinces
from kargah.registry import edits, referrals
from kargah.registry.models import ReferralList
from kargah.web import referrals as told
from kargah.web.offices import done, of_headquarters, paged, shown
from kargah.web.signedin import SignedIn

PREVIEWED = 50


class Refer(Asks):
    """To whom, in which programme, and from where; the order is the programme's own rule."""

    programme = forms.ModelChoiceField(
        referrals.programmes().none(), label=gettext_lazy("Programme"), to_field_name="code"
    )
    body = forms.ModelChoiceField(bodies().none(), label=gettext_lazy("Receiver"), to_field_name="public_id")
    province = forms.ModelChoiceField(
        provinces().none(), label=gettext_lazy("Province"), required=False, to_field_name="iso_code"
    )
    craft_group = forms.ModelChoiceField(
        active_groups().none(), label=gettext_lazy("Craft group"), required=False, to_field_name="code"
    )

    def prepare(self) -> None:
        self.fields["programme"].queryset = referrals.programmes()
        self.fields["body"].queryset = bodies()
        self.fields["province"].queryset = provinces()
        self.fields["craft_group"].queryset = active_groups()

    def clean(self) -> dict[str, Any]:
        asked = super().clean()
        programme, body = asked.get("programme"), asked.get("body")
        if programme and body and body not in referrals.bodies_for(programme):
            self.add_error("body", _("This body receives no lists of this programme."))
        return asked


@of_headquarters
@require_http_methods(["GET", "POST"])
def lists(request: SignedIn) -> HttpResponse:
    """The lists that were made. GET with `programme` previews the next one; POST makes it and gives it."""
    asked = request.POST or request.GET if "programme" in (request.POST or request.GET) else None
    form = Refer(asked, by=request.user)
    preview = None
    if request.method == "POST":
        made: list[ReferralList] = []
        if done(form, lambda **given: made.append(edits.make_list(by=request.user, **given))):
            messages.success(request, _("The list is made and given to its receiver."))
            return redirect("headquarters:referral", made[0].public_id)
    elif form.is_bound and form.is_valid():
        narrow = {name: form.cleaned_data[name] for name in ("province", "craft_group")}
        preview = referrals.holders(form.cleaned_data["programme"], **narrow)
    return shown(
        request,
        "headquarters/referrals.html",
        page=paged(request, referrals.lists(request.user)),
        form=form,
        preview=preview[:PREVIEWED] if preview is not None else None,
        number=len(preview or ()),
        rule=told.rule(form.cleaned_data["programme"].order) if preview is not None else "",
    )


@of_headquarters
@require_GET
def one(request: SignedIn, public_id: str) -> HttpResponse:
    return shown(request, "headquarters/referral.html", **told.page_of(request, _made(request, public_id)))


@of_headquarters
@require_POST
def workbook(request: SignedIn, public_id: str) -> HttpResponse:
    return told.workbook(_made(request, public_id), by=request.user)


def _made(request: SignedIn, public_id: str) -> ReferralList:
    made = referrals.lists(request.user).filter(public_id=public_id).first()
    if made is None:
        raise Http404
    return made
