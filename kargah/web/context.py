"""The main pages of each role, for the navigation of every page."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.journal import book
from kargah.notifications import post
from kargah.people.models import Role
from kargah.process import scope, waiting
from kargah.web import acting

# The role's pages beside «My work», in their order: (words, address). Each role's own package stands behind them.
MAIN_PAGES: dict[str, list[tuple[Any, str]]] = {
    Role.APPLICANT: [(_("My workshops"), "/workshop/")],
    Role.PROVINCIAL_EXPERT: [(_("Province"), "/province/")],
    Role.PROVINCIAL_DEPUTY: [(_("Province"), "/province/")],
    Role.TECHNICAL_INSPECTOR: [(_("My visits"), "/inspector/")],
    Role.HEADQUARTERS_EXPERT: [(_("Headquarters"), "/hq/")],
    Role.HEADQUARTERS_DIRECTOR: [(_("Headquarters"), "/hq/"), (_("Audit"), "/audit/")],
    Role.PARTNER_BODY: [(_("Referral lists"), "/partner/")],
    Role.AUDITOR: [(_("Headquarters"), "/hq/"), (_("Audit"), "/audit/")],
}


def nav(request: HttpRequest) -> dict[str, Any]:
    """`nav`: entries with url, label, count and current; `unread`: letters; `acting_as`: the post that was chosen;
    `posts_held`: all of them.

    Read only when a page shows them.
    """
    return {
        "nav": SimpleLazyObject(lambda: _entries(request)),
        "unread": SimpleLazyObject(lambda: post.unread(request.user)),
        "posts_held": SimpleLazyObject(lambda: acting.posts_of(request)),
        "acting_as": SimpleLazyObject(lambda: acting.chosen(request)),
    }


def _entries(request: HttpRequest) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    pages: dict[str, Any] = {}
    chosen = acting.chosen(request)
    held = {Role(post.role) for post in ([chosen] if chosen else acting.posts_of(request))} or {
        Role.APPLICANT
    }
    for role in Role:
        if role in held:
            pages |= {address: words for words, address in MAIN_PAGES.get(role, [])}
    count = waiting_count(user, chosen, getattr(request, "waiting", None))
    entries: list[dict[str, Any]] = [{"url": "/work/", "label": _("My work"), "count": count}]
    entries += [{"url": address, "label": words} for address, words in pages.items()]
    for entry in entries:
        entry["current"] = request.path.startswith(entry["url"])
    return entries


def waiting_count(user: Any, chosen: Any, counted: list[waiting.Waiting] | None) -> int:
    """How much waits for a person, in the `chosen` post or in all. Every change is an entry of the journal: until there is one, nothing is counted anew.

    `counted` is what the page of the work has counted already.
    """
    newest = book.newest_hash()
    mark = f"waiting-{user.pk}-{chosen.pk if chosen else 0}-{clock.today().isoformat()}-{newest}"
    count = cache.get(mark) if newest and counted is None else None
    if count is None:
        found = waiting.waits_for(user, chosen) if counted is None else counted
        proposed = scope.proposals_for(user, chosen)[: waiting.COUNTED + 1].count()
        count = sum(one.count for one in found) + proposed
        if newest:
            cache.set(mark, count)
    return int(count)
