"""The five conditions of a case as they stand: what came out, who decided it, when and why."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kargah.jalali import calendar

from .models import Application, ConditionDecision
from .queries import may_come_from, years_are_short

Part = ConditionDecision.Part

WORDS = {
    1: _("Graded, with the required minimum of points"),
    2: _("At least the required years since the first licence, and a good record"),
    3: _("A definite monthly production volume"),
    4: _("Desirable quality of the product, with a rising trend"),
    5: _("Able to take orders and to plan for the market"),
}


@dataclass(frozen=True)
class Condition:
    """`met`: True, False, or None while it is not decided. `decisions`: the judgements that count, latest of each part."""

    number: int
    met: bool | None
    decisions: tuple[ConditionDecision, ...] = ()
    note: str = ""

    @property
    def words(self) -> str:
        return str(WORDS[self.number])

    @property
    def why(self) -> str:
        return " ".join(text for text in (self.note, *(decision.why for decision in self.decisions)) if text)

    @property
    def at(self) -> datetime | None:
        return max((decision.at for decision in self.decisions), default=None)


def conditions_of(application: Application, total: int | None = None) -> tuple[Condition, ...]:
    """All five, in order. `total`: the case's score in whole hundredths, for condition 1; None before it has one."""
    latest: dict[tuple[int, str], ConditionDecision] = {}
    for decision in application.condition_decisions.select_related("by").order_by("pk"):
        latest[decision.condition, decision.part] = decision
    reached = None if total is None else total >= application.cycle.limits.pass_mark
    return (
        Condition(1, reached),
        _second(application, latest),
        _judged(3, (Part.EXPERT, Part.INSPECTOR), latest),
        _judged(4, (Part.INSPECTOR,), latest),
        _judged(5, (Part.INSPECTOR,), latest),
    )


def _second(application: Application, latest: dict[tuple[int, str], ConditionDecision]) -> Condition:
    """The years are computed, the record is judged; short years need no judgement to fail."""
    record = _judged(2, (Part.EXPERT,), latest)
    if application.registered_at is None:
        return Condition(2, None, record.decisions)
    if years_are_short(application):
        day = may_come_from(application, application.cycle.limits)
        return Condition(2, False, record.decisions, _too_short(day))
    return record


def _judged(
    number: int, parts: tuple[str, ...], latest: dict[tuple[int, str], ConditionDecision]
) -> Condition:
    """Met when every part says so, not met when one says not, undecided while a part is missing."""
    decisions = tuple(latest[number, part] for part in parts if (number, part) in latest)
    if any(decision.outcome == ConditionDecision.Outcome.NOT_MET for decision in decisions):
        return Condition(number, False, decisions)
    return Condition(number, True if len(decisions) == len(parts) else None, decisions)


def _too_short(day: date | None) -> str:
    if day is None:
        return str(_("No licence is entered."))
    shown = calendar.latin_short(day) if get_language() == "en" else calendar.short(day)
    return str(_("The years are not full before %(day)s.") % {"day": shown})
