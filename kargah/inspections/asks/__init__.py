"""What the moves of nominations, visits and mending ask for."""

from .assigning import Assign, CouldNotVisit, DeclareConflict, Introduce, Nominate, Reassign
from .days import RefuseWish, WishDay
from .mending import AnswerDefects, Extend, FinishRevisit, NotifyDefects

__all__ = [
    "AnswerDefects",
    "Assign",
    "CouldNotVisit",
    "DeclareConflict",
    "Extend",
    "FinishRevisit",
    "Introduce",
    "Nominate",
    "NotifyDefects",
    "Reassign",
    "RefuseWish",
    "WishDay",
]
