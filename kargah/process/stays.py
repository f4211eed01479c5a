"""How long a case stood in each box of the chart, told from the book: where each step left it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from kargah import clock
from kargah.journal.models import Entry
from kargah.process.standing import AFTER

# Into which box a step brings its case. A step that is not here leaves it where it stands.
INTO: dict[str, str] = {
    "register": "S3",
    "release": "S3",
    "select": "S4",
    "select_out_of_order": "S4",
    "assign": "S5",
    "order_visit": "S5",
    "finish_visit": "S6",
    "confirm": "S7",
    "close_as_found": "S7",
    "give_later_batch": "S7",
    "compile_report": "S8",
    "send_report": "D1",
    "return_report": "S9a",
    "supplement_report": "S9b",
    "draw_list": "S12",
    "object_line": "S13",
    "keep_line": "S13",
    "accept_objection": "S13",
    "agree_line": "S14",
    "decide_over": "S14",
    "issue": AFTER,
}
STRUCK = {"S10": "D1", "S11": "D1", "S12": "D2", "S13": "D2"}  # a mark takes the line off ranking and list
VERDICTS = {"approve_line", "exclude_line", "postpone_line"}


@dataclass(frozen=True)
class Stay:
    """`until` is None while the case stands there."""

    box: str
    since: datetime
    until: datetime | None

    @property
    def days(self) -> int:
        """Whole days of the Tehran calendar; coming and going on one day is none."""
        return (clock.day_of(self.until or clock.now()) - clock.day_of(self.since)).days


def of(entries: Iterable[Entry]) -> list[Stay]:
    """The stays of one case from its entries, the oldest first; the last one is open."""
    stays: list[Stay] = []
    verdict = ""
    for entry in entries:
        if entry.move in VERDICTS:
            verdict = entry.move
        here = stays[-1].box if stays else ""
        box = _after(entry, here, verdict)
        if box == here:
            continue
        if stays:
            stays[-1] = Stay(here, stays[-1].since, entry.at)
        stays.append(Stay(box, entry.at, None))
    return stays


# Steps after which it matters where the case stood, or what was said of it before.
TURNS: dict[str, Callable[[Entry, str, str], str]] = {
    "send_back": lambda entry, here, verdict: "S9a" if entry.target == "returned" else "S7",
    "approve_report": lambda entry, here, verdict: {"exclude_line": here, "postpone_line": "S7"}.get(
        verdict, "S10"
    ),
    "settle_ranking": lambda entry, here, verdict: "S11" if here == "S10" else here,
    "send_list": lambda entry, here, verdict: "D2" if here == "S12" else here,
    "revise_list": lambda entry, here, verdict: here if here in ("S13", "S14", AFTER) else "S12",
    "strike": lambda entry, here, verdict: STRUCK.get(here, here),
}


def _after(entry: Entry, here: str, verdict: str) -> str:
    if entry.move in TURNS:
        return TURNS[entry.move](entry, here, verdict)
    return INTO.get(entry.move, here)


def box_at(stays: Iterable[Stay], at: datetime) -> str:
    """In which box the case stood at this moment; "" before it had one."""
    return next((stay.box for stay in reversed([*stays]) if stay.since <= at), "")


def days_by_box(stays: Iterable[Stay]) -> dict[str, int]:
    found: dict[str, int] = {}
    for stay in stays:
        found[stay.box] = found.get(stay.box, 0) + stay.days
    return found


def times_by_box(stays: Iterable[Stay]) -> dict[str, int]:
    """How often the case came into each box: more than once is a loop."""
    found: dict[str, int] = {}
    for stay in stays:
        found[stay.box] = found.get(stay.box, 0) + 1
    return found
