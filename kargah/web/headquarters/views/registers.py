"""What headquarters looks up: inspectors, certificates, appeals, marks, proposals."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kargah.appeals.models import Appeal
from kargah.applications.models import Mark
from kargah.certificates.models import Certificate
from kargah.inspections.models import Inspection, Nomination
from kargah.process import scope
from kargah.process.models import Proposal
from kargah.web.headquarters import own
from kargah.web.headquarters.listings import APPEALS, CERTIFICATES, INSPECTORS, MARKS, PROPOSALS
from kargah.web.offices import of_headquarters


@of_headquarters
@require_GET
def inspectors(request: HttpRequest) -> HttpResponse:
    cycle = own.the_cycle(request)
    load = Count("inspections", filter=Q(inspections__state__in=Inspection.RUNNING))
    named = (
        scope.rows(Nomination, request.user).filter(share__cycle=cycle).exclude(state=Nomination.State.NAMED)
    )
    return INSPECTORS.answer(
        request,
        named.annotate(load=load).prefetch_related("crafts"),
        "headquarters/inspectors.html",
        cycle=cycle,
        waiting=named.filter(state=Nomination.State.INTRODUCED).exists(),
    )


@of_headquarters
@require_GET
def certificates(request: HttpRequest) -> HttpResponse:
    return CERTIFICATES.answer(
        request,
        scope.rows(Certificate, request.user).select_related("pdf"),
        "headquarters/certificates.html",
    )


@of_headquarters
@require_GET
def appeals(request: HttpRequest) -> HttpResponse:
    lodged = scope.rows(Appeal, request.user).prefetch_related("panel")
    return APPEALS.answer(request, lodged, "headquarters/appeals.html")


@of_headquarters
@require_GET
def marks(request: HttpRequest) -> HttpResponse:
    raised = scope.rows(Mark, request.user).select_related("raised_by", "application__workshop", "province")
    return MARKS.answer(request, raised, "headquarters/marks.html")


@of_headquarters
@require_GET
def proposals(request: HttpRequest) -> HttpResponse:
    made = scope.rows(Proposal, request.user).select_related(
        "ended_by", "proposed_by", "case__workshop", "province"
    )
    return PROPOSALS.answer(
        request,
        made,
        "headquarters/proposals.html",
        waiting=made.filter(state=Proposal.State.PROPOSED).order_by("pk"),
    )
