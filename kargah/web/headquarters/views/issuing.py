"""A director orders certificates: chooses lines, reads what will be signed, signs, and watches the run."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from kargah.certificates.queries import lines_to_issue, run_of, runs_of
from kargah.grading.models import ListLine
from kargah.inputs import digest
from kargah.jobs.queue import of_key
from kargah.people import signing
from kargah.process import engine, scope
from kargah.process.background import order_issue
from kargah.process.flowchart import MOVES
from kargah.refusal import Refused
from kargah.web.headquarters import own
from kargah.web.moves.forms import Secret
from kargah.web.offices import of_headquarters, shown
from kargah.web.signedin import SignedIn

LOOKED_AT = 100  # lines whose obstacles are told before the order; the run asks each of them again
CHANGED = _("What you would sign has changed since the page was shown. Read it again.")


@of_headquarters
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "POST"])
def issue(request: SignedIn) -> HttpResponse:
    """GET: choose. POST `line`s: read them. POST with `secret` and what was `shown`: sign and order."""
    cycle = own.the_cycle(request)
    lines = lines_to_issue(cycle)
    if request.method == "GET":
        return shown(request, "headquarters/issue.html", cycle=cycle, lines=lines, runs=runs_of(cycle))
    chosen = list(lines.filter(public_id__in=request.POST.getlist("line")))
    if "secret" not in request.POST:
        return _look(request, cycle, chosen, Secret())
    secret, content = Secret(request.POST), of_the_lines(chosen)
    if secret.is_valid():
        try:
            if request.POST.get("shown") != content:
                raise Refused(CHANGED)
            signature = signing.sign(request.user, secret.cleaned_data["secret"], content)
            run = order_issue(cycle, chosen, by=request.user, signature=signature)
        except Refused as refused:
            secret.add_error(refused.field if refused.field == "secret" else None, str(refused))
        else:
            return redirect("headquarters:run", run.public_id)
    return _look(request, cycle, chosen, secret)


def of_the_lines(lines: list[ListLine]) -> str:
    """Hex SHA-256 of what the page shows of the lines that are ordered."""
    return digest([[one.public_id, one.state, one.content_hash, one.placement.band] for one in lines])


def _look(request: SignedIn, cycle: Any, chosen: list[ListLine], secret: Secret) -> HttpResponse:
    issue_ = MOVES["issue"]
    obstacles = [engine.obstacle(issue_, one, by=request.user) for one in chosen[:LOOKED_AT]]
    return shown(
        request,
        "headquarters/issue_look.html",
        cycle=cycle,
        rows=[(one, obstacles[at] if at < len(obstacles) else None) for at, one in enumerate(chosen)],
        able=len(chosen) - sum(one is not None for one in obstacles),
        shown=of_the_lines(chosen),
        form=secret,
        may_order=scope.may_take(issue_, request.user, chosen[0]) if chosen else False,
    )


@of_headquarters
@require_GET
def run(request: SignedIn, public_id: str) -> HttpResponse:
    """How far an order is, and which lines were refused for which reason."""
    order = run_of(public_id)
    if order is None:
        raise Http404
    named = {str(one.pk): one for one in scope.rows(ListLine, request.user).filter(pk__in=order.lines)}
    return shown(
        request,
        "headquarters/run.html",
        run=order,
        job=of_key(f"issue-run:{order.pk}"),
        number=len(order.lines),
        refused=[(named.get(key), why) for key, why in order.refused.items()],
        issued=sum(one.state == ListLine.State.CERTIFIED for one in named.values()),
    )
