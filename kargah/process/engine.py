"""Makes the flowchart's moves: the one door, and the only code that assigns a state."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kargah import clock, rows
from kargah.crashpoints import crashpoint
from kargah.inputs import Asks, digest
from kargah.journal import book
from kargah.journal.models import Entry
from kargah.people.models import User
from kargah.people.rules import acts_as
from kargah.people.signing import Signature
from kargah.process import refusals, standing
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal, Request
from kargah.process.shapes import Follow, Move
from kargah.refusal import InvalidInput, NotPermitted, OutOfTurn, Overtaken, Refused

SIGNATURE_LASTS = timedelta(minutes=5)
NOT_CONTENT = {"csrfmiddlewaretoken", "key", "seen", "secret", "shown"}


def perform(
    name: str,
    subject: Any,
    *,
    by: User | None,
    seen: int | None = None,
    key: str = "",
    data: Mapping[str, Any] | None = None,
    files: Mapping[str, Any] | None = None,
    signature: Signature | None = None,
    **inputs: Any,
) -> Any:
    """Take the move `name` on `subject` (for a creating move: on the row that it creates from).

    `by` None is the clock. `seen` is the version that the actor saw. `key` makes a repeated request harmless.
    Inputs come as `data` and `files` (a page, an API) or by name. Returns the moved or created subject.
    Raises Refused: NotPermitted, OutOfTurn, Overtaken, InvalidInput, or what a rule of the move says.
    """
    move = MOVES[name]
    if move.two_persons:
        raise NotPermitted(_("Two persons are needed: propose it first."))
    data, files = (inputs, inputs) if data is None else (data, files or {})
    with one_transaction():
        request = claim(
            key, by=by, move=move, subject=subject, data=data, files=files, settled=not move.creates
        )
        if request and request.subject_id is not None:
            return move.of._base_manager.get(pk=request.subject_id)
        subject = lock(subject, seen=seen)
        permit(move, subject, by=by)
        stands_where_it_begins(move, subject)
        check_signature(move, by, signature)
        check_rules(move, subject, by=by)
        cleaned = clean(move, subject, by=by, data=data, files=files)
        check_rules(move, subject, by=by, inputs=cleaned)
        subject, _entry = make(move, subject, by=by, inputs=cleaned, signature=signature)
        if move.creates:
            settle(request, subject)
    return subject


def permit(move: Move, subject: Any, *, by: User | None) -> None:
    """Silent when one of the move's roles is held by this person towards this subject."""
    if not any(acts_as(by, role, on=subject) for role in move.by):
        raise NotPermitted(_("This step belongs to another office or person."))


def stands_where_it_begins(move: Move, subject: Any) -> None:
    if not move.creates and subject.state not in move.sources:
        raise OutOfTurn(
            _("This step is not possible now: the state is “%(state)s”."), state=subject.get_state_display()
        )


def check_rules(
    move: Move, subject: Any, *, by: User | None, inputs: Mapping[str, Any] | None = None
) -> None:
    """Ask the move's rules: without `inputs` those that need none, with them those that do."""
    for rule in move.when:
        if ("inputs" in parameters_of(rule)) == (inputs is not None):
            call(rule, subject, by=by, inputs=inputs)


def check_signature(move: Move, by: User | None, signature: Signature | None) -> None:
    if not move.signs:
        return
    if signature is None or by is None or signature.user_id != by.pk:
        raise NotPermitted(_("Enter your password again to sign."))
    if not timedelta() <= clock.now() - signature.at <= SIGNATURE_LASTS:
        raise NotPermitted(_("The signature is too old. Enter your password again."))


def clean(move: Move, subject: Any, *, by: User | None, data: Any, files: Any) -> dict[str, Any]:
    form = move.asks(data, files, subject=subject, by=by)
    if not form.is_valid():
        raise InvalidInput(_("Some of what was entered needs to be corrected."), form=form)
    return dict(form.cleaned_data)


def make(
    move: Move,
    subject: Any,
    *,
    by: User | None,
    inputs: dict[str, Any],
    signature: Signature | None = None,
    proposed_by: User | None = None,
    cause: Entry | None = None,
) -> tuple[Any, Entry]:
    """Do what the move does, set the state, write the journal, follow and tell. Everything was permitted before."""
    source = "" if move.creates else subject.state
    for follow in move.before:
        take_after(follow, subject, inputs, by=by, cause=cause)
    crashpoint(f"engine.{move.name}.do")
    outcome = call(move.do, subject, by=by, proposed_by=proposed_by, signature=signature, spread=inputs)
    subject = outcome if move.creates else subject
    crashpoint(f"engine.{move.name}.state")
    set_state(move, subject)
    crashpoint(f"engine.{move.name}.journal")
    cases = subject.case_ids()
    entry = book.write(
        move.name,
        subject,
        by=by,
        source=source,
        target=subject.state,
        inputs=digest(inputs) if inputs else "",
        words=str(inputs.get("reason") or ""),
        shown=signature.shown if signature else "",
        cause=cause,
        cases=cases,
    )
    for follow in move.follows:
        take_after(follow, subject, inputs, by=by, cause=entry)
    crashpoint(f"engine.{move.name}.standing")
    standing.refresh(cases)
    crashpoint(f"engine.{move.name}.letters")
    for letter in move.tell:
        letter(subject, by, entry)
    return subject, entry


