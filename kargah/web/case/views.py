"""The page of a case, read by everybody who takes part in it, each with the parts that are theirs to read."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kargah import clock
from kargah.applications.models import Application
from kargah.jalali.templatetags.jalali import fa
from kargah.process import engine, picture, scope, sentences, waiting
from kargah.process.models import Proposal
from kargah.process.shapes import Move
from kargah.refusal import Refused
from kargah.web import faces
from kargah.web.case import parts


@dataclass(frozen=True)
class Step:
    """An open step: the move, the row it is taken on, and what stands against it now."""

    move: Move
    subject: Any
    obstacle: Refused | None


@never_cache
@login_required
@require_GET
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    user = request.user
    shown = scope.one(Application, user, public_id)
    if shown is None:
        raise Http404
    office = scope.is_office(user, shown)
    history = sentences.history(shown, names=office)
    every_move = [line.move for line in (history if office else sentences.history(shown, names=True))]
    standing = getattr(shown, "standing", None)
    here = standing.box if standing else ""
    ended = bool(standing and standing.ended)
    walked = picture.passed(every_move, here)
    notes = parts.loops(shown, here)
    since = (clock.today() - clock.day_of(standing.since)).days if standing else 0
    steps = open_steps(parts.subjects_of(shown, user), user)
    return render(
        request,
        "case/case.html",
        {
            "case": shown,
            "facts": faces.facts(shown, user),
            "standing": standing,
            "since": since,
            "picture": picture.drawn(
                walked,
                here,
                ended=ended,
                note=ngettext("%(days)s day", "%(days)s days", since) % {"days": fa(since)} if here else "",
                counts=notes,
                label=_("Where this case stands in the process"),
            ),
            "way": picture.way(walked, here, ended=ended, notes=notes),
            "steps": [step for step in steps if step.obstacle is None],
            "blocked": [step for step in steps if step.obstacle is not None],
            "history": history,
            "proposals": scope.rows(Proposal, user).filter(case=shown) if office else [],
            "office": office,
            **parts.of(shown, user, office=office),
        },
    )


@never_cache
@login_required
@require_GET
def row(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """The page of any other row: its facts, its lines, its open steps and its history."""
    model = scope.KINDS.get(kind)
    shown = scope.one(model, request.user, public_id) if model else None
    if shown is None:
        raise Http404
    steps = open_steps([shown], request.user)
    return render(
        request,
        "case/row.html",
        {
            "subject": shown,
            "title": faces.title(shown),
            "facts": faces.facts(shown, request.user),
            "lines": faces.lines_of(shown, request.user),
            "steps": [step for step in steps if step.obstacle is None],
            "blocked": [step for step in steps if step.obstacle is not None],
            "history": sentences.about(shown) if scope.staff(request.user) else [],
        },
    )


def open_steps(subjects: list[Any], user: Any) -> list[Step]:
    """What this person may do now with these rows, what waits for them first; a rule that refuses comes with its words."""
    steps = [
        Step(move, subject, engine.obstacle(move, subject, by=user))
        for subject in subjects
        for move in engine.open_moves(subject, by=user)
    ]
    return sorted(steps, key=lambda step: (not step.move.waits, waiting.asks_something(step.move)))
