"""The lists that were given to this body, what became of the certificates in them, and what the body answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kargah.inputs import Asks
from kargah.people.models import Role
from kargah.people.queries import roles_of
from kargah.persian.fields import PersianCharField
from kargah.refusal import NotPermitted
from kargah.registry import edits, referrals
from kargah.registry.models import ReferralAnswer, ReferralList
from kargah.web import referrals as shown
from kargah.web.offices import done, paged
from kargah.web.signedin import SignedIn

READ = "lists_read"  # in the session: what was noted in the journal once


class Answer(Asks):
    result = forms.ChoiceField(
        label=gettext_lazy("Result"),
        choices=[("", gettext_lazy("Choose")), *ReferralAnswer.Result.choices],
    )
    note = PersianCharField(
        label=gettext_lazy("Note"), max_length=250, required=False,
        help_text=gettext_lazy("Such as the number of the letter or the reason of a refusal."),
    )  # fmt: skip


def of_a_partner(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @never_cache
    @login_required
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if Role.PARTNER_BODY not in roles_of(request.user):
            raise NotPermitted(_("These pages belong to the bodies that receive referral lists."))
        return view(request, *args, **named)

    return entered


@of_a_partner
@require_GET
def lists(request: SignedIn) -> HttpResponse:
    """Every list given to the body, the newest first."""
    given = referrals.lists(request.user)
    fallen = referrals.changed(request.user).count()
    return render(request, "partner/lists.html", {"page": paged(request, given), "fallen": fallen})


@of_a_partner
@require_GET
def one(request: SignedIn, public_id: str) -> HttpResponse:
    made = _given(request, public_id)
    read = request.session.get(READ, [])
    if public_id not in read:
        edits.note_read(made, by=request.user)
        request.session[READ] = [*read, public_id]
    return render(request, "partner/list.html", shown.page_of(request, made))


@of_a_partner
@require_http_methods(["POST"])
def workbook(request: SignedIn, public_id: str) -> HttpResponse:
    return shown.workbook(_given(request, public_id), by=request.user)


@of_a_partner
@require_http_methods(["GET", "POST"])
def answer(request: SignedIn, public_id: str) -> HttpResponse:
    """What came of one row."""
    row = referrals.row(request.user, public_id)
    if row is None:
        raise Http404
    form = Answer(request.POST or None)
    if done(form, lambda **given: edits.answer(row, by=request.user, **given)):
        messages.success(request, _("The result is recorded."))
        return redirect("partner:list", row.referral_list.public_id)
    told = {"row": row, "live": shown.live(row.certificate), "form": form}
    return render(request, "partner/answer.html", told, status=422 if form.is_bound else 200)


@of_a_partner
@require_GET
def changes(request: SignedIn) -> HttpResponse:
    """Whose certificate is in force no more since the list was sent."""
    page = paged(request, referrals.changed(request.user))
    rows = [{"row": row, "live": shown.live(row.certificate)} for row in page]
    return render(request, "partner/changes.html", {"page": page, "rows": rows})


def _given(request: SignedIn, public_id: str) -> ReferralList:
    made = referrals.lists(request.user).filter(public_id=public_id).first()
    if made is None:
        raise Http404
    return made
