"""What the chart does with rankings, lists, opinions, and with cases that leave them."""

from .ending import order_visit, strike, withdraw
from .listing import close_list, draw_list, lapse_opinion, remind_opinion, revise_list, send_list
from .opinions import (
    agree_line,
    answer_line,
    answer_omission,
    decide_over,
    give_opinion,
    name_omission,
    object_line,
    opinion_leads_to,
    send_back_opinion,
)
from .ranking import preview_ranking, settle_ranking

__all__ = [
    "agree_line",
    "answer_line",
    "answer_omission",
    "close_list",
    "decide_over",
    "draw_list",
    "give_opinion",
    "lapse_opinion",
    "name_omission",
    "object_line",
    "opinion_leads_to",
    "order_visit",
    "preview_ranking",
    "remind_opinion",
    "revise_list",
    "send_back_opinion",
    "send_list",
    "settle_ranking",
    "strike",
    "withdraw",
]
