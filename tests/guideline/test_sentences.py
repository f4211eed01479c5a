"""The arithmetic in words."""

import pytest
from django.utils.translation import override

from kargah.guideline import sentences
from kargah.guideline.arithmetic import Contradiction, CriterionRule, reasons_against, score
from tests.guideline.sheets import LIMITS
from tests.guideline.test_arithmetic import SMALL, a_rubric


@pytest.mark.parametrize(
    ("hundredths", "shown"), [(0, "0"), (5, "0.05"), (60000, "600"), (69545, "695.45"), (69550, "695.50")]
)
def test_points_are_shown_with_two_decimals_or_none(hundredths, shown):
    assert sentences.points(hundredths) == shown


def test_the_sum_is_told_as_in_the_process():
    rubric = a_rubric(CriterionRule("A1", "A", 612), CriterionRule("A2", "A", 268))
    with override("en"):
        told = sentences.sum_sentence(score(rubric, {"A1": 4, "A2": 0}).arithmetic)
    assert told == "612 of 880 applicable points = 695.45 of 1000"


def test_every_reason_has_its_sentence_in_both_languages():
    result = score(SMALL, {"P1": 1, "P2": 4, "S1": 0, "F4": 0})
    reasons = reasons_against(result, {2: False, 3: None, 4: True, 5: True}, LIMITS)
    with override("en"):
        told = [sentences.reason_sentence(reason) for reason in reasons]
    assert told[0] == "The total of 265.63 is below the pass mark of 600."
    assert "Axis axis S has 0 of 8 points; 50 percent is needed." in told
    assert told[-1] == "Knock-out criterion F4 has level 0; at least 4 is needed."
    assert len(set(told)) == len(reasons)


def test_a_contradiction_has_its_sentence():
    with override("en"):
        assert "C1 has only level 1" in sentences.contradiction_sentence(Contradiction(3, True, "C1", 1))
        assert "called not met" in sentences.contradiction_sentence(Contradiction(3, False, "C1", 4))
