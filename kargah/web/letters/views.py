"""The inbox, the same for everybody: what one was told, with the way to the case."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kargah.applications.models import Application
from kargah.notifications import post
from kargah.process import scope
from kargah.web.listing.inbox import INBOX
from kargah.web.listing.listing import Listed
from kargah.web.signedin import SignedIn


@never_cache
@login_required
@require_GET
def letters(request: SignedIn) -> HttpResponse:
    """`new` shows only what was not read. What was shown counts as read."""
    listed = Listed(INBOX, request, post.inbox(request.user))
    shown = listed.rows
    cases = scope.rows(Application, request.user).in_bulk([one.case_id for one in shown if one.case_id])
    answer = render(
        request,
        "letters/letters.html",
        {
            "listed": listed,
            "letters": [{"letter": one, "case": cases.get(one.case_id)} for one in shown],
            "new": listed.is_narrowed,
            "known": post.inbox(request.user).exists(),
        },
    )
    post.mark_read(shown)
    return answer
