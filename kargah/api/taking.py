"""Moves and proposals, taken by the same engine as the pages use."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from kargah.api import bodies, declared, steps, writing
from kargah.api.bodies import SECRET, Body
from kargah.api.entering import Caller
from kargah.api.problems import Unfit
from kargah.people import signing
from kargah.people.signing import Signature
from kargah.process import engine, proposals, scope
from kargah.process.models import Proposal
from kargah.process.shapes import Move
from kargah.refusal import Overtaken, Refused

SIGNED_WITH = (SECRET, "shown")


def take(request: Caller, move: Move, public_id: str) -> HttpResponse:
    """The move on the row of this name, or its proposal when two persons are needed."""
    subject, user = found(move.subject, request, public_id), request.user
    body = bodies.read(request, files=declared.takes_files(move.asks))
    signed: dict[str, Signature | None] = {"by": None}

    def sign() -> None:
        if move.signs:
            engine.permit(move, subject, by=user)
            signed["by"] = _signature(user, subject, body)

    def do() -> HttpResponse:
        engine.permit(move, subject, by=user)
        row = writing.locked_as_seen(request, subject)
        engine.stands_where_it_begins(move, row)
        engine.check_rules(move, row, by=user)
        data = {name: value for name, value in body.data.items() if not (move.signs and name in SIGNED_WITH)}
        form = move.asks(data, body.files, subject=row, by=user)
        data = declared.fitted(form, data, body.files)
        if move.two_persons:
            proposal = proposals.propose(move.name, row, by=user, data=data)
            return writing.told(proposal, user, status=202)
        outcome = engine.perform(move.name, row, by=user, data=data, files=body.files, signature=signed["by"])
        return writing.told(fresh(outcome, user), user, status=201 if move.creates else 200)

    return writing.once(request, body, do, before=sign)


def end(request: Caller, public_id: str, answer: str) -> HttpResponse:
    """Confirm, refuse (with a reason) or take back what was proposed."""
    proposal, user = found(Proposal, request, public_id), request.user
    body = bodies.read(request, files=False)

    def do() -> HttpResponse:
        row = writing.locked_as_seen(request, proposal)
        if answer == "refuse":
            reason = body.data.get("reason")
            if not isinstance(reason, str) or not reason.strip() or set(body.data) != {"reason"}:
                raise Unfit(_("Say why."), {"reason": [_("Say why.")]})
            proposals.refuse(row, by=user, reason=reason)
        elif body.data:
            raise Unfit(
                _("Nothing is asked for here."),
                {name: [_("This is not asked for here.")] for name in body.data},
            )
        else:
            {"confirm": proposals.confirm, "take_back": proposals.take_back}[answer](row, by=user)
        return writing.told(fresh(row, user), user)

    return writing.once(request, body, do)


def found(model: type[Any], request: Caller, public_id: str) -> Any:
    """The visible row of this name; what may not be seen is not there."""
    row = scope.one(model, request.user, public_id)
    if row is None:
        raise Http404
    return row


def fresh(row: Any, user: Any) -> Any:
    """The row as it stands now, also for who sees it no more since they acted."""
    return scope.one(type(row), user, row.public_id) or row


def _signature(user: Any, subject: Any, body: Body) -> Signature:
    secret, shown = body.data.get(SECRET), body.data.get("shown")
    errors = {
        name: [_("This is needed to sign.")]
        for name, value in ((SECRET, secret), ("shown", shown))
        if not isinstance(value, str) or not value
    }
    if errors:
        raise Unfit(_("Some of what was entered needs to be corrected."), errors)
    if shown != steps.shown(subject):
        raise Overtaken(_("What you would sign has changed since it was shown. Read it again."))
    try:
        return signing.sign(user, str(secret), str(shown))
    except Refused as refused:
        refused.field = refused.field or SECRET
        raise
