"""A step of the chart as a button beside a row, for the tables of the offices."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from kargah.inputs import Nothing
from kargah.jalali.templatetags.jalali import fa, jalali, jalali_weekday
from kargah.people.models import Role
from kargah.process import engine, scope
from kargah.process.flowchart import MOVES
from kargah.refusal import Refused
from kargah.web import faces
from kargah.web.levels import LEVEL_WORDS
from kargah.web.templatetags.kargah_web import isolated, mixed, tag

register = template.Library()
PERSONAL = {
    Role.APPLICANT,
    Role.TECHNICAL_INSPECTOR,
    Role.PANEL_MEMBER,
}  # held towards one row, not a province


@register.inclusion_tag("offices/step.html", takes_context=True)
def step(
    context: template.Context, name: str, row: Any, then: str = "", main: bool = False, ask: bool = False
) -> dict[str, Any]:
    """The button or link of the move `name` on `row`; nothing where the chart gives it to somebody else or to later.

    `then` is the address to go to afterwards (this page), `ask` also asks the rules and says what stands against it.
    """
    move, request = MOVES[name], context["request"]
    stands = move.creates or row.state in move.sources
    if not stands or not _may(request, move, row):
        return {"open": False}
    return {
        "open": True,
        "move": move,
        "row": row,
        "at_once": move.asks is Nothing and not move.signs,
        "obstacle": _against(request, move, row, ask=ask),
        "address": faces.move_address(name, row),
        "then": then or request.get_full_path(),
        "key": uuid.uuid4().hex,
        "main": main,
        "csrf_token": context.get("csrf_token"),
    }


def _against(request: Any, move: Any, row: Any, *, ask: bool) -> Refused | None:
    """What the rules say; of a step of two persons at least whether it is proposed, asked once for a page."""
    if ask:
        return engine.obstacle(move, row, by=request.user)
    if not move.two_persons:
        return None
    known = request.__dict__.setdefault("_proposed_steps", {})
    if move.name not in known:
        known[move.name] = scope.proposed(move, request.user)
    if row.pk in known[move.name]:
        return Refused(_("This was proposed and waits for the second person."))
    return None


SIGNS = {
    "national_id": _("national ID"),
    "mobile": _("mobile number"),
    "legal_id": _("national ID of the company"),
    "postal_code": _("postal code"),
    "phone": _("telephone"),
    "name_and_city": _("name and city"),
}


@register.filter
def signs(codes: list[str]) -> str:
    """By what two requests look alike."""
    return "، ".join(str(SIGNS.get(code, code)) for code in codes)


@register.filter
def iso_day(iso: str | None) -> str:
    """A day of a frozen content, 2026-11-23, as people read it."""
    return jalali_weekday(date.fromisoformat(iso)) if iso else ""


@register.filter
def level_words(level: int) -> str:
    return str(LEVEL_WORDS.get(level, ""))


TIE_RULES = {
    "registered_at": _("the earlier registration"),
    "declared_draw": _("the declared draw"),
}


@register.filter
def tie_rule(code: str) -> str:
    """The rule that settled equal points: one of the guideline's, or an axis or criterion by its code."""
    return str(TIE_RULES.get(code, code))


@register.filter
def cell(value: Any) -> Any:
    """A value of the guideline's tables as people read it; an empty one is marked as a gap."""
    if value is None or value == "":
        return tag("bad", _("empty"))
    if isinstance(value, date):
        return jalali(value)
    if isinstance(value, Decimal):
        return fa(format(value.normalize(), "f").replace(".", "٫"))
    if isinstance(value, str):
        return isolated(value) if value.isascii() else mixed(value)
    return fa(value) if isinstance(value, int) else value


@register.simple_tag(takes_context=True)
def may(context: template.Context, name: str, row: Any) -> bool:
    """Does the chart give the reader this step on this row as it stands?"""
    move = MOVES[name]
    return (move.creates or row.state in move.sources) and _may(context["request"], move, row)


def _may(request: Any, move: Any, row: Any) -> bool:
    """Asked once per page for each province: a long table is not a question to the database per button."""
    if PERSONAL & set(move.by):
        return scope.may_take(move, request.user, row)
    known = request.__dict__.setdefault("_steps_of_offices", {})
    mark = (move.name, getattr(row, "province_id", None))
    if mark not in known:
        known[mark] = scope.may_take(move, request.user, row)
    return known[mark]
