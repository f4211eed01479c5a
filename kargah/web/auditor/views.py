"""Who saw personal data, a drawn sample of cases, rankings made again. Nothing here writes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kargah.cycles.models import Cycle
from kargah.grading.models import Ranking
from kargah.grading.rebuilding import rebuilt
from kargah.inputs import Asks
from kargah.jalali.fields import JalaliDateField
from kargah.journal import book
from kargah.people.models import Role
from kargah.people.queries import roles_of
from kargah.places.queries import provinces
from kargah.process import sampling, scope, sentences
from kargah.refusal import NotPermitted
from kargah.web.offices import found, paged, shown
from kargah.web.signedin import SignedIn

READERS = {Role.AUDITOR, Role.HEADQUARTERS_DIRECTOR}
AT_A_TIME = 60
DIFFERENCES = 200


def of_the_auditor(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @never_cache
    @login_required
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if not roles_of(request.user) & READERS:
            raise NotPermitted(_("These pages belong to the auditor."))
        return require_GET(view)(request, *args, **named)

    return entered


class Accesses(Asks):
    """What narrows the list of accesses; a day that cannot be read narrows nothing."""

    what = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    since = JalaliDateField(label=gettext_lazy("From day"), required=False)
    until = JalaliDateField(label=gettext_lazy("Until day"), required=False)

    def prepare(self) -> None:
        kinds = [(book.ACCESS + name, words) for name, words in sentences.ACCESS_KINDS.items()]
        self.fields["what"].choices = [("", _("all")), *kinds]


@of_the_auditor
def accesses(request: SignedIn) -> HttpResponse:
    """`before` is the number of the entry from which the page goes back."""
    form = Accesses(request.GET if request.GET else None)
    asked = form.cleaned_data if form.is_valid() else {}
    before = request.GET.get("before", "")
    entries = book.found(
        accesses=True,
        move=asked.get("what") or "",
        since=asked.get("since"),
        until=asked.get("until"),
        before=int(before) if before.isdecimal() and len(before) < 18 else 0,
    )
    lines = sentences.told(entries[: AT_A_TIME + 1])
    return shown(
        request,
        "auditor/accesses.html",
        lines=lines[:AT_A_TIME],
        older=lines[AT_A_TIME - 1].entry.seq if len(lines) > AT_A_TIME else None,
        form=form,
    )


class Draw(Asks):
    """A cycle, how many, and the seed; without one a new seed is proposed."""

    cycle: Any = forms.ModelChoiceField(None, label=gettext_lazy("Cycle"), to_field_name="public_id")
    province = forms.ModelChoiceField(
        provinces().none(), label=gettext_lazy("Province"), required=False, to_field_name="iso_code"
    )
    number = forms.IntegerField(
        label=gettext_lazy("How many cases"), min_value=1, max_value=sampling.MOST, widget=forms.TextInput
    )
    seed = forms.RegexField(
        r"^[A-Za-z0-9-]{4,64}$", label=gettext_lazy("Seed"), widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=gettext_lazy("Latin letters and digits. The same seed draws the same cases."),
    )  # fmt: skip

    def prepare(self) -> None:
        self.fields["cycle"].queryset = scope.rows(Cycle, self.by).order_by("-year", "-pk")
        self.fields["province"].queryset = provinces()


@of_the_auditor
def sample(request: SignedIn) -> HttpResponse:
    """Drawn anew from what the address says: whoever has the address has the sample."""
    form = Draw(
        request.GET if "seed" in request.GET else None,
        by=request.user,
        initial={"number": 20, "seed": sampling.new_seed()},
    )
    drawn = None
    if form.is_bound and form.is_valid():
        drawn = sampling.draw(user=request.user, **form.cleaned_data)
    return shown(request, "auditor/sample.html", form=form, drawn=drawn)


@of_the_auditor
def rankings(request: SignedIn) -> HttpResponse:
    settled = scope.rows(Ranking, request.user).filter(state=Ranking.State.SETTLED)
    return shown(
        request, "auditor/rankings.html", page=paged(request, settled.order_by("-settled_at", "-pk"))
    )


@of_the_auditor
def ranking(request: SignedIn, public_id: str) -> HttpResponse:
    """The published bundle and its hash; with `again` the ranking made from it once more."""
    chosen = found(Ranking, request, public_id)
    again = rebuilt(chosen) if request.GET.get("again") else None
    return shown(
        request,
        "auditor/ranking.html",
        ranking=chosen,
        again=again,
        differences=again.differences[:DIFFERENCES] if again else [],
        lines=len(chosen.bundle["lines"]),
    )
