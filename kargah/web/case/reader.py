"""Who reads a case: a colleague with names and inner steps, or somebody to whom only what concerns them is told."""

from dataclasses import dataclass
from typing import Any

from kargah.applications.models import Application
from kargah.people.queries import sees_everything
from kargah.process import scope


@dataclass(frozen=True)
class Reader:
    """`office`: reads as a colleague; `country`: one of all provinces. `points`: is shown scores, which whoever gave
    the levels never is.
    """

    user: Any
    office: bool
    country: bool
    points: bool

    @classmethod
    def of(cls, case: Application, user: Any) -> "Reader":
        return cls(user, scope.is_office(user, case), sees_everything(user), scope.sees_points(user, case))
