"""What the chart does with requests and marks."""

from .ending import close, end_mark, raise_mark, withdraw
from .requests import ask_completion, complete, lapse_completion, register, start
from .screening import decline, reopen_screening, screen_in
from .selection import open_selection, release, released_to, select, waitlist

__all__ = [
    "ask_completion",
    "close",
    "complete",
    "decline",
    "end_mark",
    "lapse_completion",
    "open_selection",
    "raise_mark",
    "register",
    "release",
    "released_to",
    "reopen_screening",
    "screen_in",
    "select",
    "start",
    "waitlist",
    "withdraw",
]
