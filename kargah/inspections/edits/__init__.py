"""What may be corrected of a visit between the moves: the sheet, and the day."""

from .days import confirm_day, refuse_wish, set_visit_day, wish_day
from .sheets import (
    LONGEST_MEASURE,
    LONGEST_WORDS,
    Saved,
    add_photo,
    add_photos,
    decide_condition,
    give_up_repair,
    remove_photo,
    save_answers,
)

__all__ = [
    "LONGEST_MEASURE",
    "LONGEST_WORDS",
    "Saved",
    "add_photo",
    "add_photos",
    "confirm_day",
    "decide_condition",
    "give_up_repair",
    "refuse_wish",
    "remove_photo",
    "save_answers",
    "set_visit_day",
    "wish_day",
]
