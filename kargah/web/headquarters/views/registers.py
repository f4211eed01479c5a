"""What headquarters looks up: inspectors, certificates, appeals, marks, proposals."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kargah import clock
from kargah.appeals.models import Appeal
from kargah.applications.models import Mark
from kargah.certificates.models import Certificate
from kargah.inspections.models import Inspection, Nomination
from kargah.persian.letters import digits, key, text
from kargah.process import scope
from kargah.process.models import Proposal
from kargah.web.headquarters import own
from kargah.web.offices import of_headquarters, paged, shown


@of_headquarters
@require_GET
def inspectors(request: HttpRequest) -> HttpResponse:
    cycle = own.the_cycle(request)
    load = Count("inspections", filter=Q(inspections__state__in=Inspection.RUNNING))
    named = (
        scope.rows(Nomination, request.user).filter(share__cycle=cycle).exclude(state=Nomination.State.NAMED)
    )
    waiting = named.filter(state=Nomination.State.INTRODUCED).count()
    return shown(
        request,
        "headquarters/inspectors.html",
        cycle=cycle,
        waiting=waiting,
        page=paged(
            request,
            named.annotate(load=load).prefetch_related("crafts").order_by("-state", "province__rank", "pk"),
        ),
    )


@of_headquarters
@require_GET
def certificates(request: HttpRequest) -> HttpResponse:
    """`q`: register number, code, workshop or holder; `state`, with `expired` for those whose last day is over."""
    q, state = text(request.GET.get("q", "")).strip(), request.GET.get("state", "")
    found = scope.rows(Certificate, request.user)
    if state == "expired":
        found = found.filter(state=Certificate.State.VALID, valid_through__lt=clock.today())
    elif state in Certificate.State.values:
        found = found.filter(state=state)
    if q:
        found = found.filter(_by_words(q))
    return shown(
        request,
        "headquarters/certificates.html",
        page=paged(request, found),
        q=q,
        state=state,
        states=Certificate.State.choices,
    )


def _by_words(q: str) -> Q:
    parts = [part for part in digits(q).split("/") if part]
    if len(parts) == 3 and all(part.isdecimal() and len(part) < 9 for part in parts):
        return Q(
            register_year=int(parts[0]),
            province__numeric_code=parts[1].zfill(2),
            register_sequence=int(parts[2]),
        )
    code = digits(q).replace("-", "").replace(" ", "").upper()
    return (
        Q(code=code)
        | Q(workshop__search_key__contains=key(q))
        | Q(application__applicant__last_name__contains=q)
    )


@of_headquarters
@require_GET
def appeals(request: HttpRequest) -> HttpResponse:
    lodged = scope.rows(Appeal, request.user).prefetch_related("panel")
    return shown(request, "headquarters/appeals.html", page=paged(request, lodged.order_by("-pk")))


@of_headquarters
@require_GET
def marks(request: HttpRequest) -> HttpResponse:
    raised = scope.rows(Mark, request.user).select_related("raised_by", "application__workshop", "province")
    return shown(request, "headquarters/marks.html", page=paged(request, raised.order_by("-pk")))


@of_headquarters
@require_GET
def proposals(request: HttpRequest) -> HttpResponse:
    made = scope.rows(Proposal, request.user).select_related(
        "ended_by", "proposed_by", "case__workshop", "province"
    )
    return shown(
        request,
        "headquarters/proposals.html",
        waiting=made.filter(state=Proposal.State.PROPOSED).order_by("pk"),
        page=paged(request, made.exclude(state=Proposal.State.PROPOSED).order_by("-pk")),
    )
