"""My visits by day, and one visit: what is known of the workshop, and what may be done now."""

import uuid
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kargah import clock
from kargah.inspections import deadlines, edits, mending
from kargah.inspections.asks import RefuseWish
from kargah.inspections.models import Inspection
from kargah.process import engine
from kargah.refusal import Refused
from kargah.reports.queries import lines_to_correct
from kargah.web.inspector import own, progress
from kargah.web.inspector.forms import VisitDay
from kargah.web.signedin import SignedIn

ENDED = 20  # how many of the ended visits are shown
ON_OWN_PAGES = ("finish_visit", "declare_no_conflict")  # these have a page or a button of their own


@never_cache
@login_required
@require_GET
def visits(request: SignedIn) -> HttpResponse:
    mine = own.visits(request.user)
    running = mine.filter(state__in=Inspection.RUNNING).select_related(
        "application__workshop", "application__craft_group"
    )
    ordered = sorted(running, key=lambda one: (one.visit_on is None, one.visit_on or clock.today(), one.pk))
    return render(
        request,
        "inspector/visits.html",
        {
            "days": [
                {"day": day, "visits": list(those)}
                for day, those in groupby(ordered, key=lambda one: one.visit_on)
            ],
            "ended": mine.exclude(state__in=Inspection.RUNNING).order_by("-ended_at", "-pk")[:ENDED],
            "lines": lines_to_correct(request.user),
        },
    )


@never_cache
@login_required
@require_GET
def visit(request: SignedIn, public_id: str) -> HttpResponse:
    inspection = own.visit(request, public_id)
    case, limits = inspection.application, inspection.application.cycle.limits
    notice = mending.open_notice(inspection)
    return render(
        request,
        "inspector/visit.html",
        {
            "inspection": inspection,
            "case": case,
            "reply": inspection.replies.order_by("pk").last(),
            "open": own.is_open(inspection),
            "progress": progress.of(inspection) if own.is_open(inspection) else None,
            "steps": steps_of(inspection, request.user),
            "notice": notice,
            "notices": case.notices.prefetch_related(
                "defects__answers__photo", "defects__criterion", "extensions"
            ),
            "days_left": deadlines.days_left(notice.effective_due_on, clock.today()) if notice else None,
            "given": mending.notices_given(inspection),
            "limits": limits,
            "due": deadlines.due_on(clock.today(), limits.defect_notice_days),
            "earlier": case.workshop.applications.exclude(pk=case.pk).prefetch_related("notices__defects"),
            "lines": lines_to_correct(request.user).filter(inspection=inspection),
            "key": uuid.uuid4().hex,
        },
    )


def steps_of(inspection: Inspection, user: Any) -> list[dict[str, Any]]:
    """The steps of the chart that stand open here, each with what a rule says against it."""
    found = [move for move in engine.open_moves(inspection, by=user) if move.name not in ON_OWN_PAGES]
    return [{"move": move, "obstacle": engine.obstacle(move, inspection, by=user)} for move in found]


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def day(request: SignedIn, public_id: str) -> HttpResponse:
    """Plan the visit or the re-visit, or leave its day when another one was asked for; the applicant is told."""
    inspection = own.visit(request, public_id)
    refusing = request.POST.get("what") == "refuse"
    form = VisitDay(
        None if refusing else request.POST or None,
        subject=inspection,
        by=request.user,
        initial={"visit_on": inspection.visit_on},
    )
    refuse = RefuseWish(request.POST if refusing else None)
    status = 422 if form.errors or refuse.errors else 200
    try:
        if form.is_valid():
            edits.set_visit_day(inspection, form.cleaned_data["visit_on"], request.user)
            messages.success(request, _("The day is set and the applicant is told."))
            return redirect("inspector-visit", inspection.public_id)
        if refuse.is_valid():
            edits.refuse_wish(inspection, request.user, refuse.cleaned_data["answer"])
            messages.success(request, _("The applicant is told that the day stays."))
            return redirect("inspector-visit", inspection.public_id)
    except Refused as refused:
        sent = refuse if refusing else form
        sent.add_error(refused.field if refused.field in sent.fields else None, str(refused))
        status = refused.status
    return render(
        request,
        "inspector/day.html",
        {
            "inspection": inspection,
            "form": form,
            "refuse": refuse,
            "reply": inspection.replies.order_by("pk").last(),
        },
        status=status,
    )
