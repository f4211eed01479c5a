"""A case ends, or is held by a mark."""

from typing import Any

from kargah.cycles import ledger

from .. import endings
from ..models import Application, Mark

withdraw = endings.withdraw


def close(application: Application, *, by: Any) -> None:
    """The cycle ended. Where the case stood then is kept: who waited is preferred next time."""
    application.closed_from = application.state
    application.save(update_fields=["closed_from"])
    ledger.free_if_held(application.share, application.public_id, by=by)


def raise_mark(application: Application, *, by: Any, kind: str, reason: str) -> Mark:
    return Mark.objects.create(
        application=application, province_id=application.province_id, kind=kind, reason=reason, raised_by=by
    )


def end_mark(mark: Mark, *, reason: str) -> None:
    endings.end_mark(mark, reason=reason)
