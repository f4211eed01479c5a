"""The day of the visit: who comes, what to have at hand, and whether the day suits."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kargah import clock
from kargah.inspections import edits
from kargah.inspections.asks import WishDay
from kargah.inspections.models import Inspection
from kargah.refusal import Refused
from kargah.web.signedin import SignedIn
from kargah.web.workshop import own, story

TO_COME = (Inspection.State.ASSIGNED, Inspection.State.REPAIRING)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def visit(request: SignedIn, public_id: str) -> HttpResponse:
    """`what` says which of the two was sent: the day suits, or another one is asked for."""
    case = own.case(request, public_id)
    inspection = story.latest_inspection(case)
    if inspection is None:
        raise Http404
    wish = WishDay(request.POST if request.POST.get("what") == "wish" else None)
    status = 422 if wish.errors else 200
    try:
        if request.POST.get("what") == "suits":
            edits.confirm_day(inspection, request.user)
            messages.success(request, _("Thank you: the inspector sees that the day suits you."))
            return redirect("workshop-visit", case.public_id)
        if wish.is_valid():
            edits.wish_day(inspection, request.user, **wish.cleaned_data)
            messages.success(request, _("Your wish was sent. You get a message when it is answered."))
            return redirect("workshop-visit", case.public_id)
    except Refused as refused:
        bound = wish if wish.is_bound else WishDay({})
        bound.add_error(refused.field if refused.field in bound.fields else None, str(refused))
        wish, status = bound, refused.status
    replies = list(inspection.replies.order_by("-pk"))
    newest = replies[0] if replies else None
    return render(
        request,
        "workshop/visit.html",
        {
            "case": case,
            "inspection": inspection,
            "to_come": inspection.state in TO_COME,
            "over": bool(inspection.visit_on and inspection.visit_on < clock.today()),
            "confirmed": bool(newest and newest.suits and newest.visit_on == inspection.visit_on),
            "waiting": next((one for one in replies if not one.suits and not one.answered_at), None),
            "replies": replies,
            "form": wish,
        },
        status=status,
    )
