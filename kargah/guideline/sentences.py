"""The arithmetic in words: each reason and each sum as a person reads it."""

from django.utils.translation import gettext as _

from kargah.guideline.arithmetic import (
    Arithmetic,
    AxisBelowMinimum,
    BelowPassMark,
    ConditionNotMet,
    ConditionUndecided,
    Contradiction,
    KnockoutOpen,
    Reason,
)


def points(hundredths: int) -> str:
    """Hundredths as points: 69545 -> "695.45", 60000 -> "600"."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def quarter_points(quarters: int) -> str:
    """Quarters as points: 2449 -> "612.25", 2450 -> "612.5", 2448 -> "612"."""
    return f"{quarters // 4}{('', '.25', '.5', '.75')[quarters % 4]}"


def sum_sentence(arithmetic: Arithmetic) -> str:
    return _("%(earned)s of %(maximum)s applicable points = %(total)s of %(total_points)s") % {
        "earned": quarter_points(int(arithmetic.earned * 4)),
        "maximum": arithmetic.maximum,
        "total": points(arithmetic.total),
        "total_points": arithmetic.total_points,
    }


def condition_name(number: int) -> str:
    return {
        1: _("the required minimum of points"),
        2: _("the age of the first licence and a good record"),
        3: _("a definite and acceptable monthly production"),
        4: _("desirable and rising quality of the product"),
        5: _("the ability to take orders"),
    }[number]


def reason_sentence(reason: Reason) -> str:
    match reason:
        case ConditionNotMet(number):
            return _("Condition %(number)s, %(name)s, is not met.") % {
                "number": number,
                "name": condition_name(number),
            }
        case ConditionUndecided(number):
            return _("Condition %(number)s, %(name)s, is not decided yet.") % {
                "number": number,
                "name": condition_name(number),
            }
        case BelowPassMark(total, pass_mark):
            return _("The total of %(total)s is below the pass mark of %(pass_mark)s.") % {
                "total": points(total),
                "pass_mark": points(pass_mark),
            }
        case AxisBelowMinimum(axis):
            return _("Axis %(axis)s has %(earned)s of %(maximum)s points; %(percent)s percent is needed.") % {
                "axis": axis.name,
                "earned": quarter_points(axis.earned),
                "maximum": axis.maximum,
                "percent": axis.minimum_percent,
            }
        case KnockoutOpen(knockout):
            return _("Knock-out criterion %(code)s has level %(given)s; at least %(needed)s is needed.") % {
                "code": knockout.code,
                "given": knockout.given,
                "needed": knockout.needed,
            }


def contradiction_sentence(contradiction: Contradiction) -> str:
    values = {
        "number": contradiction.condition,
        "name": condition_name(contradiction.condition),
        "code": contradiction.code,
        "level": contradiction.level,
    }
    if contradiction.met:
        return (
            _("Condition %(number)s, %(name)s, is called met, but %(code)s has only level %(level)s.")
            % values
        )
    return _("Condition %(number)s, %(name)s, is called not met, but %(code)s has level %(level)s.") % values
