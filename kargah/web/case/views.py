"""The page of a case, read by everybody who takes part in it, each with the parts that are theirs to read."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kargah.applications.models import Application
from kargah.certificates.models import Certificate
from kargah.process import scope, sentences
from kargah.web import faces
from kargah.web.case import steps
from kargah.web.case.parts import PARTS
from kargah.web.case.reader import Reader

LONG = 100  # letters, or lines of the history, on one page


@never_cache
@login_required
@require_GET
def case(request: HttpRequest, public_id: str, part: str = "summary") -> HttpResponse:
    shown = the_case(request, public_id)
    reader, chosen = Reader.of(shown, request.user), PARTS.get(part)
    if chosen is None or not chosen.may(reader):
        raise Http404
    told = chosen.gather(shown, reader)
    page = Paginator(told.get("rows", ()), LONG).get_page(request.GET.get("page"))
    return render(request, f"case/{part}.html", {**head_of(shown, reader, part), **told, "page": page})


def the_case(request: HttpRequest, public_id: str) -> Application:
    shown = scope.one(Application, request.user, public_id)
    if shown is None:
        raise Http404
    return shown


def head_of(shown: Application, reader: Reader, part: str) -> dict[str, Any]:
    """What stands over every part: the case's name and states, and the other parts as tabs."""
    return {
        "case": shown,
        "reader": reader,
        "held": list(scope.rows(Certificate, reader.user).filter(application=shown)),
        "tabs": [
            {
                "words": one.words,
                "here": one.name == part,
                "address": reverse("case", args=[shown.public_id])
                if one.name == "summary"
                else reverse("case-part", args=[shown.public_id, one.name]),
            }
            for one in PARTS.values()
            if one.may(reader)
        ],
    }


@never_cache
@login_required
@require_GET
def row(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """The page of any other row: its facts, its lines, its open steps and its history."""
    model = scope.KINDS.get(kind)
    shown = scope.one(model, request.user, public_id) if model else None
    if shown is None:
        raise Http404
    return render(
        request,
        "case/row.html",
        {
            "subject": shown,
            "title": faces.title(shown),
            "facts": faces.facts(shown, request.user),
            "lines": faces.lines_of(shown, request.user),
            **steps.split([shown], request.user),
            "history": sentences.about(shown) if scope.staff(request.user) else [],
        },
    )
