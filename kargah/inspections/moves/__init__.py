"""What the moves of nominations, visits and mending do."""

from .mending import (
    after_failed_revisit,
    answer_defects,
    cancel,
    close_as_found,
    confirm,
    could_not_revisit,
    extend,
    finish_revisit,
    lapse_notice,
    notify_defects,
)
from .nominating import accept_inspector, end_nomination, introduce, nominate, refuse_inspector
from .visiting import (
    adopt,
    assign,
    could_not_visit,
    declare_conflict,
    declare_no_conflict,
    finish_visit,
    reassign,
    reassigned_to,
    set_aside,
)

__all__ = [
    "accept_inspector",
    "adopt",
    "after_failed_revisit",
    "answer_defects",
    "assign",
    "cancel",
    "close_as_found",
    "confirm",
    "could_not_revisit",
    "could_not_visit",
    "declare_conflict",
    "declare_no_conflict",
    "end_nomination",
    "extend",
    "finish_revisit",
    "finish_visit",
    "introduce",
    "lapse_notice",
    "nominate",
    "notify_defects",
    "reassign",
    "reassigned_to",
    "refuse_inspector",
    "set_aside",
]
