"""The lists of headquarters, and the province's opinion on them line by line."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kargah.grading import edits, queries
from kargah.grading.models import CandidateList, ListLine
from kargah.process import scope
from kargah.refusal import Refused
from kargah.web.offices import of_a_province, shown
from kargah.web.province import own
from kargah.web.signedin import SignedIn
from kargah.web.versions import compared


@of_a_province
@require_GET
def lists(request: SignedIn) -> HttpResponse:
    share = own.the_share(request)
    sent = scope.rows(CandidateList, request.user).filter(cycle=share.cycle, province=share.province)
    return shown(request, "province/lists.html", share=share, lists=sent.order_by("-pk"))


@of_a_province
@require_http_methods(["GET", "POST"])
def one(request: SignedIn, public_id: str) -> HttpResponse:
    """A list: its lines, who is absent and why, and the way to the signature. POST: the opinion is prepared."""
    candidates = own.row(CandidateList, request, public_id)
    if request.method == "POST":
        try:
            edits.prepare_opinion(candidates, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The opinion lies ready for the deputy's signature."))
        return redirect("province:list", candidates.public_id)
    lines = list(scope.rows(ListLine, request.user).filter(candidate_list=candidates))
    version = queries.newest_sent(candidates)
    return shown(
        request,
        "province/list.html",
        list=candidates,
        lines=lines,
        version=version,
        absent=[(told, queries.absence_sentence(told)) for told in version.content["absent"]]
        if version
        else [],
        omissions=candidates.omissions.select_related("application__workshop", "named_by"),
        pending=[line for line in lines if line.state == ListLine.State.PENDING and not line.left],
        waiting=candidates.state in (CandidateList.State.SENT, CandidateList.State.OVERDUE),
        opinions=candidates.opinions.select_related("prepared_by", "given_by"),
    )


@of_a_province
@require_GET
def versions(request: SignedIn, public_id: str) -> HttpResponse:
    """What one version of a list changed against another that was sent."""
    candidates = own.row(CandidateList, request, public_id)
    told = list(candidates.versions.filter(frozen_at__isnull=False).order_by("number"))
    return shown(
        request, "lists/versions.html", list=candidates, office="province", **compared(request, told)
    )
