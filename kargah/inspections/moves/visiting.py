"""S5: the visit is assigned, made or not made, and finished; work without assignment is adopted or set aside."""

from datetime import date
from typing import Any

from kargah import clock
from kargah.applications.models import Application
from kargah.cycles import ledger
from kargah.files import intake
from kargah.guideline.models import Criterion
from kargah.inspections import assigning, sheet
from kargah.inspections.models import Conflict, HeldPacket, Inspection, Nomination, Photo, VisitFailure
from kargah.people.models import User


def assign(
    application: Application, *, by: User, nomination: Nomination, visit_on: date | None
) -> Inspection:
    return assigning.new_inspection(application, nomination, visit_on=visit_on, by=by)


def reassign(
    inspection: Inspection, *, by: User, nomination: Nomination, visit_on: date | None, reason: str
) -> None:
    """Another person, another declaration; what was answered so far stays on the sheet."""
    inspection.nomination, inspection.inspector = nomination, nomination.inspector
    inspection.assigned_by, inspection.visit_on = by, visit_on
    inspection.no_conflict_declared_at = None
    inspection.save(
        update_fields=["nomination", "inspector", "assigned_by", "visit_on", "no_conflict_declared_at"]
    )
    assigning.record(inspection, by=by, reason=reason)


def reassigned_to(inspection: Inspection) -> str:
    """A re-visit goes on where it was; a first visit begins anew."""
    State = Inspection.State
    return State.REPAIRING if inspection.state == State.REPAIRING else State.ASSIGNED


def declare_no_conflict(inspection: Inspection) -> None:
    inspection.no_conflict_declared_at = clock.now()
    inspection.save(update_fields=["no_conflict_declared_at"])


def declare_conflict(inspection: Inspection, *, by: User, note: str) -> None:
    """It holds for ever, in every later cycle too."""
    Conflict.objects.get_or_create(
        inspector=by, workshop=inspection.application.workshop, defaults={"note": note}
    )


def could_not_visit(inspection: Inspection, *, by: User, reason: str, photo: Any) -> None:
    VisitFailure.objects.create(
        inspection=inspection, of_revisit=False, reason=reason, photo=intake.keep_image(photo), by=by
    )


def finish_visit(inspection: Inspection, *, by: User) -> None:
    """The place is spent by it; a case that spent its place already (a visit ordered again) spends none."""
    inspection.visited_at = clock.now()
    inspection.save(update_fields=["visited_at"])
    application = inspection.application
    ledger.spend_if_held(application.share, application.public_id, by=by)


def adopt(packet: HeldPacket, *, by: User) -> None:
    """Its answers become revisions under the name of the one who gave them, its photos join the sheet."""
    inspection = packet.inspection
    criteria = {criterion.code: criterion for criterion in sheet.criteria_of(inspection)}
    contents = {criteria[code]: answer for code, answer in packet.answers.items()}
    sheet.revise(inspection, contents, by=packet.inspector)
    for photo in packet.photos.all():
        Photo.objects.create(
            inspection=inspection,
            criterion=_criterion(criteria, photo.criterion_code),
            stored=photo.stored,
            caption=photo.caption,
            by=packet.inspector,
        )


def set_aside(packet: HeldPacket, *, reason: str) -> None:
    packet.decision_reason = reason
    packet.save(update_fields=["decision_reason"])


def _criterion(criteria: dict[str, Criterion], code: str) -> Criterion | None:
    return criteria[code] if code else None
