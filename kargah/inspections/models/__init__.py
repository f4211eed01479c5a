"""Nominations, visits, what was answered and seen, defects and their mending."""

from .answers import Answer, Photo
from .defects import Defect, DefectAnswer, DefectNotice, DefectVerdict, Extension, NoticeReminder
from .nomination import Conflict, Nomination
from .visit import Assignment, HeldPacket, HeldPhoto, Inspection, VisitFailure, VisitReply

__all__ = [
    "Answer",
    "Assignment",
    "Conflict",
    "Defect",
    "DefectAnswer",
    "DefectNotice",
    "DefectVerdict",
    "Extension",
    "HeldPacket",
    "HeldPhoto",
    "Inspection",
    "Nomination",
    "NoticeReminder",
    "Photo",
    "VisitFailure",
    "VisitReply",
]
