"""What every row of the interface has: its name, its state, its version, and the steps that are open on it."""

from datetime import date, datetime
from typing import Any, Literal, TypeAlias

from ninja import Field, Schema


class Choice(Schema):
    value: str
    label: str


class Asked(Schema):
    """One field that a step asks for at this moment."""

    name: str
    kind: Literal["text", "choice", "choices", "boolean", "integer", "decimal", "date", "file", "object"]
    label: str
    help: str
    required: bool
    choices: list[Choice] | None = None


class Step(Schema):
    """A move that the caller may make now: POST to `href` what it `asks`, with `If-Match` and `Idempotency-Key`."""

    name: str
    says: str
    box: str = Field(description="the shape of the official chart to which it belongs")
    href: str
    creates: str | None = Field(description="the kind of row that it makes; null when it moves this row")
    two_persons: bool = Field(description="it makes a proposal, which another person confirms")
    signs: bool = Field(description="it takes the person's `secret`, and `shown` as this row tells it")
    asks: list[Asked]


class Obstacle(Schema):
    """A move that state and post would allow, and the rule that stands against it."""

    name: str
    says: str
    why: str


class Row(Schema):
    id: str
    kind: str
    href: str
    state: str | None = None
    state_words: str | None = Field(None, description="the state in the language of the request")
    version: int | None = None
    created_at: datetime
    may: list[str] = Field(
        description="the moves that state and post allow the caller; whether a rule stands against one, the row "
        "itself tells in `moves` and `obstacles`"
    )


class Whole(Schema):
    """What a row tells beyond its line in a list."""

    moves: list[Step]
    obstacles: list[Obstacle]
    proposals: list[str] = Field(description="open proposals about this row")
    shown: str | None = Field(None, description="hash of what is shown; it goes back with a signature")


class Pointer(Schema):
    """A row, and where it is read."""

    kind: str
    id: str
    href: str
    state: str | None


class Problem(Schema):
    """Problem details, as RFC 9457 has them."""

    type: str
    title: str
    status: int
    detail: str
    errors: dict[str, list[str]] | None = Field(None, description='messages by field; "" for all together')


def of(path: str, **more: Any) -> Any:
    """A value that lies behind another row."""
    return Field(validation_alias=path, **more)


Day: TypeAlias = date
Instant: TypeAlias = datetime
