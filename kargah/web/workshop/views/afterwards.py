"""What comes of a request: receipt, what was asked, conditions, defects, result, appeals, withdrawal."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kargah.appeals.days import appealable
from kargah.appeals.models import Appeal
from kargah.applications.asks import Reason
from kargah.applications.models import Application
from kargah.inspections import edits, mending
from kargah.inspections.asks import AnswerDefects
from kargah.process import engine
from kargah.process.flowchart import MOVES
from kargah.refusal import Refused
from kargah.web.case import result as results
from kargah.web.signedin import SignedIn
from kargah.web.workshop import own, story


def shown(request: SignedIn, page: str, case: Application, **more: Any) -> HttpResponse:
    return render(request, f"workshop/{page}.html", {"case": case, "key": uuid.uuid4().hex, **more})


@never_cache
@login_required
@require_GET
def receipt(request: SignedIn, public_id: str) -> HttpResponse:
    case = own.case(request, public_id)
    if not case.tracking_code:
        return redirect("workshop-request", case.public_id, "identity")
    return shown(request, "receipt", case, next=story.next_of(case))


@never_cache
@login_required
@require_GET
def asked(request: SignedIn, public_id: str) -> HttpResponse:
    """What the expert asked to be completed, and the way back into the request's pages."""
    case = own.case(request, public_id)
    return shown(request, "asked", case, requests=case.completion_requests.order_by("-turn"))


@never_cache
@login_required
@require_GET
def conditions(request: SignedIn, public_id: str) -> HttpResponse:
    case = own.case(request, public_id)
    return shown(request, "conditions", case, conditions=results.conditions(case))


@never_cache
@login_required
@require_GET
def defects(request: SignedIn, public_id: str) -> HttpResponse:
    """Every notice with its items, photos and answers; under the open one the form of the answer."""
    case = own.case(request, public_id)
    inspection = story.latest_inspection(case)
    if inspection is None:
        raise Http404
    notice = mending.open_notice(inspection)
    may_answer = bool(notice and not notice.done_at and inspection.state == inspection.State.REPAIRING)
    return shown(
        request,
        "defects",
        case,
        inspection=inspection,
        notices=case.notices.prefetch_related(
            "defects__answers__photo", "defects__photo", "defects__criterion", "extensions"
        ).order_by("-turn"),
        notice=notice,
        form=AnswerDefects(subject=inspection, by=request.user) if may_answer else None,
        next=story.next_of(case),
        most=case.cycle.limits.defect_notices,
        may_give_up=bool(
            case.notices.exists()
            and not inspection.repair_given_up
            and inspection.state in ("visited", "repairing")
        ),
    )


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def give_up(request: SignedIn, public_id: str) -> HttpResponse:
    """The applicant writes that they will not mend; the case goes on as it was found."""
    case = own.case(request, public_id)
    form = Reason(request.POST or None)
    inspection = story.latest_inspection(case)
    if inspection is not None and form.is_valid():
        try:
            edits.give_up_repair(inspection, request.user, form.cleaned_data["reason"])
        except Refused as refused:
            return _refused(request, "give_up", case, form, refused)
        messages.success(request, _("It is noted. The case goes on as it was found."))
        return redirect("workshop-home")
    answer = shown(request, "give_up", case, form=form)
    answer.status_code = 422 if form.errors else 200
    return answer


def _refused(request: SignedIn, page: str, case: Application, form: Form, refused: Refused) -> HttpResponse:
    form.add_error(None, str(refused))
    return render(request, f"workshop/{page}.html", {"case": case, "form": form}, status=refused.status)


@never_cache
@login_required
@require_GET
def result(request: SignedIn, public_id: str) -> HttpResponse:
    case = own.case(request, public_id)
    return shown(request, "result", case, outcome=results.of(case), next=story.next_of(case))


@never_cache
@login_required
@require_GET
def appeals(request: SignedIn, public_id: str) -> HttpResponse:
    case = own.case(request, public_id)
    most = case.cycle.limits.appeal_days
    open_ = [
        {"thing": Appeal.Against(thing).label, "until": learned + timedelta(days=most)}
        for thing, learned in appealable(case).items()
    ]
    return shown(request, "appeals", case, appeals=case.appeals.all(), days=most, may_appeal=open_)


@never_cache
@login_required
@require_GET
def withdraw(request: SignedIn, public_id: str) -> HttpResponse:
    """What it means, and one question. The move itself takes what is sent."""
    case, move = own.case(request, public_id), MOVES["withdraw"]
    open_ = case.state in move.sources
    return shown(
        request,
        "withdraw",
        case,
        move=move,
        open=open_,
        obstacle=engine.obstacle(move, case, by=request.user) if open_ else None,
        form=engine.form_for("withdraw", case, by=request.user),
    )
