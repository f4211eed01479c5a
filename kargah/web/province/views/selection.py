"""The order of priority against the quota: who is next, who has a place, who waits."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kargah.applications.models import Application
from kargah.applications.queries import next_in_order, selection_order
from kargah.cycles.models import Share
from kargah.jalali.templatetags.jalali import fa
from kargah.process import scope
from kargah.process.engine import perform
from kargah.process.models import Proposal
from kargah.refusal import Refused
from kargah.web.offices import of_a_province, shown
from kargah.web.province import own
from kargah.web.signedin import SignedIn

State = Application.State


@of_a_province
@require_GET
def selection(request: SignedIn) -> HttpResponse:
    """Those with a place, the order of the others with the quota's line, and what is left."""
    share = own.the_share(request)
    chosen = scope.rows(Application, request.user).filter(share=share, state=State.SELECTED)
    order = selection_order(share)
    return shown(
        request,
        "province/selection.html",
        share=share,
        selecting=share.state == Share.State.SELECTING,
        selected=chosen.order_by("order_place", "pk"),
        order=[(place, case) for place, case in enumerate(order, start=1)],
        upcoming=order[0] if order else None,
        open_proposals=scope.rows(Proposal, request.user).filter(
            move="select_out_of_order", province=share.province, state="proposed"
        ),
    )


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
    if refusal:
        messages.error(request, str(refusal))
    elif not done:
        messages.warning(request, _("Nobody was selected: no place is free, or nobody waits."))
    return redirect("province:selection")
