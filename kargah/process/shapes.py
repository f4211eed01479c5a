"""The few shapes that the flowchart is drawn with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from kargah.inputs import Asks, Nothing
from kargah.people.models import Role


@dataclass(frozen=True)
class Follow:
    """A move that this one causes on other subjects, in the same transaction.

    `on` gives the subjects (for a creating move: the rows on which it creates); `inputs` what the move asks for.
    """

    move: str
    on: Callable[[Any], Iterable[Any]]
    inputs: Callable[[Any, dict[str, Any]], dict[str, Any]] = lambda subject, inputs: {}


@dataclass(frozen=True)
class Move:
    """One arrow of the chart: who may take a subject from where to where, when, and what then happens."""

    name: str
    of: type[Any]
    arrow: str  # "registered -> eligible" · "- -> draft" creates · "a, b -> c | d" `to` chooses · "planned" stays
    by: tuple[Role, ...]  # nobody: it only follows another move
    says: Any  # the verb on the button, translated
    do: Callable[..., Any]
    on: type[Model] | None = None  # the row on which a creating move creates
    when: tuple[
        Callable[..., None], ...
    ] = ()  # rules: silent when true; with `inputs` they wait for the form
    asks: type[Asks] = Nothing
    to: Callable[[Any], str] | None = None  # chooses among several targets, after `do`
    confirmed_by: tuple[Role, ...] = ()  # two persons: `by` proposes, one of these confirms
    signs: bool = False  # the person enters their secret again
    before: tuple[Follow, ...] = ()
    follows: tuple[Follow, ...] = ()
    tell: tuple[Callable[..., Any], ...] = ()
    waits: bool = True  # stands in the work list of its actors while it is open
    box: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        for state in (*self.sources, *self.targets):
            self.of.State(state)  # a misspelt state fails at import
        if self.creates != (self.on is not None):
            raise TypeError(f"{self.name}: a creating move, and no other, says on what it creates")
        if (len(self.targets) > 1) != (self.to is not None):
            raise TypeError(f"{self.name}: several targets need `to`, one target must not have it")

    @property
    def creates(self) -> bool:
        return self.arrow.startswith("- ->")

    @property
    def stays(self) -> bool:
        return "->" not in self.arrow

    @property
    def sources(self) -> tuple[str, ...]:
        if self.creates:
            return ()
        return tuple(state.strip() for state in self.arrow.split("->")[0].split(","))

    @property
    def targets(self) -> tuple[str, ...]:
        """The states to which it may lead; none for a move that leaves the state as it is."""
        if self.stays:
            return ()
        return tuple(state.strip() for state in self.arrow.split("->")[1].split("|"))

    @property
    def subject(self) -> type[Any]:
        """The kind of row that the actor points at."""
        return self.on or self.of

    @property
    def two_persons(self) -> bool:
        return bool(self.confirmed_by)


@dataclass(frozen=True)
class Box:
    """A rectangle of the chart, in the chart's own words."""

    code: str
    words: str
    lane: str  # headquarters, province, inspector, applicant: whose lane it is drawn in
    moves: tuple[Move, ...] = ()

    @property
    def boxes(self) -> "tuple[Box, ...]":
        return (self,)


@dataclass(frozen=True)
class Question:
    """A diamond: yes goes on down the chart; `no` is a detour that comes back to the question."""

    code: str
    words: str
    lane: str
    moves: tuple[Move, ...]
    no: tuple[Box, ...]

    @property
    def boxes(self) -> "tuple[Question | Box, ...]":
        return (self, *self.no)
