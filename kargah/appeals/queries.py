"""What follows an upheld appeal, and what pages ask."""

from typing import Any

from django.db.models import QuerySet

from kargah.applications.models import Application
from kargah.certificates.models import Certificate
from kargah.reports.models import ReportLine

from . import corrections
from .models import Appeal

Correction = Appeal.Correction


# --- what the chart asks: the subjects of each correction, none when another one was ordered ----------------------
def screening_to_reopen(appeal: Appeal) -> list[Application]:
    return [appeal.application] if appeal.correction == Correction.REOPEN_SCREENING else []


def reason_of(appeal: Appeal, inputs: dict[str, Any]) -> dict[str, Any]:
    return {"reason": inputs["reason"]}


def visit_to_order(appeal: Appeal) -> list[Application]:
    return [appeal.application] if appeal.correction == Correction.ORDER_VISIT else []


def visit_ordered(appeal: Appeal, inputs: dict[str, Any]) -> dict[str, Any]:
    """The inspector whom the panel named; the province sets the day."""
    nomination = inputs.get("nomination")
    return {"nomination": nomination and nomination.public_id, "visit_on": None}


def line_for_a_later_batch(appeal: Appeal) -> list[ReportLine]:
    return (
        corrections.excluded_lines(appeal.application) if appeal.correction == Correction.LATER_BATCH else []
    )


def certificate_to_restore(appeal: Appeal) -> list[Certificate]:
    return corrections.suspended(appeal.application) if appeal.correction == Correction.RESTORE else []


# --- what pages ask -----------------------------------------------------------------------------------------------
def of_case(application: Application, user: Any) -> QuerySet[Appeal]:
    """The appeals of a case that `user` may see, the newest first."""
    return Appeal.objects.visible_to(user).filter(application=application)
