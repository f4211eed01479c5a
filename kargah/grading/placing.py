"""A ranking computed from its published bundle and nothing else: run again, the same result to the last tie."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kargah.grading.ranking import Caps, Line, places, rank_all
from kargah.guideline.arithmetic import (
    NOT_APPLICABLE,
    Answer,
    AxisBelowMinimum,
    AxisRule,
    AxisScore,
    BelowPassMark,
    ConditionNotMet,
    ConditionUndecided,
    CriterionRule,
    KnockoutOpen,
    OpenKnockout,
    Reason,
    Rubric,
    band,
    reasons_against,
    score,
)
from kargah.guideline.limits import Limits, limits

BY_A_CAP = ("national", "province")


def ranked(bundle: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One placement for each line of the bundle, in its order.

    Keys: line, total (hundredths), band, qualifies, reasons (see `reason_as_json`), national_rank, province_rank,
    craft_rank, within_places, settled_by_rule. Raises arithmetic.ScoreMissing for a line without all its levels.
    """
    rules, rubric, lines = limits(bundle["parameters"]), rubric_of(bundle), bundle["lines"]
    scores = [score(rubric, answers_of(line)) for line in lines]
    reasons = [
        reasons_against(earned, {int(n): met for n, met in line["conditions"].items()}, rules)
        for line, earned in zip(lines, scores, strict=True)
    ]
    ranks = rank_all(
        [earned.total for earned in scores],
        [line["province"] for line in lines],
        [line["craft_group"] for line in lines],
    )
    deciding = ranks[("national", "province", "craft").index(rules.deciding_rank)]
    contest = [
        Line(
            draw=line["draw"],
            rank=int(rank),
            total=earned.total,
            province=line["province"],
            quarters=earned.axis_quarters(),
            registered_at=datetime.fromisoformat(line["registered_at"]),
            qualifies=not against,
        )
        for line, earned, against, rank in zip(lines, scores, reasons, deciding, strict=True)
        if not line["keeps_place"]
    ]
    outcome = _outcome(contest, bundle, rules)
    placements = []
    for line, earned, against, national, province, craft in zip(lines, scores, reasons, *ranks, strict=True):
        place = outcome.get(line["draw"])
        placements.append(
            {
                "line": line["line"],
                "total": earned.total,
                "band": band(earned.total, rules),
                "qualifies": not against,
                "reasons": [reason_as_json(reason) for reason in against],
                "national_rank": int(national),
                "province_rank": int(province),
                "craft_rank": int(craft),
                "within_places": place is None or place.stopped_by not in BY_A_CAP,
                "settled_by_rule": (place and place.settled_by) or "",
            }
        )
    return placements


def _outcome(contest: Sequence[Line], bundle: Mapping[str, Any], rules: Limits) -> dict[str, Any]:
    left = bundle["places_left"]
    return places(contest, Caps(left["national"], left["by_province"]), rules.tie_rules)


def rubric_of(bundle: Mapping[str, Any]) -> Rubric:
    told = bundle["rubric"]
    return Rubric(
        total_points=limits(bundle["parameters"]).total_points,
        axes=tuple(AxisRule(**axis) for axis in told["axes"]),
        criteria=tuple(
            CriterionRule(**{**rule, "levels": tuple(rule["levels"])}) for rule in told["criteria"]
        ),
    )


def answers_of(line: Mapping[str, Any]) -> dict[str, Answer]:
    """Levels by criterion; "n/a" in the bundle is not applicable."""
    return {
        code: NOT_APPLICABLE if level == NOT_APPLICABLE.value else level
        for code, level in line["levels"].items()
    }


def reason_as_json(reason: Reason) -> dict[str, Any]:
    """A reason with its figures: points of an axis are quarters, a total and the pass mark hundredths."""
    match reason:
        case ConditionNotMet(number):
            return {"kind": "condition_not_met", "condition": number}
        case ConditionUndecided(number):
            return {"kind": "condition_undecided", "condition": number}
        case BelowPassMark(total, pass_mark):
            return {"kind": "below_pass_mark", "total": total, "pass_mark": pass_mark}
        case AxisBelowMinimum(axis):
            return {
                "kind": "axis_below_minimum",
                "axis": axis.code,
                "name": axis.name,
                "earned": axis.earned,
                "maximum": axis.maximum,
                "minimum_percent": axis.minimum_percent,
            }
        case KnockoutOpen(knockout):
            return {
                "kind": "knockout_open",
                "criterion": knockout.code,
                "needed": knockout.needed,
                "given": knockout.given,
            }


def reason_from_json(told: Mapping[str, Any]) -> Reason:
    """The other way round: what `guideline.sentences.reason_sentence` puts into words."""
    match told["kind"]:
        case "condition_not_met":
            return ConditionNotMet(told["condition"])
        case "condition_undecided":
            return ConditionUndecided(told["condition"])
        case "below_pass_mark":
            return BelowPassMark(told["total"], told["pass_mark"])
        case "axis_below_minimum":
            figures = (told["axis"], told["name"], told["earned"], told["maximum"], told["minimum_percent"])
            return AxisBelowMinimum(AxisScore(*figures))
        case "knockout_open":
            return KnockoutOpen(OpenKnockout(told["criterion"], told["needed"], told["given"]))
    raise ValueError(f"no reason of the kind {told['kind']!r}")
