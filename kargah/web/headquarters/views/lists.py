"""Lists: drawn for every province, sent, answered, and what becomes of objections and silence."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kargah.grading import queries
from kargah.grading.models import CandidateList, ListLine, Omission, Ranking
from kargah.jalali.templatetags.jalali import fa
from kargah.process import scope
from kargah.process.engine import perform
from kargah.refusal import Refused
from kargah.web.headquarters import own
from kargah.web.headquarters.views.quotas import said
from kargah.web.offices import found, of_headquarters, shown
from kargah.web.signedin import SignedIn
from kargah.web.versions import compared


@of_headquarters
@require_GET
def lists(request: SignedIn) -> HttpResponse:
    cycle = own.the_cycle(request)
    settled = scope.rows(Ranking, request.user).filter(cycle=cycle, state=Ranking.State.SETTLED)
    counts = {
        state: Count("lines", filter=Q(lines__state=state, lines__left="")) for state in ListLine.State.values
    }
    drawn = (
        scope.rows(CandidateList, request.user)
        .filter(cycle=cycle)
        .order_by("-ranking__number", "province__rank")
    )
    return shown(
        request,
        "headquarters/lists.html",
        cycle=cycle,
        lists=drawn.annotate(**{f"lines_{name}": count for name, count in counts.items()}),
        undrawn=[(ranking, list(queries.undrawn(ranking))) for ranking in settled],
        unsent=drawn.filter(state=CandidateList.State.DRAWN),
    )


@of_headquarters
@require_POST
def draw(request: SignedIn, public_id: str) -> HttpResponse:
    """Draw the list of every province that has none of this ranking, each in a step of its own."""
    ranking, done = found(Ranking, request, public_id), 0
    for province in queries.undrawn(ranking):
        try:
            perform("draw_list", ranking, by=request.user, province=province.numeric_code)
        except Refused as refused:
            messages.error(request, f"{province.title}: {said(refused)}")
        else:
            done += 1
    if done:
        words = ngettext("%(number)s list was drawn.", "%(number)s lists were drawn.", done)
        messages.success(request, words % {"number": fa(done)})
    else:
        messages.warning(request, _("No list was drawn."))
    return redirect("headquarters:lists")


@of_headquarters
@require_GET
def one(request: SignedIn, public_id: str) -> HttpResponse:
    candidates = found(CandidateList, request, public_id)
    version = candidates.newest
    return shown(
        request,
        "headquarters/list.html",
        list=candidates,
        lines=scope.rows(ListLine, request.user).filter(candidate_list=candidates),
        omissions=scope.rows(Omission, request.user).filter(candidate_list=candidates),
        version=version,
        absent=[(told, queries.absence_sentence(told)) for told in version.content["absent"]]
        if version
        else [],
        opinions=candidates.opinions.select_related("prepared_by", "given_by"),
        objected=candidates.state == CandidateList.State.OBJECTED,
    )


@of_headquarters
@require_GET
def versions(request: SignedIn, public_id: str) -> HttpResponse:
    """What one version of a list changed against another."""
    candidates = found(CandidateList, request, public_id)
    told = list(candidates.versions.all().order_by("number"))
    return shown(
        request, "lists/versions.html", list=candidates, office="headquarters", **compared(request, told)
    )
