"""Reports, rankings, lists, certificates, appeals."""

from typing import Any

from ninja import Schema

from kargah.api.shapes.base import Day, Instant, Pointer, Row, Whole, of


class Report(Row):
    cycle: str = of("cycle.public_id")
    province: str = of("province.iso_code")
    number: int
    turn: int
    answered_at: Instant | None


class Version(Schema):
    number: int
    hash: str
    workbook: str | None = of("workbook.sha256", default=None)
    compiled_at: Instant
    sent_at: Instant | None


class WholeReport(Report, Whole):
    versions: list[Version]
    lines: list[str]


class ReportLine(Row):
    report: str = of("report.public_id")
    application: str = of("application.public_id")
    workshop_name: str = of("application.workshop.name")
    inspection: str = of("inspection.public_id")
    province: str = of("province.iso_code")
    left: str


class Remark(Schema):
    key: int = of("pk", description="by which its answer names it")
    turn: int
    criterion: str | None = of("criterion.code", default=None)
    text: str
    inspector_asked_at: Instant | None
    answer: str
    answered_at: Instant | None


class WholeReportLine(ReportLine, Whole):
    total: int | None
    suggestion: str
    verdict_reason: str
    content_hash: str
    remarks: list[Remark]


class Ranking(Row):
    cycle: str = of("cycle.public_id")
    number: int
    bundle_hash: str
    settled_at: Instant | None


class WholeRanking(Ranking, Whole):
    late_provinces: list[str]


class Placement(Schema):
    application: str = of("application.public_id")
    line: str = of("line.public_id")
    total: int
    band: str
    qualifies: bool
    within_places: bool
    national_rank: int
    province_rank: int
    craft_rank: int
    settled_by_rule: str
    reasons: list[Any]


class CandidateList(Row):
    cycle: str = of("cycle.public_id")
    province: str = of("province.iso_code")
    ranking: str = of("ranking.public_id")
    turn: int
    sent_at: Instant | None
    due_on: Day | None


class ListVersion(Schema):
    number: int
    hash: str
    frozen_at: Instant | None


class WholeCandidateList(CandidateList, Whole):
    versions: list[ListVersion]
    lines: list[str]
    omissions: list[str]


class ListLine(Row):
    candidate_list: str = of("candidate_list.public_id")
    application: str = of("application.public_id")
    workshop_name: str = of("application.workshop.name")
    province: str = of("province.iso_code")
    left: str


class WholeListLine(ListLine, Whole):
    total: int | None
    band: str = of("placement.band")
    national_rank: int = of("placement.national_rank")
    province_rank: int = of("placement.province_rank")
    objection: str
    answer: str


class Omission(Row):
    candidate_list: str = of("candidate_list.public_id")
    application: str = of("application.public_id")
    province: str = of("province.iso_code")
    reason: str
    answer: str


class WholeOmission(Omission, Whole):
    pass


class Certificate(Row):
    application: str = of("application.public_id")
    workshop: str = of("workshop.public_id")
    workshop_name: str = of("workshop.name")
    province: str = of("province.iso_code")
    cycle: str = of("cycle.public_id")
    craft_group: str = of("craft_group.code")
    register_number: str
    code: str
    grade: str
    issued_at: Instant
    valid_through: Day


class WholeCertificate(Certificate, Whole):
    total: int | None
    file: str | None = of("pdf.sha256", default=None)


class Appeal(Row):
    application: str = of("application.public_id")
    province: str = of("province.iso_code")
    against: str
    lodged_at: Instant
    decided_at: Instant | None


class WholeAppeal(Appeal, Whole):
    text: str
    correction: str
    decision: str


class Proposal(Row):
    move: str
    says: str
    province: str | None = of("province.iso_code", default=None)
    proposed_by: str = of("proposed_by.full_name")
    answer: str
    ended_at: Instant | None


class WholeProposal(Proposal):
    subject: Pointer
    inputs: dict
    may_confirm: bool
    may_take_back: bool
