"""What one person proposed: the page on which another confirms or refuses it, or its author takes it back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kargah.jalali.templatetags.jalali import fa, jalali
from kargah.process import proposals, scope
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal
from kargah.refusal import InvalidInput, Refused
from kargah.web import faces
from kargah.web.moves.forms import Answer
from kargah.web.signedin import SignedIn
from kargah.web.visitor import onward

ENDS = {
    "confirm": Proposal.State.CONFIRMED,
    "refuse": Proposal.State.REFUSED,
    "take_back": Proposal.State.TAKEN_BACK,
}


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def proposal(request: SignedIn, public_id: str) -> HttpResponse:
    """Show a proposal; POST `answer` = confirm, refuse (with `reason`) or take_back."""
    row = scope.one(Proposal, request.user, public_id)
    if row is None:
        raise Http404
    if request.method == "POST":
        return answered(request, row)
    return page(request, row)


def answered(request: SignedIn, row: Proposal) -> HttpResponse:
    answer, seen = request.POST.get("answer", ""), request.POST.get("seen", "")
    if answer not in ENDS:
        raise Http404
    if row.state == ENDS[answer] and row.ended_by_id == request.user.pk:  # sent again: it was done
        return redirect(faces.address(proposals.subject_of(row)))
    form = Answer(request.POST) if answer == "refuse" else Answer()
    asked: dict[str, Any] = {"by": request.user, "seen": int(seen) if seen.isdecimal() else None}
    try:
        if answer == "refuse":
            if not form.is_valid():
                raise InvalidInput(_("Some of what was entered needs to be corrected."), form=form)
            row = proposals.refuse(row, reason=form.cleaned_data["reason"], **asked)
        else:
            row = {"confirm": proposals.confirm, "take_back": proposals.take_back}[answer](row, **asked)
    except Refused as refused:
        fresh = scope.one(Proposal, request.user, row.public_id) or row
        return page(request, fresh, form=form, refused=refused)
    if row.state == Proposal.State.STALE:
        messages.warning(request, _("Nothing was done: the matter moved on since it was proposed."))
    else:
        messages.success(
            request, _("It is done: the proposal is “%(state)s”.") % {"state": row.get_state_display()}
        )
    return redirect(onward(request, request.GET.get("next"), faces.address(proposals.subject_of(row))))


def told(row: Proposal, subject: Any) -> list[tuple[Any, Any]]:
    """The inputs of a proposal as its form would show them: pairs of label and value in words."""
    given = QueryDict(mutable=True)
    for name, values in row.inputs.items():
        given.setlist(name, values)
    form = MOVES[row.move].asks(given, {}, subject=subject, by=row.proposed_by)
    values = form.cleaned_data if form.is_valid() else {name: given.get(name) for name in form.fields}
    return [(field.label, _in_words(field, values.get(field.name))) for field in form.visible_fields()]


def _in_words(field: Any, value: Any) -> Any:
    if (choices := getattr(field.field, "choices", None)) and not hasattr(field.field, "queryset"):
        return dict(choices).get(value, value)
    if hasattr(value, "year"):
        return jalali(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int):
        return fa(value)
    return value


def page(
    request: SignedIn, row: Proposal, *, form: Answer | None = None, refused: Refused | None = None
) -> HttpResponse:
    subject = proposals.subject_of(row)
    visible = scope.one(type(subject), request.user, subject.public_id)
    if visible is None:
        raise Http404
    waits = row.state == Proposal.State.PROPOSED
    return render(
        request,
        "moves/proposal.html",
        {
            "proposal": row,
            "move": MOVES[row.move],
            "subject": visible,
            "title": faces.title(visible),
            "facts": faces.facts(visible, request.user),
            "lines": faces.lines_of(visible, request.user),
            "inputs": told(row, visible),
            "form": form or Answer(),
            "refused": refused,
            "may_confirm": waits and proposals.may_confirm(row, request.user),
            "may_take_back": waits and row.proposed_by_id == request.user.pk,
            "moved_on": waits and visible.version != row.subject_version,
            "back": faces.address(visible),
        },
        status=refused.status if refused else 200,
    )
