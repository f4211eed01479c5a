"""Workshops, their requests, what the expert judged about them, and marks found after the fact."""

from .application import Application, Attachment, CompletionRequest, Product
from .consent import Consent, Representative
from .mark import Mark
from .screening import ConditionDecision, Decline, Duplicate, Release, Withdrawal
from .workshop import Licence, Workshop, WorkshopTail

__all__ = [
    "Application",
    "Attachment",
    "CompletionRequest",
    "ConditionDecision",
    "Consent",
    "Decline",
    "Duplicate",
    "Licence",
    "Mark",
    "Product",
    "Release",
    "Representative",
    "Withdrawal",
    "Workshop",
    "WorkshopTail",
]
