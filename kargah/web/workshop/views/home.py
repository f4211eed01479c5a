"""My workshops: what is to be done now, and how far each request has come."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kargah.cycles.queries import taking_requests
from kargah.notifications import post
from kargah.web.signedin import SignedIn
from kargah.web.workshop import own, story

FAR = 10_000  # days: a request without a deadline stands behind those with one


@never_cache
@login_required
@require_GET
def home(request: SignedIn) -> HttpResponse:
    workshops = list(own.workshops(request.user))
    entries: list[dict[str, Any]] = [
        {
            "case": case,
            "next": story.next_of(case),
            "steps": story.timeline(case),
            "over": case.state in case.ENDED,
        }
        for case in own.cases(request.user)
    ]
    entries.sort(key=lambda entry: (entry["over"], _urgency(entry["next"])))
    return render(
        request,
        "workshop/home.html",
        {
            "known": own.is_known(request.user),
            "workshops": workshops,
            "entries": entries,
            "cycles": taking_requests(),
            "unread": post.unread(request.user),
            "offices": {workshop.province for workshop in workshops},
        },
    )


def _urgency(step: story.Next) -> tuple[int, bool]:
    return (FAR if step.days_left is None else step.days_left, not step.url)
