"""How an inspection begins: shared by the province's assignment and by a visit that an appeal ordered."""

from datetime import date
from typing import Any

from django.db.models import Max

from kargah.applications.models import Application

from .models import Assignment, Inspection, Nomination


def new_inspection(
    application: Application, nomination: Nomination, *, visit_on: date | None, by: Any, reason: str = ""
) -> Inspection:
    """The next inspection of a case, given to the nominated inspector."""
    last = application.inspections.aggregate(last=Max("turn"))["last"] or 0
    inspection = Inspection.objects.create(
        application=application,
        province_id=application.province_id,
        nomination=nomination,
        inspector_id=nomination.inspector_id,
        turn=last + 1,
        assigned_by=by,
        visit_on=visit_on,
    )
    record(inspection, by=by, reason=reason)
    return inspection


def record(inspection: Inspection, *, by: Any, reason: str = "") -> Assignment:
    """Write down who has the inspection from now on."""
    return Assignment.objects.create(
        inspection=inspection,
        nomination=inspection.nomination,
        inspector=inspection.inspector,
        by=by,
        reason=reason,
    )
