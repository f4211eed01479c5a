"""The vocabulary, the caller, their work, and the book."""

from ninja import Schema

from kargah.api.shapes.base import Instant, Pointer, of


class Province(Schema):
    code: str = of("iso_code")
    numeric_code: str
    name: str
    name_en: str
    capital: str
    office_address: str
    office_phone: str
    office_extension: str
    office_expert: str


class CraftField(Schema):
    code: str
    name: str
    name_en: str
    group: str = of("group.code")
    group_name: str = of("group.name")


class Post(Schema):
    role: str
    province: str | None = of("province.iso_code", default=None)


class Me(Schema):
    id: str
    name: str
    posts: list[Post]


class Waiting(Schema):
    """Steps that wait for the caller on the same rows: the plain one first."""

    moves: list[str]
    says: list[str]
    box: str
    count: int
    first: list[Pointer]
    href: str


class Work(Schema):
    waiting: list[Waiting]
    proposals: list[str]


class Event(Schema):
    """What happened, in a sentence."""

    at: Instant
    move: str
    sentence: str
    words: str


class Entry(Event):
    seq: int
    kind: str
    source: str
    target: str
    hash: str


class Person(Schema):
    id: str
    name: str