def take_after(
    follow: Follow, subject: Any, inputs: dict[str, Any], *, by: User | None, cause: Entry | None
) -> None:
    """A declared consequence: permitted by the move that causes it, still bound to its own states and rules."""
    move = MOVES[follow.move]
    for other in follow.on(subject):
        other = lock(other)
        stands_where_it_begins(move, other)
        given = follow.inputs(subject, inputs)
        cleaned = clean(move, other, by=by, data=given, files=given) if move.asks.base_fields else {}
        check_rules(move, other, by=by)
        check_rules(move, other, by=by, inputs=cleaned)
        make(move, other, by=by, inputs=cleaned, cause=cause)


def set_state(move: Move, subject: Any) -> None:
    if move.creates:
        if subject.state not in move.targets:
            raise RuntimeError(f"{move.name} created a row in the state {subject.state}")
        return
    target = move.to(subject) if move.to else (move.targets[0] if move.targets else subject.state)
    step(subject, target)


def step(subject: Any, state: str) -> None:
    """Bring a locked row into `state`, one version further."""
    seen = subject.version
    if not rows.change(subject, {"version": seen}, state=state, version=seen + 1):
        raise Overtaken(refusals.somebody_acted())


def lock(subject: Any, *, seen: int | None = None) -> Any:
    """The row itself, locked until the transaction ends, and still as the actor saw it."""
    row = rows.locked(type(subject), subject.pk)
    if seen is not None and row.version != seen:
        raise Overtaken(refusals.somebody_acted(row))
    return row


def claim(
    key: str,
    *,
    by: User | None,
    move: Move,
    subject: Any,
    data: Any,
    files: Any,
    settled: bool = False,
) -> Request | None:
    """The row of this request; with `subject_id` set when it was done before. Another content is refused.

    `settled`: the row that comes out is `subject` itself, so that it can be written down at once.
    """
    if not key:
        return None
    content = {name: values for name, values in lists_of(data) if name not in NOT_CONTENT}
    content |= {f"{name}/file": values for name, values in lists_of(files) if files is not data}
    asked = digest([move.name, subject._meta.label_lower, subject.pk, content])
    request = Request(actor=by, key=key, digest=asked)
    if settled:
        request.subject_kind, request.subject_id = subject._meta.label_lower, subject.pk
    earlier = (
        Request.objects.filter(actor=None, key=key).first() if by is None else None
    )  # NULL is never unique
    if earlier is None and rows.insert(request, once=True):
        crashpoint("engine.claimed")
        request.subject_kind, request.subject_id = "", None  # not done before
        return request
    request = earlier or Request.objects.get(actor=by, key=key)
    if request.digest != asked:
        raise InvalidInput(
            _("This form was already sent with other content. Open the page again."), form=None
        )
    return request


def settle(request: Request | None, subject: Any) -> None:
    if request:
        rows.change(request, {}, subject_kind=subject._meta.label_lower, subject_id=subject.pk)


def lists_of(data: Any) -> list[tuple[str, Any]]:
    return sorted(data.lists() if hasattr(data, "lists") else data.items())


def open_moves(subject: Any, *, by: User | None) -> list[Move]:
    """The moves that this person may begin or propose on this subject as it stands, in the chart's order."""
    here = [
        move
        for move in MOVES.values()
        if isinstance(subject, move.subject) and move.by and (move.creates or subject.state in move.sources)
    ]
    return [move for move in here if any(acts_as(by, role, on=subject) for role in move.by)]


def obstacle(move: Move, subject: Any, *, by: User | None) -> Refused | None:
    """What a rule already says against the move, before anything is entered; None when nothing does."""
    if move.two_persons and _is_proposed(move, subject):
        return OutOfTurn(_("This was proposed and waits for the second person."))
    try:
        check_rules(move, subject, by=by)
    except Refused as refusal:
        return refusal
    return None


def _is_proposed(move: Move, subject: Any) -> bool:
    return Proposal.objects.filter(
        move=move.name,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        state=Proposal.State.PROPOSED,
    ).exists()


def form_for(name: str, subject: Any, *, by: User | None) -> Asks:
    """The empty form of a move's inputs."""
    return MOVES[name].asks(subject=subject, by=by)


@contextmanager
def one_transaction() -> Iterator[None]:
    """All or nothing; what the database's own rules refuse is said in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise refusals.in_words(error) from error


@cache
def parameters_of(function: Callable[..., Any]) -> frozenset[str]:
    return frozenset(inspect.signature(function).parameters)


def call(
    function: Callable[..., Any], subject: Any, *, spread: Mapping[str, Any] | None = None, **offered: Any
) -> Any:
    """Call with what the function asks for by name, and with the move's inputs spread out."""
    wanted = parameters_of(function)
    return function(subject, **{k: v for k, v in offered.items() if k in wanted}, **(spread or {}))
