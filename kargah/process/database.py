"""The rules in the database: every app's own, and the chart's edges, gathered, installed, compared at the start."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import connections

from kargah import guards
from kargah.process import proposals
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal

HOUSE = "kargah"


@cache
def rules() -> tuple[guards.Rule, ...]:
    """Every guard and effect that must be installed."""
    return (*_of_the_apps(), *_of_the_chart(), *_of_the_engine())


def _of_the_apps() -> Iterator[guards.Rule]:
    for config in apps.get_app_configs():
        name = f"{config.name}.guards"
        if config.name.startswith(f"{HOUSE}.") and find_spec(name):
            yield from import_module(name).GUARDS


def _of_the_chart() -> Iterator[guards.Rule]:
    """A subject begins where a creating move ends (else in its first state), and walks only along the arrows."""
    for subject in {move.of for move in MOVES.values()}:
        moves = [move for move in MOVES.values() if move.of is subject]
        edges = {
            (source, target)
            for move in moves
            for source in move.sources
            for target in move.targets
            if source != target
        }
        first = {target for move in moves if move.creates for target in move.targets}
        yield from guards.edges(
            subject._meta.db_table, edges, first or {subject._meta.get_field("state").default}
        )


def _of_the_engine() -> Iterator[guards.Rule]:
    yield from guards.edges(Proposal._meta.db_table, proposals.EDGES, {Proposal.State.PROPOSED})


def lay_off(sender: Any = None, using: str = "default", **rest: Any) -> None:
    """Before a migration: SQLite refuses to rebuild a table that another table's trigger names."""
    guards.install(connections[using], ())


def install(sender: Any = None, using: str = "default", **rest: Any) -> None:
    """After a migration: exactly the rules of the code, no more, no fewer."""
    guards.install(connections[using], rules())


def missing(using: str = "default") -> list[str]:
    """Names of the rules that are absent or altered in this database."""
    return guards.missing(connections[using], rules())


def must_be_whole(using: str = "default") -> None:
    """Every start of a server asks this: SystemExit with the names when a rule is missing or altered."""
    if wrong := missing(using):
        raise SystemExit(
            f"The server does not start: {len(wrong)} of the database's own rules are missing or altered"
            f" ({', '.join(wrong[:5])}). Run `kargah migrate`."
        )
