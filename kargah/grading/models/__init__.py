"""Rankings and their frozen placements; lists, their lines, and the provinces' opinions."""

from .lists import CandidateList, ListDecision, ListLine, ListVersion, Omission, Opinion
from .ranking import Placement, Ranking

__all__ = [
    "CandidateList",
    "ListDecision",
    "ListLine",
    "ListVersion",
    "Omission",
    "Opinion",
    "Placement",
    "Ranking",
]
