"""Titles, addresses and days of rows, for templates; loaded for all of them by the settings."""

from typing import Any

from django import template

from kargah.process.flowchart import MOVES
from kargah.web import faces

register = template.Library()

register.filter("address", faces.address)
register.filter("title_of", faces.title)
register.filter("due_on", faces.due_on)
register.filter("line_points", faces.points_of)
register.filter("line_words", faces.words_of)


@register.simple_tag
def move_url(move: Any, row: Any) -> str:
    """The page of a move (or its name) on a row."""
    return faces.move_address(getattr(move, "name", move), row)


@register.filter
def move_words(proposal: Any) -> str:
    """The verb of what is proposed."""
    return MOVES[proposal.move].says
