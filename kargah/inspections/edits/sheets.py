"""What changes on the sheet without a move: answers, photos, decisions.

Each is made only while the visit is open, by the inspector who has it and has declared no conflict. What comes from
an inspector who had it before is held as a packet: neither applied nor lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import ConditionDecision
from kargah.files.models import Stored
from kargah.guideline.models import Criterion
from kargah.journal import book
from kargah.people.models import Role, User
from kargah.people.rules import acts_as
from kargah.persian.letters import text
from kargah.refusal import NotPermitted, OutOfTurn, Refused

from .. import sheet
from ..models import Answer, HeldPacket, HeldPhoto, Inspection, Photo
from .writing import journal, locked

State = Inspection.State
LONGEST_WORDS, LONGEST_MEASURE, LONGEST_CAPTION = 2000, 60, 120


@dataclass
class Saved:
    """Which criteria got a new revision; or the packet in which the work is held."""

    revised: list[str] = field(default_factory=list)
    held: HeldPacket | None = None


@transaction.atomic
def save_answers(inspection: Inspection, by: User, answers: Mapping[str, Mapping[str, Any]]) -> Saved:
    """Save answers: by criterion code {"level": 0 to 4} or {"not_applicable": True, "reason": "…"}, with "note",
    "measured" and the device's "client_id" (a UUID; sent again it is the same answer) where there are some.

    All or nothing. Raises NotPermitted, OutOfTurn, and Refused with the criterion's code as `field`.
    """
    inspection = locked(inspection)
    criteria = {criterion.code: criterion for criterion in sheet.criteria_of(inspection)}
    read = {code: _content(code, criteria.get(code), answer) for code, answer in answers.items()}
    if _had_it_before(inspection, by):
        return Saved(held=_hold(inspection, by, read))
    _open_to(inspection, by)
    marks = {code: _client_id(code, answer.get("client_id")) for code, answer in answers.items()}
    came = _came_before(inspection, marks)
    fresh = {criteria[code]: content for code, content in read.items() if code not in came}
    client_ids = {criteria[code]: mark for code, mark in marks.items()}
    current = sheet.current_answers(inspection)
    revised = sheet.revise(inspection, fresh, by=by, client_ids=client_ids)
    if revised:
        before = {code: sheet.content_of(current.get(code)) for code in revised}
        journal(inspection, by, "answers", before, {code: read[code] for code in revised})
    return Saved(revised=revised)


@transaction.atomic
def add_photo(
    inspection: Inspection, by: User, criterion_code: str | None, stored: Stored, caption: str = ""
) -> Photo | HeldPhoto:
    """Add a kept photo to a criterion, or to the whole workshop (None). The same photo at the same place is one."""
    inspection = locked(inspection)
    if not stored.is_image:
        raise Refused(_("Only a photo can be added here."))
    criterion = _criterion(inspection, criterion_code) if criterion_code else None
    caption = text(caption)[:LONGEST_CAPTION]
    if _had_it_before(inspection, by):
        packet = _hold(inspection, by, {})
        kept, _new = packet.photos.get_or_create(
            stored=stored, criterion_code=criterion_code or "", defaults={"caption": caption}
        )
        return kept
    _open_to(inspection, by)
    there = inspection.photos.filter(stored=stored, criterion=criterion, removed_at=None).first()
    if there:
        return there
    photo = Photo.objects.create(
        inspection=inspection, criterion=criterion, stored=stored, caption=caption, by=by
    )
    journal(inspection, by, "photo_added", {}, {"criterion": criterion_code, "sha256": stored.sha256})
    return photo


@transaction.atomic
def add_photos(inspection: Inspection, by: User, photos: Sequence[tuple[str | None, Stored]]) -> list[Photo]:
    """Add several kept photos at once, each to a criterion (by code) or to the whole workshop (None): one entry."""
    inspection = locked(inspection)
    _open_to(inspection, by)
    if not all(stored.is_image for _code, stored in photos):
        raise Refused(_("Only a photo can be added here."))
    criteria = {criterion.code: criterion for criterion in sheet.criteria_of(inspection)}
    there = set(inspection.photos.filter(removed_at=None).values_list("criterion__code", "stored_id"))
    fresh = [(code, stored) for code, stored in dict.fromkeys(photos) if (code, stored.pk) not in there]
    if unknown := next((code for code, _stored in fresh if code and code not in criteria), None):
        raise Refused(_("The guideline has no criterion %(code)s."), code=unknown)
    added = Photo.objects.bulk_create(
        Photo(inspection=inspection, criterion=criteria.get(code or ""), stored=stored, by=by)
        for code, stored in fresh
    )
    if added:
        after = {"photos": [[code, stored.sha256] for code, stored in fresh]}
        journal(inspection, by, "photos_added", {}, after)
    return added


@transaction.atomic
def remove_photo(photo: Photo, by: User) -> Photo:
    """Take a photo off the sheet; its row and its file stay."""
    inspection = locked(photo.inspection)
    _open_to(inspection, by)
    if inspection.photos.filter(pk=photo.pk, removed_at=None).update(removed_at=clock.now()):
        journal(inspection, by, "photo_removed", {"photo": photo.pk, "sha256": photo.stored.sha256}, {})
    photo.refresh_from_db()
    return photo


@transaction.atomic
def decide_condition(
    inspection: Inspection, condition: int, outcome: str, why: str, by: User
) -> ConditionDecision:
    """Decide condition 3 (the inspector's part), 4 or 5: "met", or "not_met" with a reason."""
    inspection = locked(inspection)
    _open_to(inspection, by)
    why = text(why)[:LONGEST_WORDS]
    if condition not in sheet.JUDGED_BY_INSPECTOR or outcome not in ConditionDecision.Outcome.values:
        raise Refused(_("The inspector decides conditions 3, 4 and 5: met or not met."))
    if outcome == ConditionDecision.Outcome.NOT_MET and not why:
        raise Refused(_("Say why the condition is not met."), field=f"why_{condition}")
    before = sheet.decided_conditions(inspection).get(condition)
    if before and (before.outcome, before.why) == (outcome, why):
        return before
    decision = ConditionDecision.objects.create(
        application_id=inspection.application_id,
        condition=condition,
        part=ConditionDecision.Part.INSPECTOR,
        outcome=outcome,
        why=why,
        by=by,
    )
    old = {"outcome": before.outcome, "why": before.why} if before else {}
    journal(inspection, by, f"condition_{condition}", old, {"outcome": outcome, "why": why})
    return decision


@transaction.atomic
def give_up_repair(inspection: Inspection, by: User, letter: str) -> Inspection:
    """The applicant writes that they will not mend (the expert enters their letter). No notice follows any more."""
    inspection = locked(inspection)
    if not any(acts_as(by, role, on=inspection) for role in (Role.APPLICANT, Role.PROVINCIAL_EXPERT)):
        raise NotPermitted(_("Only the applicant gives the mending up."))
    if inspection.state not in (State.VISITED, State.REPAIRING) or not inspection.notices.exists():
        raise OutOfTurn(_("No defect was notified that could be mended."))
    words = text(letter)[:LONGEST_WORDS]
    if not words:
        raise Refused(_("Write it in words."), field="letter")
    if not inspection.repair_given_up:
        inspection.repair_given_up = True
        inspection.save(update_fields=["repair_given_up"])
        state = inspection.state
        cases = inspection.case_ids()
        book.write(
            "edit:repair_given_up", inspection, by=by, source=state, target=state, words=words, cases=cases
        )
    return inspection


# --- who may, and what was typed -----------------------------------------------------------------------
def _open_to(inspection: Inspection, by: User) -> None:
    if not acts_as(by, Role.TECHNICAL_INSPECTOR, on=inspection):
        raise NotPermitted(_("This inspection is assigned to somebody else."))
    if inspection.state != State.ASSIGNED:
        raise OutOfTurn(_("The visit is over: its sheet does not change any more."))
    if not inspection.no_conflict_declared_at:
        raise Refused(_("First declare that you have no conflict of interest with this workshop."))


def _had_it_before(inspection: Inspection, by: User) -> bool:
    return inspection.inspector_id != by.pk and inspection.assignments.filter(inspector=by).exists()


def _hold(inspection: Inspection, by: User, answers: Mapping[str, dict[str, Any]]) -> HeldPacket:
    """A packet of this inspector: the same answers sent again are one; photos join the open packet."""
    packets = HeldPacket.objects.filter(inspection=inspection, inspector=by).order_by("-pk")
    if answers:
        packet = next((packet for packet in packets if packet.answers == answers), None)
    else:
        packet = packets.filter(state=HeldPacket.State.HELD).first()
    if packet is None:
        packet = HeldPacket.objects.create(
            inspection=inspection, province_id=inspection.province_id, inspector=by, answers=dict(answers)
        )
        book.write("hold_packet", packet, by=by, target=packet.state, cases=packet.case_ids())
    return packet


def _criterion(inspection: Inspection, code: str) -> Criterion:
    guideline = inspection.application.cycle.guideline
    criterion = Criterion.objects.filter(guideline=guideline, code=code).first()
    if criterion is None:
        raise Refused(_("The guideline has no criterion %(code)s."), field=code, code=code)
    return criterion


def _content(code: str, criterion: Criterion | None, answer: Mapping[str, Any]) -> dict[str, Any]:
    if criterion is None:
        raise Refused(_("The guideline has no criterion %(code)s."), field=code, code=code)
    level, not_applicable = answer.get("level"), answer.get("not_applicable") is True
    reason = text(str(answer.get("reason") or ""))[:LONGEST_WORDS]
    if (level is None) != not_applicable:
        raise Refused(_("%(code)s: give a level, or say that it does not apply."), field=code, code=code)
    if not_applicable and not criterion.na_allowed:
        raise Refused(_("%(code)s can't be left out."), field=code, code=code)
    if not_applicable and not reason:
        raise Refused(_("%(code)s: say why it does not apply."), field=code, code=code)
    if not not_applicable and (type(level) is not int or level not in criterion.levels):
        raise Refused(_("%(code)s does not offer this level."), field=code, code=code)
    return {
        "level": level,
        "not_applicable": not_applicable,
        "reason": reason,
        "note": text(str(answer.get("note") or ""))[:LONGEST_WORDS],
        "measured": text(str(answer.get("measured") or ""))[:LONGEST_MEASURE],
    }


def _client_id(code: str, given: Any) -> UUID | None:
    if not given:
        return None
    try:
        return given if isinstance(given, UUID) else UUID(str(given))
    except ValueError as error:
        raise Refused(_("%(code)s: the device's mark can't be read."), field=code, code=code) from error


def _came_before(inspection: Inspection, marks: Mapping[str, UUID | None]) -> set[str]:
    """The codes of those answers that the device sent already, by its marks."""
    codes = {mark: code for code, mark in marks.items() if mark}
    there = Answer.objects.filter(client_id__in=codes).select_related("criterion")
    for answer in there:
        if answer.client_id is None:  # never: they were found by it
            continue
        code = codes[answer.client_id]
        if (answer.inspection_id, answer.criterion.code) != (inspection.pk, code):
            raise Refused(
                _("%(code)s: this answer was sent for another place before."), field=code, code=code
            )
    return {answer.criterion.code for answer in there}
