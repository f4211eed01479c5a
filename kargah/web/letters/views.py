"""The inbox, the same for everybody: what one was told, with the way to the case."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kargah.applications.models import Application
from kargah.notifications import post
from kargah.process import scope
from kargah.web.signedin import SignedIn

AT_A_TIME = 20


@never_cache
@login_required
@require_GET
def letters(request: SignedIn) -> HttpResponse:
    """`new` shows only what was not read. What was shown counts as read."""
    new = bool(request.GET.get("new"))
    inbox = post.inbox(request.user, unread=new)
    page = Paginator(inbox, AT_A_TIME).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    cases = scope.rows(Application, request.user).in_bulk([one.case_id for one in shown if one.case_id])
    answer = render(
        request,
        "letters/letters.html",
        {
            "page": page,
            "letters": [{"letter": one, "case": cases.get(one.case_id)} for one in shown],
            "new": new,
            "known": post.inbox(request.user).exists(),
        },
    )
    post.mark_read(shown)
    return answer
