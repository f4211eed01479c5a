"""Requests: the list, and the page on which one of them is examined."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from kargah.applications import edits, judging
from kargah.applications.conditions import conditions_of
from kargah.applications.details import ConditionForm, DuplicateForm
from kargah.applications.models import Application
from kargah.applications.queries import may_come_from, of_the_share, what_is_missing, years_are_short
from kargah.people.models import Role
from kargah.people.rules import acts_as
from kargah.web.listing.requests import REQUESTS
from kargah.web.offices import done, of_a_province, shown
from kargah.web.province import own
from kargah.web.signedin import SignedIn

JUDGED = {2: gettext_lazy("Good record"), 3: gettext_lazy("Volume of production")}


@of_a_province
@require_GET
def requests(request: SignedIn) -> HttpResponse:
    share = own.the_share(request)
    return REQUESTS.answer(request, of_the_share(share, request.user), "province/requests.html", share=share)


@of_a_province
@require_http_methods(["GET", "POST"])
def one(request: SignedIn, public_id: str) -> HttpResponse:
    """Everything that the screening looks at. POST: `duplicate` with its verdict, or `condition` with its outcome."""
    case = own.row(Application, request, public_id)
    wrong = None
    if request.method == "POST":
        wrong = _duplicate(request, case) if "duplicate" in request.POST else _condition(request, case)
        if wrong is None:
            messages.success(request, _("Saved."))
            return redirect("province:request", case.public_id)
    return _page(request, case, wrong)


def _condition(request: SignedIn, case: Application) -> ConditionForm | None:
    """None when it was judged, else the form with what is wrong."""
    form = ConditionForm(request.POST, subject=case, by=request.user)
    return None if done(form, lambda **given: edits.judge_condition(case, by=request.user, **given)) else form


def _duplicate(request: SignedIn, case: Application) -> DuplicateForm | None:
    key = request.POST["duplicate"]
    pair = case.duplicates.filter(pk=key).first() if key.isdecimal() else None
    if pair is None:
        raise Http404
    form = DuplicateForm(request.POST, subject=case, by=request.user)
    return (
        None if done(form, lambda **given: edits.decide_duplicate(pair, by=request.user, **given)) else form
    )


def _page(request: SignedIn, case: Application, wrong: ConditionForm | DuplicateForm | None) -> HttpResponse:
    expert = acts_as(request.user, Role.PROVINCIAL_EXPERT, on=case)
    open_to_judgement = [2] if expert and case.state == Application.State.REGISTERED else []
    open_to_judgement += [3] if expert and case.state in judging.LIVE else []
    return shown(
        request,
        "province/request.html",
        case=case,
        form=wrong,
        short=years_are_short(case),
        may_come=may_come_from(case, case.cycle.limits),
        years=case.cycle.limits.licence_years,
        missing=what_is_missing(case),
        conditions=conditions_of(case),
        duplicates=case.duplicates.select_related(
            "other__workshop", "other__applicant", "other__craft_group", "decided_by"
        ),
        screening=case.state in (Application.State.REGISTERED, Application.State.COMPLETION_ASKED),
        expert=expert,
        judged=[(number, JUDGED[number]) for number in open_to_judgement],
        completions=case.completion_requests.all(),
        papers=case.attachments.select_related("stored"),
        licences=case.workshop.licences.all(),
    )
