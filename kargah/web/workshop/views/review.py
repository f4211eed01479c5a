"""The last look before a request is handed in, or handed in again: everything that was entered, and what is missing."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from kargah.applications import rules
from kargah.applications.models import Application
from kargah.process import engine
from kargah.process.flowchart import MOVES
from kargah.web.signedin import SignedIn


def last_look(request: SignedIn, case: Application, steps: list[dict[str, Any]]) -> HttpResponse:
    move = MOVES["register" if case.state == Application.State.DRAFT else "complete"]
    missing = rules.what_is_missing(case)
    return render(
        request,
        "workshop/step_review.html",
        {
            "case": case,
            "steps": steps,
            "move": move,
            "missing": missing,
            "obstacle": None if missing else engine.obstacle(move, case, by=request.user),
            "key": uuid.uuid4().hex,
        },
    )
