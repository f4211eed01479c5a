"""The office itself: letters that left, partner bodies, days without work, and how the system is."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods

from kargah import clock
from kargah.cycles import days
from kargah.inputs import Asks
from kargah.jalali.fields import JalaliDateField
from kargah.people.models import PartnerBody
from kargah.people.queries import bodies as all_bodies
from kargah.persian.fields import PersianCharField
from kargah.places.queries import days_from, provinces
from kargah.process import condition
from kargah.web.headquarters import posts
from kargah.web.listing.letters import LETTERS
from kargah.web.offices import done, of_headquarters, shown
from kargah.web.signedin import SignedIn


class Body(Asks):
    name = PersianCharField(label=lazy("Name"), max_length=120)
    kind = forms.ChoiceField(label=lazy("Kind"), choices=PartnerBody.Kind.choices)


class Closed(Asks):
    day = JalaliDateField(label=lazy("Day"))
    words = PersianCharField(label=lazy("Occasion"), max_length=120)
    province = forms.ModelChoiceField(
        provinces().none(),
        label=lazy("Province"),
        required=False,
        to_field_name="iso_code",
        empty_label=lazy("the whole country"),
    )

    def prepare(self) -> None:
        self.fields["province"].queryset = provinces()


@of_headquarters
@require_GET
def letters(request: SignedIn) -> HttpResponse:
    return LETTERS.answer(request, condition.letters_seen_by(request.user), "headquarters/letters.html")


@of_headquarters
@require_http_methods(["GET", "POST"])
def bodies(request: SignedIn) -> HttpResponse:
    """Insurers, banks, exhibitions: those who may be given referral lists. POST: one more."""
    form = Body(request.POST or None)
    if done(form, lambda **given: posts.enter_body(by=request.user, **given)):
        messages.success(request, _("Saved."))
        return redirect("headquarters:bodies")
    return shown(
        request, "headquarters/bodies.html", bodies=all_bodies().prefetch_related("posts__holder"), form=form
    )


@of_headquarters
@require_http_methods(["GET", "POST"])
def closed(request: SignedIn) -> HttpResponse:
    """Days on which offices do not work. POST: one more, or `open` with the name of one that is taken back."""
    ahead = days_from(clock.today())
    if name := request.POST.get("open"):
        row = ahead.filter(public_id=name).first()
        if row is None:
            raise Http404
        days.open_again(row, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("headquarters:days")
    form = Closed(request.POST or None)
    if done(form, lambda **given: days.close(by=request.user, **given)):
        messages.success(request, _("Saved."))
        return redirect("headquarters:days")
    return shown(request, "headquarters/days.html", days=ahead, form=form)


@of_headquarters
@require_GET
def health(request: SignedIn) -> HttpResponse:
    return shown(request, "headquarters/health.html", condition=condition.now())
