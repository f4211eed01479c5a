"""Cycles, quotas, workshops, requests and what is beside them."""

from decimal import Decimal

from ninja import Field, Schema

from kargah.api.shapes.base import Day, Instant, Row, Whole, of


class Guideline(Row):
    number: int
    title: str
    published_on: Day | None


class Criterion(Schema):
    key: int = of("pk", description="by which a remark names it")
    code: str
    axis: str = of("axis.code")
    name: str
    name_en: str
    maximum: int
    knockout_level: int | None
    levels: list[int]
    na_allowed: bool
    photo_required: bool


class WholeGuideline(Guideline, Whole):
    criteria: list[Criterion]
    parameters: dict


class Cycle(Row):
    title: str
    year: int
    guideline: str = of("guideline.public_id")
    requests_close_on: Day
    opened_at: Instant | None
    closed_at: Instant | None


class WholeCycle(Cycle, Whole):
    pass


class Share(Row):
    cycle: str = of("cycle.public_id")
    province: str = of("province.iso_code")
    allotted: int
    held: int
    spent: int
    free: int
    order_frozen_at: Instant | None


class QuotaEntry(Schema):
    kind: str
    amount: int
    letter_number: str
    case: str
    at: Instant


class WholeShare(Share, Whole):
    call_text: str
    entries: list[QuotaEntry]


class Workshop(Row):
    name: str
    province: str = of("province.iso_code")
    county: str
    city: str
    holder_kind: str
    rural: bool


class Licence(Schema):
    key: int = of("pk")
    kind: str
    number: str
    issued_on: Day
    expires_on: Day | None


class WholeWorkshop(Workshop, Whole):
    owner_name: str
    legal_name: str
    address: str
    postal_code: str
    phone: str
    publishes_contact: bool
    licences: list[Licence]


class Application(Row):
    tracking_code: str | None
    cycle: str = of("cycle.public_id")
    province: str = of("province.iso_code")
    workshop: str = of("workshop.public_id")
    workshop_name: str = of("workshop.name")
    craft_group: str = of("craft_group.code")
    channel: str
    registered_at: Instant | None
    order_place: int | None


class Product(Schema):
    key: int = of("pk")
    name: str
    monthly_volume: Decimal
    unit: str


class Paper(Schema):
    key: int = of("pk")
    caption: str
    file: str = of("stored.sha256", description="to be read at /files/{file}")


class Completion(Schema):
    turn: int
    items: str
    due_on: Day
    answered_at: Instant | None
    lapsed_at: Instant | None


class Duplicate(Schema):
    key: int = of("pk")
    other: str = of("other.public_id")
    verdict: str


class Judgement(Schema):
    condition: int
    part: str
    outcome: str
    why: str
    at: Instant


class WholeApplication(Application, Whole):
    box: str | None
    craft_fields: list[str]
    first_licensed_on: Day | None
    letter_number: str
    letter_date: Day | None
    women: int
    men: int
    national_seal: bool
    takes_orders: bool
    order_capacity: str
    lead_time_days: int | None
    products: list[Product]
    papers: list[Paper]
    completion_requests: list[Completion]
    duplicates: list[Duplicate]
    judgements: list[Judgement]


class Mark(Row):
    application: str = of("application.public_id")
    province: str = of("province.iso_code")
    found: str = Field(description="what was found: conflict or false_licence")
    reason: str
    raised_at: Instant


class WholeMark(Mark, Whole):
    pass
