"""One page for every move: what it is about, what stands against it, what it asks, and its button."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kargah.people import signing
from kargah.process import engine, proposals, scope
from kargah.process.flowchart import MOVES
from kargah.process.shapes import Move
from kargah.refusal import InvalidInput, NotPermitted, Overtaken, Refused
from kargah.web import faces
from kargah.web.moves.forms import Secret
from kargah.web.signedin import SignedIn
from kargah.web.visitor import onward


@never_cache
@login_required
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "POST"])
def move(request: SignedIn, name: str, kind: str, public_id: str) -> HttpResponse:
    """Show the move `name` on the row `public_id`, and take or propose it. `?next=` says where to go then."""
    chosen, subject = found(request, name, kind, public_id)
    if not scope.may_take(chosen, request.user, subject):
        refused = NotPermitted(_("This step belongs to another office or person."))
        return page(request, chosen, subject, refused=refused, open_=False)
    if request.method == "POST":
        return taken(request, chosen, subject)
    try:
        engine.stands_where_it_begins(chosen, subject)
    except Refused as refused:
        return page(request, chosen, subject, refused=refused, open_=False)
    if obstacle := engine.obstacle(chosen, subject, by=request.user):
        return page(request, chosen, subject, obstacle=obstacle, open_=False)
    return page(request, chosen, subject)


def found(request: SignedIn, name: str, kind: str, public_id: str) -> tuple[Move, Any]:
    """The move and the visible row that the address names; what may not be seen is not found."""
    chosen = MOVES.get(name)
    if chosen is None or kind not in (chosen.subject._meta.model_name, chosen.subject._meta.label_lower):
        raise Http404
    subject = scope.one(chosen.subject, request.user, public_id)
    if subject is None:
        raise Http404
    return chosen, subject


def taken(request: SignedIn, chosen: Move, subject: Any) -> HttpResponse:
    """Take the move, or propose it. Whatever says no stands on the same page, with what was typed."""
    key, seen, secret = request.POST.get("key", ""), _version(request), None
    if not key:
        raise Http404
    try:
        signature = None
        if chosen.signs:
            secret = Secret(request.POST)
            signature = _signed(request, subject, secret)
        if chosen.two_persons:
            outcome = proposals.propose(
                chosen.name, subject, by=request.user, key=key, seen=seen, data=request.POST
            )
        else:
            outcome = engine.perform(
                chosen.name,
                subject,
                by=request.user,
                key=key,
                seen=seen,
                data=request.POST,
                files=request.FILES,
                signature=signature,
            )
    except Refused as refused:
        fresh = scope.one(chosen.subject, request.user, subject.public_id) or subject
        form = getattr(refused, "form", None) or chosen.asks(
            request.POST, request.FILES, subject=fresh, by=request.user
        )
        if refused.field and form.is_bound and refused.field in form.fields:
            form.is_valid()
            form.add_error(refused.field, str(refused))
        return page(request, chosen, fresh, form=form, secret=secret, refused=refused)
    messages.success(request, _said(chosen, outcome))
    return redirect(onward(request, request.GET.get("next"), faces.address(outcome)))


def _version(request: SignedIn) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() else None


def _signed(request: SignedIn, subject: Any, secret: Secret) -> signing.Signature:
    """The signature under what this page showed; when it shows something else by now, nothing is signed."""
    shown = faces.shown_hash(subject, request.user)
    if request.POST.get("shown") != shown:
        raise Overtaken(_("What you would sign has changed since the page was shown. Read it again."))
    if not secret.is_valid():
        raise InvalidInput(_("Enter your password again to sign."), form=None)
    try:
        return signing.sign(request.user, secret.cleaned_data["secret"], shown)
    except Refused as refused:
        secret.add_error("secret", str(refused))
        raise


def _said(chosen: Move, outcome: Any) -> str:
    if chosen.two_persons:
        return _("It was proposed: “%(step)s”. Another person must confirm it.") % {"step": chosen.says}
    state = getattr(outcome, "get_state_display", lambda: "")()
    return _("It is done: “%(step)s”. The state is now “%(state)s”.") % {"step": chosen.says, "state": state}


def page(
    request: SignedIn,
    chosen: Move,
    subject: Any,
    *,
    form: Any = None,
    secret: Secret | None = None,
    refused: Refused | None = None,
    obstacle: Refused | None = None,
    open_: bool = True,
) -> HttpResponse:
    """The page of a move. `open_` is whether it has a form and a button at all."""
    if open_ and form is None:
        form = engine.form_for(chosen.name, subject, by=request.user)
    if open_ and chosen.signs and secret is None:
        secret = Secret()
    return render(
        request,
        "moves/move.html",
        {
            "move": chosen,
            "subject": subject,
            "title": faces.title(subject),
            "facts": faces.facts(subject, request.user),
            "lines": faces.lines_of(subject, request.user),
            "form": form if open_ else None,
            "secret": secret if open_ else None,
            "refused": refused,
            "obstacle": obstacle,
            "open": open_,
            "key": uuid.uuid4().hex,
            "shown": faces.shown_hash(subject, request.user) if open_ and chosen.signs else "",
            "files_are_gone": bool(open_ and refused and form is not None and form.is_multipart()),
            "back": onward(request, request.GET.get("next"), faces.address(subject)),
            "waiting": scope.open_proposals(subject, request.user).filter(move=chosen.name),
        },
        status=refused.status if refused else 200,
    )
