"""One step on many rows: rehearsed, then taken row by row; one entry of the journal says which went together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from kargah.journal import book
from kargah.journal.models import Entry
from kargah.notifications.models import Letter
from kargah.people.models import User
from kargah.process import engine
from kargah.process.shapes import Move
from kargah.refusal import Refused


@dataclass(frozen=True)
class Outcome:
    """What became, or would become, of one row: the row as it stands then, or what stands against it."""

    subject: Any
    refused: Refused | None = None
    done: bool = False
    after: Any = None


@dataclass(frozen=True)
class Rehearsal:
    """`letters` is how many messages would leave."""

    outcomes: list[Outcome]
    letters: int


def rehearse(move: Move, subjects: Sequence[Any], *, by: User) -> Rehearsal:
    """Take the step on each row in turn as it would be taken, look at what came of it, and undo all of it.

    For moves that ask nothing. So a row that only becomes the next one when the row before it went is foreseen too.
    """
    with transaction.atomic():
        newest = Letter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        outcomes = [
            _outcome(subject, lambda one: engine.perform(move.name, one, by=by)) for subject in subjects
        ]
        letters = Letter.objects.filter(pk__gt=newest).count()
        transaction.set_rollback(True)
    return Rehearsal([replace(one, done=False) for one in outcomes], letters)


def take(
    move: Move,
    subjects: Sequence[Any],
    *,
    by: User,
    key: str,
    seen: Mapping[str, int | None],
    data: Mapping[str, Any],
    files: Mapping[str, Any],
) -> list[Outcome]:
    """Take the step on each row in a transaction of its own; a row that says no leaves the others alone.

    `seen` is by public name the version that was looked at. Sent again with the same `key`, none is done twice.
    """
    before = _newest_entry()

    def one(subject: Any) -> Any:
        return engine.perform(
            move.name,
            subject,
            by=by,
            seen=seen.get(subject.public_id),
            key=f"{key[:40]}-{subject.pk}",
            data=data,
            files=files,
        )

    outcomes = [_outcome(subject, one) for subject in subjects]
    _write_down(move, [outcome.after for outcome in outcomes if outcome.done], by, before)
    return outcomes


def _outcome(subject: Any, do: Any) -> Outcome:
    try:
        after = do(subject)
    except Refused as refused:
        return Outcome(subject, refused)
    return Outcome(subject, done=True, after=after)


def _newest_entry() -> int:
    return Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def _write_down(move: Move, done: Sequence[Any], by: User, before: int) -> None:
    """The entry of the batch over those of its lines; what was done by an earlier press stands in that one's."""
    lines = [
        entry
        for row in done
        if (entry := book.about(row).filter(move=move.name, by=by, seq__gt=before).last()) is not None
    ]
    if len(lines) > 1:
        with transaction.atomic():
            book.write_batch(by, by=by, what=move.name, lines=lines)
