"""What the service is, how it goes, where to ask: pages of words whose numbers come from the guideline in force."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kargah.guideline.limits import Limits
from kargah.guideline.queries import in_force
from kargah.process.flowchart import FLOWCHART
from kargah.process.picture import LANE_WORDS, drawn
from kargah.process.shapes import Question
from kargah.registry import queries
from kargah.web.public.steps import rule_of


def law() -> Limits | None:
    guideline = in_force()
    return guideline.limits if guideline else None


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home.html", {"law": law(), "call": queries.open_call()})


@require_safe
def process(request: HttpRequest) -> HttpResponse:
    """The printed chart: its picture, and every box as a list with the rule that holds there."""
    limits = law()
    boxes = [
        {
            "code": box.code,
            "words": box.words,
            "lane": LANE_WORDS[box.lane],
            "asks": isinstance(box, Question),
            "detour": isinstance(shape, Question) and box is not shape,
            "rule": rule_of(box.code, limits) if limits else "",
        }
        for shape in FLOWCHART
        for box in shape.boxes
    ]
    picture = drawn(label=_("The process of grading workshops, from the quota to the certificate"))
    return render(request, "public/process.html", {"boxes": boxes, "picture": picture})


@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    return render(request, "public/offices.html", {"provinces": queries.offices()})


@require_safe
def call(request: HttpRequest, code: str) -> HttpResponse:
    """The province's page: its call while it has places in an open cycle, and its office always."""
    province = queries.province_of(code)
    if province is None:
        raise Http404
    cycle = queries.open_call(province)
    told: dict[str, Any] = {"province": province, "cycle": cycle, "law": law()}
    if cycle:
        told |= {"share": queries.share_of(cycle, province), "law": cycle.limits}
    return render(request, "public/call.html", told)


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    return render(request, "public/questions.html", {"law": law()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")
