"""People and their posts; the ways in, and what was let in."""

from kargah.people.models.doors import Entrance, RecoveryCode, SecondFactor, SecondFactorRule
from kargah.people.models.person import (
    OF_A_PROVINCE,
    OF_HEADQUARTERS,
    OF_THE_COUNTRY,
    Attempt,
    OneTimeCode,
    PartnerBody,
    People,
    PersonTail,
    Post,
    Posts,
    Role,
    User,
)

__all__ = [
    "OF_A_PROVINCE",
    "OF_HEADQUARTERS",
    "OF_THE_COUNTRY",
    "Attempt",
    "Entrance",
    "OneTimeCode",
    "PartnerBody",
    "People",
    "PersonTail",
    "Post",
    "Posts",
    "RecoveryCode",
    "Role",
    "SecondFactor",
    "SecondFactorRule",
    "User",
]
