"""Nominations, visits, what was answered and seen, defects and their mending."""

from .answers import Answer, Photo
from .defects import Defect, DefectAnswer, DefectNotice, DefectVerdict, Extension
from .nomination import Conflict, Nomination
from .visit import HeldPacket, Inspection, VisitFailure

__all__ = [
    "Answer",
    "Conflict",
    "Defect",
    "DefectAnswer",
    "DefectNotice",
    "DefectVerdict",
    "Extension",
    "HeldPacket",
    "Inspection",
    "Nomination",
    "Photo",
    "VisitFailure",
]
