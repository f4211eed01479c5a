"""What the chart does with an appeal."""

from typing import Any

from kargah import clock
from kargah.applications.models import Application
from kargah.files.intake import keep_document
from kargah.inspections.models import Nomination
from kargah.people.models import User
from kargah.refusal import Refused

from . import days
from .models import Appeal
from .rules import NOTHING_TO_APPEAL


def lodge(application: Application, *, against: str, text: str, evidence: Any = None) -> Appeal:
    """A row beside the case; the day on which its people learned of the decision is kept as it was."""
    learned = days.learned_on(application, against)
    if learned is None:
        raise Refused(NOTHING_TO_APPEAL, field="against")
    return Appeal.objects.create(
        application=application,
        province=application.province,
        against=against,
        learned_on=learned,
        text=text,
        evidence=keep_document(evidence) if evidence else None,
    )


def name_panel(appeal: Appeal, *, by: User, members: Any) -> None:
    appeal.panel.set(members)
    appeal.panel_named_by = by
    appeal.save(update_fields=["panel_named_by"])


def uphold(
    appeal: Appeal, *, by: User, correction: str, reason: str, nomination: Nomination | None = None
) -> None:
    """The correction is named here; what it orders follows in the same transaction."""
    appeal.correction = correction
    _decide(appeal, by=by, reason=reason)


def reject(appeal: Appeal, *, by: User, reason: str) -> None:
    _decide(appeal, by=by, reason=reason)


def withdraw_appeal(appeal: Appeal) -> None:
    """Nothing is written: what it held goes on."""


def _decide(appeal: Appeal, *, by: User, reason: str) -> None:
    appeal.decision, appeal.decided_by, appeal.decided_at = reason, by, clock.now()
    appeal.save(update_fields=["correction", "decision", "decided_by", "decided_at"])
