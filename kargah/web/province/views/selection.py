"""The order of priority against the quota: who has a place, who is next, who waits, and what a change would change."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kargah.applications import line
from kargah.applications.models import Application
from kargah.applications.queries import next_in_order, selection_order
from kargah.cycles.models import Share
from kargah.cycles.queries import spent_in
from kargah.jalali.templatetags.jalali import fa
from kargah.persian.letters import digits
from kargah.process import engine, scope
from kargah.process.engine import perform
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal
from kargah.refusal import Refused
from kargah.web.offices import of_a_province, shown
from kargah.web.province import own
from kargah.web.signedin import SignedIn

State = Application.State


@of_a_province
@require_GET
def selection(request: SignedIn) -> HttpResponse:
    """Those with a place, then the order with the quota's line. `?case=` supposes a change: `to` a place, or released."""
    share = own.the_share(request)
    selected = list(
        scope.rows(Application, request.user)
        .filter(share=share, state=State.SELECTED)
        .order_by("order_place", "pk")
    )
    order = selection_order(share)
    supposed = _supposed(request, share, order, selected)
    spent = spent_in(share)
    return shown(
        request,
        "province/selection.html",
        share=share,
        selecting=share.state == Share.State.SELECTING,
        selected=[(case, case.public_id in spent) for case in selected],
        order=supposed["placed"] if supposed else line.as_it_is(order, share.free),
        line=share.free + (1 if supposed and supposed["released"] else 0),
        upcoming=order[0] if order else None,
        supposed=supposed,
        open_proposals=scope.rows(Proposal, request.user).filter(
            move="select_out_of_order", province=share.province, state=Proposal.State.PROPOSED
        ),
    )


def _supposed(
    request: SignedIn, share: Share, order: list[Application], selected: list[Application]
) -> dict[str, Any] | None:
    """What the address supposes: one case in another place of the order, or one that gave its place back."""
    name = request.GET.get("case", "")
    if not name:
        return None
    case = next((one for one in [*order, *selected] if one.public_id == name), None)
    if case is None:
        raise Http404
    if case.state == State.SELECTED:
        placed = line.if_released(order, share.free, case)
    else:
        to = digits(request.GET.get("to", "")).strip()
        placed = line.if_moved(order, share.free, case, int(to) if to.isdecimal() and len(to) < 7 else 1)
    own_place = next(one for one in placed if one.case.pk == case.pk)
    return {
        "case": case,
        "released": case.state == State.SELECTED,
        "placed": placed,
        "place": own_place.place,
        "before": own_place.before,
        "ins": [one for one in placed if one.crosses == "in"],
        "outs": [one for one in placed if one.crosses == "out"],
    }


@of_a_province
@require_POST
def select_first(request: SignedIn) -> HttpResponse:
    """Select the first `number` of the order, each in a step of its own; the first refusal ends it."""
    share = own.the_share(request)
    number, held = request.POST.get("number", ""), request.POST.get("held", "")
    wanted = min(int(number), share.free) if number.isdecimal() else 0
    if held.isdecimal():  # pressed twice, the second press finds the places already held
        wanted = min(wanted, int(held) + int(number or 0) - share.held)
    done, refusal = 0, None
    while done < wanted and (case := next_in_order(share)) is not None:
        try:
            perform("select", case, by=request.user)
        except Refused as refused:
            refusal = refused
            break
        done += 1
    if done:
        words = ngettext("%(number)s workshop was selected.", "%(number)s workshops were selected.", done)
        messages.success(request, words % {"number": fa(done)})
    if not done and refusal is None and (upcoming := next_in_order(share)) is not None:
        refusal = engine.obstacle(
            MOVES["select"], upcoming, by=request.user
        )  # a colleague took the last place
    if refusal:
        messages.error(request, str(refusal))
    elif not done:
        messages.warning(request, _("Nobody was selected: no place is free, or nobody waits."))
    return redirect("province:selection")
