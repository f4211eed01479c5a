"""A case leaves report, ranking, list and issue at once; frozen versions keep what they said."""

from datetime import date
from typing import Any

from kargah.applications import endings
from kargah.applications.models import Application, Mark
from kargah.inspections import assigning
from kargah.inspections.models import Inspection, Nomination
from kargah.reports.models import ReportLine

from ..models import ListLine

Left = ReportLine.Left


def withdraw(application: Application, *, by: Any, reason: str = "", letter: Any = None) -> None:
    endings.withdraw(application, by=by, reason=reason, letter=letter)
    _leave(application, Left.WITHDRAWN)


def strike(mark: Mark, *, reason: str) -> None:
    """The place goes to a later ranking; a certificate is suspended (the chart says so)."""
    endings.end_mark(mark, reason=reason)
    _leave(mark.application, Left.STRUCK)


def order_visit(
    application: Application, *, by: Any, nomination: Nomination, visit_on: date | None
) -> Inspection:
    """The place is not counted again; the old line leaves later rankings."""
    _leave(application, Left.REPLACED)
    return assigning.new_inspection(application, nomination, visit_on=visit_on, by=by)


def _leave(application: Application, how: str) -> None:
    ListLine.objects.filter(application=application, state__in=ListLine.OPEN, left="").update(left=how)
    ReportLine.objects.filter(application=application, left="").update(left=how)
