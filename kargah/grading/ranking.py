"""The ranking: a pure function of totals in whole hundredths, the same in whatever order the lines come.

Equal totals share a rank and the next rank skips (1, 2, 2, 4). The tie rules only settle who passes a capped line.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ranks = NDArray[np.int64]

# Counting needs one bucket per group and total; beyond this many buckets, or where they far outnumber the lines,
# sorting is the cheaper way.
MOST_BUCKETS = 1 << 23


def rank_all(totals: ArrayLike, provinces: ArrayLike, crafts: ArrayLike) -> tuple[Ranks, Ranks, Ranks]:
    """National, province and craft ranks of lines given as three columns of the same length.

    `totals`: whole hundredths, not negative; `provinces`, `crafts`: any whole numbers or texts that name a group.
    Returns three int64 arrays in the order of the lines, ranks from 1. Raises ValueError for other totals.
    """
    points = _whole_totals(totals)
    provinces, crafts = np.asarray(provinces), np.asarray(crafts)
    if not points.shape == provinces.shape == crafts.shape:
        raise ValueError("a line needs a total, a province and a craft")
    if points.size == 0:
        return tuple(np.empty(0, np.int64) for _ in range(3))  # type: ignore[return-value]
    highest = int(points.max())
    behind = highest - points  # hundredths behind the best, so that the best comes first
    width = highest + 1
    nobody = np.zeros(1, np.int64)
    return (
        _ranks(behind, nobody, 1, width),
        _ranks(behind, *_groups(provinces), width),
        _ranks(behind, *_groups(crafts), width),
    )


def _whole_totals(totals: ArrayLike) -> NDArray[np.int64]:
    given = np.asarray(totals)
    if given.size == 0:
        return np.empty(0, np.int64)
    if given.ndim != 1 or given.dtype.kind not in "iu":
        raise ValueError("totals are one column of whole hundredths")
    if given.min() < 0:
        raise ValueError("a total is not negative")
    return given.astype(np.int64, copy=False)


def _groups(names: NDArray[np.generic]) -> tuple[NDArray[np.int64], int]:
    """Groups numbered from 0, and how many. Small whole numbers serve as they are."""
    if names.dtype.kind in "iu" and names.min() >= 0 and names.max() < 1024:
        return names.astype(np.int64, copy=False), int(names.max()) + 1
    distinct, numbers = np.unique(names, return_inverse=True)
    return numbers.astype(np.int64, copy=False), len(distinct)


def _ranks(behind: NDArray[np.int64], group: NDArray[np.int64], groups: int, width: int) -> Ranks:
    """One more than the lines of the same group that stand before, by a key that puts groups one after another."""
    key = behind if groups == 1 else group * width + behind
    if groups * width <= min(MOST_BUCKETS, 16 * behind.size + 4096):
        in_bucket = np.bincount(key, minlength=groups * width)
        before = np.cumsum(in_bucket) - in_bucket
        starts = before[::width]  # lines of the groups that come first
        within = before if groups == 1 else (before.reshape(groups, width) - starts[:, None]).ravel()
        ranks: Ranks = within[key] + 1
        return ranks
    ordered = np.sort(key)
    first_of_group = np.searchsorted(ordered, np.arange(groups, dtype=np.int64) * width)
    ahead = np.searchsorted(ordered, key)
    behind_start = first_of_group[0] if groups == 1 else first_of_group[group]
    sorted_ranks: Ranks = (ahead - behind_start + 1).astype(np.int64, copy=False)
    return sorted_ranks


def draw(seed: str, tracking_code: str) -> str:
    """The declared draw: hex SHA-256 of seed, line feed, tracking code in UTF-8. The smaller goes first."""
    return hashlib.sha256(f"{seed}\n{tracking_code}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Line:
    """A line that asks for a place. `rank` is its deciding rank; `quarters` what its axes earned, as earned."""

    draw: str  # names the line too: the digest stands in the public bundle, the tracking code does not
    rank: int
    total: int
    province: str
    quarters: Mapping[str, int]
    registered_at: datetime
    qualifies: bool = True


@dataclass(frozen=True, slots=True)
class Caps:
    """Places that are left. None: no cap; a province that is not named has none of its own."""

    national: int | None = None
    by_province: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Whether a line passes; the cap that stopped it; the rule that settled it among equals."""

    passes: bool
    stopped_by: str | None = None  # "national", "province" or "qualification"
    settled_by: str | None = (
        None  # "total", "points:P", "registered_at", "declared_draw"; None: nothing was tied
    )


def places(lines: Sequence[Line], caps: Caps, tie_rules: Sequence[str]) -> dict[str, Place]:
    """Who passes the capped line, by the draw's digest.

    Lines that qualify take places in the order of rank, total and the tie rules; a line of a province whose places
    are gone does not stop those behind it. `settled_by` is given to lines of equal rank of which some pass and some
    don't. Raises ValueError where two lines have the same digest.
    """
    if len({line.draw for line in lines}) != len(lines):
        raise ValueError("two lines with the same draw")
    rules = ("total", *(rule for rule in tie_rules if rule != "declared_draw"), "declared_draw")
    queue = sorted(
        (line for line in lines if line.qualifies), key=lambda line: (line.rank, _key(line, rules))
    )

    national, left = caps.national, dict(caps.by_province or {})
    stopped: dict[str, str | None] = {}
    for line in queue:
        if national is not None and national <= 0:
            stopped[line.draw] = "national"
        elif left.get(line.province, 1) <= 0:
            stopped[line.draw] = "province"
        else:
            stopped[line.draw] = None
            national = None if national is None else national - 1
            if line.province in left:
                left[line.province] -= 1

    result = {line.draw: Place(False, "qualification") for line in lines if not line.qualifies}
    equals: dict[int, list[Line]] = {}
    for line in queue:
        equals.setdefault(line.rank, []).append(line)
    for tied in equals.values():
        for line in tied:
            settled = _settled_by(line, tied, stopped, rules)
            result[line.draw] = Place(stopped[line.draw] is None, stopped[line.draw], settled)
    return result


def _key(line: Line, rules: Sequence[str]) -> tuple[int | datetime | str, ...]:
    return tuple(_worth(line, rule) for rule in rules)


def _worth(line: Line, rule: str) -> int | datetime | str:
    """What a rule compares; the smaller goes first."""
    if rule == "total":
        return -line.total
    if rule == "registered_at":
        return line.registered_at
    if rule == "declared_draw":
        return line.draw
    return -line.quarters[rule.removeprefix("points:")]


def _settled_by(
    line: Line, tied: Sequence[Line], stopped: Mapping[str, str | None], rules: Sequence[str]
) -> str | None:
    """The first rule that parts a line from its nearest equal beyond the line; `tied` in order."""

    def competes(first: Line, refused: Line) -> bool:
        return stopped[refused.draw] == "national" or first.province == refused.province

    if stopped[line.draw] is None:
        across = next((one for one in tied if stopped[one.draw] is not None and competes(line, one)), None)
    else:
        across = next(
            (one for one in reversed(tied) if stopped[one.draw] is None and competes(one, line)), None
        )
    if across is None:
        return None
    return next(rule for rule in rules if _worth(line, rule) != _worth(across, rule))
