"""What a withdrawal or a mark's end writes about the case itself; floors above add what it means for their rows."""

from typing import Any

from kargah.cycles import ledger
from kargah.files import intake

from .models import Application, Mark, Withdrawal


def withdraw(application: Application, *, by: Any, reason: str = "", letter: Any = None) -> None:
    """`letter` is an uploaded file or None. The place is given back unless the finished visit spent it."""
    Withdrawal.objects.create(
        application=application, reason=reason, letter=intake.keep_document(letter) if letter else None, by=by
    )
    ledger.free_if_held(application.share, application.public_id, by=by)


def end_mark(mark: Mark, *, reason: str) -> None:
    mark.ended_reason = reason
    mark.save(update_fields=["ended_reason"])
