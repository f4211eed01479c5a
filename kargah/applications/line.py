"""The order against the quota's line, as it is and as it would be: nothing here is ever saved."""

from collections.abc import Sequence
from dataclasses import dataclass

from .models import Application


@dataclass(frozen=True)
class Placed:
    """A case in the order. `before` is its place in the order as it is; `crosses` is "in" or "out" over the line."""

    case: Application
    place: int
    before: int
    above: bool
    crosses: str = ""

    @property
    def is_moved(self) -> bool:
        return self.place != self.before


def as_it_is(order: Sequence[Application], free: int) -> list[Placed]:
    return [Placed(case, place, place, place <= free) for place, case in enumerate(order, start=1)]


def if_moved(order: Sequence[Application], free: int, case: Application, to: int) -> list[Placed]:
    """The order with this case of it in the place `to`, the others moved up or down by one."""
    others = [one for one in order if one.pk != case.pk]
    to = max(1, min(to, len(order)))
    return _against(order, [*others[: to - 1], case, *others[to - 1 :]], free, free)


def if_released(order: Sequence[Application], free: int, case: Application) -> list[Placed]:
    """The order when this selected case gave its place back: it stands behind all, and one place more is free."""
    return _against(order, [*order, case], free, free + 1)


def _against(
    order: Sequence[Application], supposed: Sequence[Application], free: int, freed: int
) -> list[Placed]:
    places = {one.pk: place for place, one in enumerate(order, start=1)}
    placed = []
    for place, one in enumerate(supposed, start=1):
        before = places.get(one.pk, 0)
        above, was = place <= freed, 0 < before <= free or before == 0
        crosses = "" if above == was else ("in" if above else "out")
        placed.append(Placed(one, place, before, above, crosses))
    return placed
