"""Inspectors and visits: who was named, who visits whom and when, and work that came without an assignment."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kargah import clock
from kargah.inspections import edits
from kargah.inspections.asks import RefuseWish
from kargah.inspections.models import HeldPacket, Inspection, Nomination
from kargah.process import scope
from kargah.web.offices import done, of_a_province, shown
from kargah.web.province import own, queues
from kargah.web.province.forms import GivenUp, VisitDay
from kargah.web.signedin import SignedIn


@of_a_province
@require_GET
def inspectors(request: SignedIn) -> HttpResponse:
    share = own.the_share(request)
    load = Count("inspections", filter=Q(inspections__state__in=Inspection.RUNNING))
    named = scope.rows(Nomination, request.user).filter(share=share).annotate(load=load)
    return shown(
        request,
        "province/inspectors.html",
        share=share,
        nominations=named.prefetch_related("crafts").order_by("-pk"),
    )


@of_a_province
@require_GET
def visits(request: SignedIn) -> HttpResponse:
    share = own.the_share(request)
    running = scope.rows(Inspection, request.user).filter(
        application__share=share, state__in=Inspection.RUNNING
    )
    return shown(
        request,
        "province/visits.html",
        share=share,
        without=queues.without_inspector(share, request.user),
        running=running.order_by("visit_on", "pk"),
        notices=queues.notices(share),
        today=clock.today(),
    )


@of_a_province
@require_http_methods(["GET", "POST"])
def visit(request: SignedIn, public_id: str) -> HttpResponse:
    """One inspection: its day, who was given it, what failed, and its notices. `what` says which form was sent."""
    inspection = own.row(Inspection, request, public_id)
    sent = {request.POST.get("what"): request.POST}
    day = VisitDay(sent.get("day"), initial={"visit_on": inspection.visit_on})
    given_up, refuse = GivenUp(sent.get("given_up")), RefuseWish(sent.get("refuse"))
    if (
        done(day, lambda visit_on: edits.set_visit_day(inspection, visit_on, request.user))
        or done(given_up, lambda letter: edits.give_up_repair(inspection, request.user, letter))
        or done(refuse, lambda answer: edits.refuse_wish(inspection, request.user, answer))
    ):
        messages.success(request, _("Saved."))
        return redirect("province:visit", inspection.public_id)
    return shown(
        request,
        "province/visit.html",
        inspection=inspection,
        case=inspection.application,
        day=day,
        given_up=given_up,
        refuse=refuse,
        reply=inspection.replies.order_by("pk").last(),
        form=next((form for form in (given_up, refuse) if form.is_bound), day),
        plannable=inspection.state in (Inspection.State.ASSIGNED, Inspection.State.REPAIRING),
        mending=inspection.state in (Inspection.State.VISITED, Inspection.State.REPAIRING),
        assignments=inspection.assignments.select_related("inspector", "by"),
        failures=inspection.failures.select_related("photo", "by"),
        notices=inspection.notices.prefetch_related(
            "defects__criterion", "defects__answers", "defects__verdict", "extensions"
        ),
    )


@of_a_province
@require_GET
def held(request: SignedIn) -> HttpResponse:
    """Work that arrived after its assignment was taken away: taken over, or set aside with a reason."""
    share = own.the_share(request)
    packets = scope.rows(HeldPacket, request.user).filter(inspection__application__share=share)
    return shown(
        request,
        "province/held.html",
        share=share,
        packets=packets.prefetch_related("photos").order_by("state", "pk"),
    )
