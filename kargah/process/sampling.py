"""A sample for an audit: drawn by a seed, so that whoever knows it draws the same one."""

import hashlib
import secrets
from dataclasses import dataclass

from kargah.applications.models import Application
from kargah.cycles.models import Cycle
from kargah.inputs import digest
from kargah.people.models import User
from kargah.places.models import Province
from kargah.process.scope import rows

MOST = 500


@dataclass(frozen=True)
class Sample:
    """`cases` in the order of the draw; `hash` over the seed, the number of all and the codes drawn."""

    seed: str
    out_of: int
    cases: list[Application]
    hash: str


def new_seed() -> str:
    return secrets.token_hex(8)


def draw(cycle: Cycle, user: User, *, number: int, seed: str, province: Province | None = None) -> Sample:
    """`number` registered cases with the smallest hex SHA-256 of seed, newline, tracking code."""
    registered = rows(Application, user).filter(cycle=cycle, registered_at__isnull=False)
    if province:
        registered = registered.filter(province=province)
    codes = list(registered.order_by().values_list("tracking_code", flat=True))
    drawn = sorted(codes, key=lambda code: (_ticket(seed, code), code))[:number]
    found = {case.tracking_code: case for case in registered.filter(tracking_code__in=drawn)}
    return Sample(
        seed=seed,
        out_of=len(codes),
        cases=[found[code] for code in drawn],
        hash=digest({"seed": seed, "out_of": len(codes), "drawn": drawn}),
    )


def _ticket(seed: str, code: str) -> str:
    return hashlib.sha256(f"{seed}\n{code}".encode()).hexdigest()
