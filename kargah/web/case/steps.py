"""What a person may do now with the rows of a case, and what stands against the rest."""

from dataclasses import dataclass
from typing import Any

from kargah.appeals.models import Appeal
from kargah.applications.models import Application, Mark
from kargah.certificates.models import Certificate
from kargah.grading.models import ListLine, Omission
from kargah.inspections.models import HeldPacket, Inspection
from kargah.process import engine, scope, waiting
from kargah.process.shapes import Move
from kargah.refusal import Refused
from kargah.reports.models import ReportLine


@dataclass(frozen=True)
class Step:
    """An open step: the move, the row it is taken on, and what stands against it now."""

    move: Move
    subject: Any
    obstacle: Refused | None


def subjects_of(case: Application, user: Any) -> list[Any]:
    """The rows of a case on which steps are taken, as far as this person sees them."""
    hanging: list[Any] = [case]
    running = scope.rows(Inspection, user).filter(application=case).exclude(state=Inspection.State.CANCELLED)
    hanging += list(running.order_by("-turn")[:1])
    hanging += list(scope.rows(HeldPacket, user).filter(inspection__application=case))
    hanging += list(scope.rows(ReportLine, user).filter(application=case, left="").order_by("-pk")[:1])
    hanging += list(scope.rows(ListLine, user).filter(application=case, left="").order_by("-pk")[:1])
    for model in (Omission, Certificate, Mark, Appeal):
        hanging += list(scope.rows(model, user).filter(application=case))
    return hanging


def open_to(subjects: list[Any], user: Any) -> list[Step]:
    """What waits for them first; a rule that refuses comes with its words."""
    steps = [
        Step(move, subject, engine.obstacle(move, subject, by=user))
        for subject in subjects
        for move in engine.open_moves(subject, by=user)
    ]
    return sorted(steps, key=lambda step: (not step.move.waits, waiting.asks_something(step.move)))


def split(subjects: list[Any], user: Any) -> dict[str, list[Step]]:
    """As the template wants them: `steps` can be taken, `blocked` not now."""
    found = open_to(subjects, user)
    return {
        "steps": [step for step in found if step.obstacle is None],
        "blocked": [step for step in found if step.obstacle is not None],
    }
