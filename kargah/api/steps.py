"""Which moves are open to the caller on a row, and what stands against the others."""

from collections.abc import Sequence
from typing import Any

from kargah.api import declared
from kargah.api.addresses import href, kind_of
from kargah.inputs import Asks, digest
from kargah.people.models import Role
from kargah.process import engine, scope
from kargah.process.flowchart import BOX_OF, MOVES
from kargah.process.refusals import SPOKEN
from kargah.process.shapes import Move
from kargah.reports.queries import shown_hash

PROPOSED_ALREADY = SPOKEN["one_open_proposal_per_move_and_subject"]


def open_on(row: Any, user: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The moves that the engine would take now, and those that a rule holds back, each with the rule's words."""
    steps, obstacles = [], []
    proposed = set(scope.open_proposals(row, user).values_list("move", flat=True))
    for move in engine.open_moves(row, by=user):
        against = engine.obstacle(move, row, by=user)
        if move.two_persons and move.name in proposed and against is None:
            obstacles.append(_against(move, PROPOSED_ALREADY))
        elif against is not None:
            obstacles.append(_against(move, against))
        else:
            steps.append(_step(move, row, user))
    return steps, obstacles


def _against(move: Move, why: Any) -> dict[str, Any]:
    return {"name": move.name, "says": str(move.says), "why": str(why)}


def _step(move: Move, row: Any, user: Any) -> dict[str, Any]:
    form: Asks = engine.form_for(move.name, row, by=user)
    return {
        "name": move.name,
        "says": str(move.says),
        "box": BOX_OF[move.name],
        "href": f"{href(row)}/moves/{move.name}",
        "creates": kind_of(move.of) if move.creates else None,
        "two_persons": move.two_persons,
        "signs": move.signs,
        "asks": declared.told(form),
    }


def shown(row: Any) -> str | None:
    """Hash of what is read before it is signed; only rows that are signed have one."""
    if row._meta.model_name == "report":
        return shown_hash(row) or None
    if hasattr(row, "shown_content"):
        return digest(row.shown_content())
    if row._meta.model_name == "listline":
        return digest([row.public_id, row.version, row.state, row.placement.total, row.content_hash])
    return None


def may(model: type[Any], rows: Sequence[Any], user: Any) -> dict[int, list[str]]:
    """By key of the row the moves that state and post allow, asked of the database once for each set of roles."""
    held = scope.held_by(user)
    known = [move for move in MOVES.values() if move.subject is model and move.by]
    keys = [row.pk for row in rows]
    on: dict[tuple[Role, ...], set[int]] = {}
    for move in known:
        if move.by not in on:
            roles = tuple(role for role in move.by if role != Role.CLOCK)
            found = scope.acting(model, held, roles).filter(pk__in=keys)
            on[move.by] = set(found.values_list("pk", flat=True))
    return {
        row.pk: [
            move.name
            for move in known
            if row.pk in on[move.by] and (move.creates or row.state in move.sources)
        ]
        for row in rows
    }
