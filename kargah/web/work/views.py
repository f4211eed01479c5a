"""My work: what waits for this person, step by step in the chart's order, with the oldest first."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kargah.people.models import Role
from kargah.people.queries import roles_of
from kargah.process import scope, waiting
from kargah.process.flowchart import BOX_OF
from kargah.web import acting
from kargah.web.signedin import SignedIn
from kargah.web.work.desks import desk, together

SHOWN = 20  # rows of a step; the rest is behind its link


class Counting(SignedIn):
    waiting: list[waiting.Waiting]


@never_cache
@login_required
@require_GET
def work(request: Counting) -> HttpResponse:
    chosen = acting.chosen(request)
    request.waiting = list(waiting.waits_for(request.user, chosen))  # the navigation counts the same
    groups = [
        {
            "moves": found.moves,
            "box": BOX_OF[found.moves[0].name],
            "count": found.count,
            "many_more": found.many,
            "rows": [(row, desk(found.moves, row, request.user)) for row in found.subjects[:SHOWN]],
            "more": found.count - SHOWN,
            "many": together(found.moves) if found.count > 1 else None,
        }
        for found in request.waiting
    ]
    held: set[str] = {chosen.role} if chosen else {*roles_of(request.user)}
    proposals = scope.proposals_for(request.user, chosen)[:SHOWN]
    return render(
        request,
        "work/work.html",
        {
            "groups": groups,
            "counted": waiting.COUNTED,
            "proposals": proposals,
            "mine": scope.proposed_by(request.user)[:SHOWN],
            "nothing": not groups and not proposals,
            "is_applicant": held == {Role.APPLICANT},
            "is_auditor": held == {Role.AUDITOR},
            "is_partner": held == {Role.PARTNER_BODY},
            "is_inspector": Role.TECHNICAL_INSPECTOR in held,
        },
    )
