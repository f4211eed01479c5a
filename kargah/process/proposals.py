"""Two persons: one proposes a move, another confirms it. Both are on record; the effect comes at the second."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.http import QueryDict
from django.utils.translation import gettext as _

from kargah import clock
from kargah.inputs import as_json, digest
from kargah.journal import book
from kargah.notifications import letters
from kargah.people.models import Role, User
from kargah.people.rules import acts_as
from kargah.process import engine, refusals
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal
from kargah.process.shapes import Move
from kargah.refusal import NotPermitted, OutOfTurn, Overtaken

State = Proposal.State
EDGES = tuple(
    (State.PROPOSED.value, end.value)
    for end in (State.CONFIRMED, State.REFUSED, State.TAKEN_BACK, State.STALE)
)


def propose(
    name: str,
    subject: Any,
    *,
    by: User,
    seen: int | None = None,
    key: str = "",
    data: Mapping[str, Any] | None = None,
    **inputs: Any,
) -> Proposal:
    """Propose the two-person move `name`. Its rules are asked now and again at the confirmation."""
    move = MOVES[name]
    if not move.two_persons:
        raise NotPermitted(_("This step needs one person only."))
    data = inputs if data is None else data
    with engine.one_transaction():
        request = engine.claim(key, by=by, move=move, subject=subject, data=data, files={})
        if request and request.subject_id is not None:
            return Proposal.objects.get(pk=request.subject_id)
        subject = engine.lock(subject, seen=seen)
        engine.permit(move, subject, by=by)
        engine.stands_where_it_begins(move, subject)
        engine.check_rules(move, subject, by=by)
        cleaned = engine.clean(move, subject, by=by, data=data, files={})
        engine.check_rules(move, subject, by=by, inputs=cleaned)
        cases = subject.case_ids()
        proposal = Proposal.objects.create(
            move=move.name,
            subject_kind=subject._meta.label_lower,
            subject_id=subject.pk,
            subject_version=subject.version,
            province_id=getattr(subject, "province_id", None),
            case_id=cases[0] if len(cases) == 1 else None,
            inputs=_kept(data),
            proposed_by=by,
        )
        entry = book.write(
            "propose", proposal, by=by, target=proposal.state, inputs=_digest(proposal), cases=cases
        )
        second = letters.waits_for_director if _is_of_headquarters(move) else letters.waits_for_deputy
        second(proposal, by, entry)
        engine.settle(request, proposal)
    return proposal


def confirm(proposal: Proposal, *, by: User, seen: int | None = None) -> Proposal:
    """Confirm, and take the move. A subject that moved on makes the proposal stale instead."""
    with engine.one_transaction():
        proposal = _open(proposal, seen=seen)
        move, subject = _of(proposal)
        _permit_second(move, subject, proposal, by=by)
        subject = engine.lock(subject)
        if subject.version != proposal.subject_version:
            return _end(proposal, State.STALE, by=by, answer="")
        engine.stands_where_it_begins(move, subject)
        cleaned = engine.clean(move, subject, by=proposal.proposed_by, data=_given(proposal), files={})
        for person in (proposal.proposed_by, by):
            engine.check_rules(move, subject, by=person)
            engine.check_rules(move, subject, by=person, inputs=cleaned)
        _end(proposal, State.CONFIRMED, by=by, answer="")
        engine.make(move, subject, by=by, inputs=cleaned, proposed_by=proposal.proposed_by)
    return proposal


def refuse(proposal: Proposal, *, by: User, reason: str, seen: int | None = None) -> Proposal:
    """The second person says no, with a reason; nothing happens to the subject."""
    with engine.one_transaction():
        proposal = _open(proposal, seen=seen)
        move, subject = _of(proposal)
        _permit_second(move, subject, proposal, by=by)
        return _end(proposal, State.REFUSED, by=by, answer=reason)


def take_back(proposal: Proposal, *, by: User, seen: int | None = None) -> Proposal:
    with engine.one_transaction():
        proposal = _open(proposal, seen=seen)
        if proposal.proposed_by_id != by.pk:
            raise NotPermitted(_("Only the person who proposed it takes it back."))
        return _end(proposal, State.TAKEN_BACK, by=by, answer="")


def may_confirm(proposal: Proposal, by: User) -> bool:
    move, subject = _of(proposal)
    return by.pk != proposal.proposed_by_id and any(
        acts_as(by, role, on=subject) for role in move.confirmed_by
    )


def subject_of(proposal: Proposal) -> Any:
    return _of(proposal)[1]


def _permit_second(move: Move, subject: Any, proposal: Proposal, *, by: User) -> None:
    if by.pk == proposal.proposed_by_id:
        raise NotPermitted(_("Another person than the one who proposed it must confirm."))
    if not any(acts_as(by, role, on=subject) for role in move.confirmed_by):
        raise NotPermitted(_("This step belongs to another office or person."))


def _is_of_headquarters(move: Move) -> bool:
    return Role.HEADQUARTERS_DIRECTOR in move.confirmed_by


def _open(proposal: Proposal, *, seen: int | None) -> Proposal:
    proposal = engine.lock(proposal)
    if proposal.state != State.PROPOSED:
        raise OutOfTurn(
            _("This proposal is no longer open: “%(state)s”."), state=proposal.get_state_display()
        )
    if seen is not None and proposal.version != seen:
        raise Overtaken(refusals.somebody_acted(proposal))
    return proposal


def _end(proposal: Proposal, state: str, *, by: User, answer: str) -> Proposal:
    proposal.ended_by, proposal.ended_at, proposal.answer = by, clock.now(), answer
    proposal.save(update_fields=["ended_by", "ended_at", "answer"])
    engine.step(proposal, state)
    book.write(
        f"proposal_{state}",
        proposal,
        by=by,
        source=State.PROPOSED,
        target=state,
        words=answer,
        cases=proposal.case_ids(),
    )
    return proposal


def _of(proposal: Proposal) -> tuple[Move, Any]:
    model = apps.get_model(proposal.subject_kind)
    return MOVES[proposal.move], model._base_manager.get(pk=proposal.subject_id)


def _kept(data: Any) -> dict[str, list[str]]:
    lists = (
        data.lists()
        if hasattr(data, "lists")
        else ((k, v if isinstance(v, list) else [v]) for k, v in data.items())
    )
    return {
        name: [str(getattr(value, "pk", value)) for value in values]
        for name, values in lists
        if name not in engine.NOT_CONTENT
    }


def _given(proposal: Proposal) -> QueryDict:
    given = QueryDict(mutable=True)
    for name, values in proposal.inputs.items():
        given.setlist(name, values)
    return given


def _digest(proposal: Proposal) -> str:
    return digest([proposal.move, proposal.subject_kind, proposal.subject_id, as_json(proposal.inputs)])
