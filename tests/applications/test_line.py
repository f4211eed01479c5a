"""The order against the quota's line, supposed otherwise than it is."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kargah.applications.line import as_it_is, if_moved, if_released

A, B, C, D = (SimpleNamespace(pk=number, name=name) for number, name in enumerate("ABCD", start=1))
ORDER = [A, B, C, D]


def told(placed):
    return "".join(one.case.name + {"in": "+", "out": "-"}.get(one.crosses, "") for one in placed)


def test_as_it_is_the_first_stand_above_the_line():
    assert [one.above for one in as_it_is(ORDER, 2)] == [True, True, False, False]
    assert not any(one.is_moved or one.crosses for one in as_it_is(ORDER, 2))


@pytest.mark.parametrize(
    ("case", "to", "expected"),
    [
        (D, 1, "D+AB-C"),
        (C, 2, "AC+B-D"),
        (A, 3, "BC+A-D"),
        (A, 2, "BACD"),
        (D, 99, "ABCD"),
        (B, 0, "BACD"),
    ],
)
def test_one_who_moves_up_pushes_another_over_the_line(case, to, expected):
    assert told(if_moved(ORDER, 2, case, to)) == expected


def test_a_place_given_back_goes_to_the_next_and_its_holder_stands_behind_all():
    holder = SimpleNamespace(pk=9, name="H")
    placed = if_released(ORDER, 1, holder)

    assert told(placed) == "AB+CDH-"
    assert [one.before for one in placed] == [1, 2, 3, 4, 0]


@given(free=some.integers(0, 6), who=some.sampled_from(ORDER), to=some.integers(1, 4))
def test_as_many_come_above_the_line_as_fall_below_it(free, who, to):
    placed = if_moved(ORDER, free, who, to)

    assert sorted(one.case.pk for one in placed) == [1, 2, 3, 4]
    assert told(placed).count("+") == told(placed).count("-")
    assert placed[to - 1].case is who
