"""Inspectors, visits, defects and their mending."""

from ninja import Schema

from kargah.api.shapes.base import Day, Instant, Row, Whole, of
from kargah.api.shapes.requests import Judgement


class Nomination(Row):
    share: str = of("share.public_id")
    province: str = of("province.iso_code")
    inspector: str = of("inspector.public_id")
    inspector_name: str = of("inspector.full_name")
    company: str
    starts_on: Day
    ends_on: Day


class WholeNomination(Nomination, Whole):
    crafts: list[str]
    reason: str
    letter_number: str
    ended_reason: str


class Inspection(Row):
    application: str = of("application.public_id")
    workshop_name: str = of("application.workshop.name")
    province: str = of("province.iso_code")
    turn: int
    visit_on: Day | None
    visited_at: Instant | None
    ended_at: Instant | None
    repair_given_up: bool


class Answer(Schema):
    criterion: str = of("criterion.code")
    level: int | None
    not_applicable: bool
    reason: str
    note: str
    measured: str
    revision: int


class Photo(Schema):
    key: int = of("pk")
    criterion: str | None = of("criterion.code", default=None)
    caption: str
    file: str = of("stored.sha256")


class DefectAnswer(Schema):
    text: str
    file: str | None = of("photo.sha256", default=None)
    late: bool
    at: Instant


class Defect(Schema):
    key: int = of("pk", description="by which answers and verdicts name it")
    about: str
    defect_class: str
    text: str
    file: str | None = of("photo.sha256", default=None)
    answers: list[DefectAnswer]
    mended: bool | None = of("verdict.mended", default=None)


class Notice(Schema):
    turn: int
    due_on: Day = of("effective_due_on")
    notified_at: Instant
    done_at: Instant | None
    lapsed_at: Instant | None
    judged_at: Instant | None
    defects: list[Defect]


class WholeInspection(Inspection, Whole):
    inspector_name: str | None
    no_conflict_declared_at: Instant | None
    total: int | None
    answers: list[Answer]
    photos: list[Photo]
    judgements: list[Judgement]
    missing: list[str]
    notices: list[Notice]


class HeldPacket(Row):
    inspection: str = of("inspection.public_id")
    inspector_name: str = of("inspector.full_name")
    received_at: Instant


class WholeHeldPacket(HeldPacket, Whole):
    answers: dict
    decision_reason: str
