"""What the calendar does by itself: moves whose day has come, and reminders before it."""

from kargah.inspections import queries as inspection_queries
from kargah.jobs.models import Job
from kargah.jobs.queue import every, job
from kargah.notifications import letters
from kargah.people.models import Role
from kargah.process import engine
from kargah.process.flowchart import MOVES
from kargah.process.shapes import Move
from kargah.refusal import Refused

MOVES_OF_THE_CLOCK = tuple(move for move in MOVES.values() if Role.CLOCK in move.by)


def tick() -> dict[str, int]:
    """Take every move that the clock may take and whose rules are silent today; then remind. How often each."""
    done = {move.name: taken for move in MOVES_OF_THE_CLOCK if (taken := _take(move))}
    if reminded := remind():
        done["reminders"] = reminded
    return done


def _take(move: Move) -> int:
    taken = 0
    for subject in move.of._base_manager.filter(state__in=move.sources).order_by("pk"):
        if engine.obstacle(move, subject, by=None):
            continue
        try:
            engine.perform(move.name, subject, by=None)
        except Refused:
            continue  # somebody acted at this moment: tomorrow's tick looks again
        taken += 1
    return taken


def remind() -> int:
    """A reminder 15, 5 and 1 days before a notice is due (days of the guideline), each once."""
    reminded = 0
    for notice, days in inspection_queries.notices_to_remind():
        with engine.one_transaction():
            if inspection_queries.remembered(notice, days):
                letters.defects_due_soon(notice.inspection)
                reminded += 1
    return reminded


@job("tick")
def tick_daily(job: Job) -> None:
    tick()


every("tick", hour=0)
