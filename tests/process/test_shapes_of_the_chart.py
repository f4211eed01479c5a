"""The chart as a drawing: seventeen shapes, arrows that lead somewhere, and no state that nothing reaches."""

from collections import Counter

import pytest

from kargah.applications.models import Application
from kargah.process.flowchart import FLOWCHART, MOVES
from kargah.process.shapes import Move, Question


def nothing() -> None:
    """What a move of these tests does."""


def test_the_chart_has_the_seventeen_shapes_of_the_official_one():
    steps = [f"S{number}" for number in range(1, 9)]

    codes = [box.code for shape in FLOWCHART for box in shape.boxes]

    assert codes == [*steps, "D1", "S9a", "S9b", "S10", "S11", "S12", "D2", "S13", "S14"]
    assert len(codes) == 17


def test_each_move_stands_in_one_box_under_one_name():
    drawn = [move.name for shape in FLOWCHART for box in shape.boxes for move in box.moves]

    assert max(Counter(drawn).values()) == 1
    assert set(drawn) <= set(MOVES)


def test_what_follows_a_move_is_a_move_on_the_chart():
    named = {follow.move for move in MOVES.values() for follow in (*move.before, *move.follows)}

    assert named and named <= set(MOVES)


def test_a_question_has_a_way_back():
    assert all(shape.no for shape in FLOWCHART if isinstance(shape, Question))


def test_a_step_of_two_persons_has_somebody_who_proposes_it():
    two = [move for move in MOVES.values() if move.two_persons]

    assert two and all(move.by for move in two)


@pytest.mark.parametrize("arrow", ["registred -> eligible", "registered -> eligble"])
def test_a_misspelt_state_fails_when_the_chart_is_read(arrow):
    with pytest.raises(ValueError):
        Move("wrong", Application, arrow, by=(), says="", do=nothing)


def test_several_targets_need_somebody_who_chooses():
    with pytest.raises(TypeError, match="several targets"):
        Move("wrong", Application, "registered -> eligible | closed", by=(), says="", do=nothing)
