"""Ranks and places: pure, exact, the same in whatever order the lines come."""

import hashlib
import random
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from kargah.grading import ranking
from kargah.grading.ranking import Caps, Line, Place, draw, places, rank_all
from kargah.guideline.limits import limits
from kargah.guideline.loading import sample_parameters

RULES = limits(sample_parameters()).tie_rules
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def plain_ranks(totals, groups):
    """The second implementation: how many of the same group have more."""
    return [
        1 + sum(1 for other, group in zip(totals, groups, strict=True) if group == mine and other > total)
        for total, mine in zip(totals, groups, strict=True)
    ]


def test_equal_totals_share_a_rank_and_the_next_one_skips():
    national, province, craft = rank_all([700, 900, 800, 800], [1, 1, 2, 2], [5, 6, 5, 6])
    assert national.tolist() == [4, 1, 2, 2]
    assert province.tolist() == [2, 1, 1, 1]
    assert craft.tolist() == [2, 1, 1, 2]


def test_one_hundredth_parts_two_lines():
    assert rank_all([69545, 69546], [1, 1], [1, 1])[0].tolist() == [2, 1]


def test_groups_may_be_named_by_text():
    _, province, craft = rank_all([3, 2, 1], ["yazd", "fars", "yazd"], ["01", "01", "02"])
    assert (province.tolist(), craft.tolist()) == ([1, 1, 2], [1, 2, 1])


def test_no_line_has_no_rank():
    assert [ranks.tolist() for ranks in rank_all([], [], [])] == [[], [], []]


@pytest.mark.parametrize("totals", [[1.5, 2.0], [-1, 2], ["1", "2"], [[1, 2], [3, 4]]])
def test_totals_are_whole_hundredths_and_not_negative(totals):
    with pytest.raises(ValueError, match=r"total"):
        rank_all(totals, [1, 1], [1, 1])


def test_a_line_needs_a_province_and_a_craft():
    with pytest.raises(ValueError, match="province"):
        rank_all([1, 2], [1], [1, 2])


@pytest.mark.parametrize("way", ["counting", "sorting"])
@pytest.mark.parametrize("seed", range(6))
def test_a_plain_second_implementation_agrees(way, seed, monkeypatch):
    monkeypatch.setattr(ranking, "MOST_BUCKETS", 1 << 23 if way == "counting" else 0)
    chance = random.Random(seed)
    for _ in range(60):
        size = chance.randrange(1, 60)
        spread = chance.choice([1, 5, 90, 100_001])
        totals = [chance.randrange(spread) for _ in range(size)]
        provinces = [chance.randrange(1, 5) for _ in range(size)]
        crafts = [chance.choice([1, 7, 40_000, -3]) for _ in range(size)]
        found = rank_all(totals, provinces, crafts)
        assert found[0].tolist() == plain_ranks(totals, [0] * size)
        assert found[1].tolist() == plain_ranks(totals, provinces)
        assert found[2].tolist() == plain_ranks(totals, crafts)


def test_ranks_do_not_depend_on_the_order_of_the_lines():
    chance = np.random.default_rng(5)
    totals = chance.integers(0, 500, 3000)
    provinces, crafts = chance.integers(1, 32, 3000), chance.integers(1, 25, 3000)
    first = rank_all(totals, provinces, crafts)
    for _ in range(10):
        order = chance.permutation(3000)
        again = rank_all(totals[order], provinces[order], crafts[order])
        assert all((mine[order] == yours).all() for mine, yours in zip(first, again, strict=True))


def test_the_draw_is_the_digest_of_seed_line_feed_and_code():
    assert draw("دانه", "K-12") == hashlib.sha256("دانه\nK-12".encode()).hexdigest()


def a_line(name, total=800, rank=1, province="yazd", product=700, authentic=300, minutes=0, qualifies=True):
    earned = {"P": product, "A": authentic}
    return Line(name, rank, total, province, earned, NOON + timedelta(minutes=minutes), qualifies)


@pytest.mark.parametrize(
    ("rule", "winner", "loser"),
    [
        ("points:P", {"product": 701, "authentic": 1, "minutes": 9}, {}),
        ("points:A", {"authentic": 301, "minutes": 9}, {}),
        ("registered_at", {}, {"minutes": 1}),
        ("declared_draw", {}, {}),
    ],
)
def test_among_equals_the_tie_rules_settle_who_passes_and_the_rule_is_named(rule, winner, loser):
    lines = [a_line("f" if rule != "declared_draw" else "a", **winner), a_line("b", **loser)]
    first = lines[0].draw
    for order in (lines, lines[::-1]):
        assert places(order, Caps(national=1), RULES) == {
            first: Place(True, None, rule),
            "b": Place(False, "national", rule),
        }


def test_without_a_cap_everybody_who_qualifies_passes_and_nothing_is_settled():
    lines = [a_line("a"), a_line("b"), a_line("c", rank=3, total=700, qualifies=False)]
    assert places(lines, Caps(), RULES) == {
        "a": Place(True),
        "b": Place(True),
        "c": Place(False, "qualification"),
    }


def test_a_line_that_does_not_qualify_takes_no_place():
    lines = [a_line("a", total=900, qualifies=False), a_line("b", rank=2)]
    assert places(lines, Caps(national=1), RULES)["b"] == Place(True)


def test_unequal_lines_are_settled_by_their_ranks_and_no_tie_rule_is_named():
    lines = [a_line("z", total=900), a_line("a", rank=2, total=800)]
    assert places(lines, Caps(national=1), RULES) == {"z": Place(True), "a": Place(False, "national")}


def test_a_full_province_does_not_stop_the_lines_behind_it():
    lines = [a_line("a"), a_line("b", rank=2, total=790), a_line("c", rank=3, total=780, province="fars")]
    caps = Caps(national=2, by_province={"yazd": 1})
    assert places(lines, caps, RULES) == {
        "a": Place(True),
        "b": Place(False, "province"),
        "c": Place(True),
    }


def test_equals_of_two_provinces_are_not_settled_against_each_other_by_a_province_cap():
    lines = [a_line("a"), a_line("b"), a_line("c", province="fars")]
    found = places(lines, Caps(by_province={"yazd": 1}), RULES)
    assert found == {
        "a": Place(True, None, "declared_draw"),
        "b": Place(False, "province", "declared_draw"),
        "c": Place(True),
    }


def test_no_place_left_stops_everybody():
    assert places([a_line("a")], Caps(national=0), RULES) == {"a": Place(False, "national")}
    assert places([a_line("a")], Caps(by_province={"yazd": 0}), RULES) == {"a": Place(False, "province")}


def test_where_the_province_rank_decides_the_total_parts_lines_of_equal_rank():
    lines = [a_line("a", total=800), a_line("b", total=900, province="fars")]
    assert places(lines, Caps(national=1), RULES) == {
        "b": Place(True, None, "total"),
        "a": Place(False, "national", "total"),
    }


def test_two_lines_with_one_draw_are_refused():
    with pytest.raises(ValueError, match="draw"):
        places([a_line("a"), a_line("a")], Caps(), RULES)


def plain_places(lines, national, by_province):
    """The second implementation: again and again the best of those left, by one comparison at a time."""
    left, taken = [line for line in lines if line.qualifies], []
    while left:
        best = left[0]
        for line in left[1:]:
            mine = (-line.total, -line.quarters["P"], -line.quarters["A"], line.registered_at, line.draw)
            yours = (-best.total, -best.quarters["P"], -best.quarters["A"], best.registered_at, best.draw)
            best = line if mine < yours else best
        left.remove(best)
        room = national is None or len(taken) < national
        mates = sum(1 for line in taken if line.province == best.province)
        if room and mates < by_province.get(best.province, 10**9):
            taken.append(best)
    return {line.draw for line in taken}


@pytest.mark.parametrize("seed", range(5))
def test_places_agree_with_a_plain_second_implementation_in_any_order(seed):
    chance = random.Random(seed)
    for _ in range(80):
        size = chance.randrange(1, 25)
        totals = [chance.randrange(700, 704) for _ in range(size)]
        ranks = rank_all(totals, [0] * size, [0] * size)[0].tolist()
        lines = [
            a_line(
                draw("seed", f"K-{number}"),
                totals[number],
                ranks[number],
                chance.choice(["yazd", "fars", "qom"]),
                chance.randrange(2),
                chance.randrange(2),
                chance.randrange(2),
                chance.random() < 0.8,
            )
            for number in range(size)
        ]
        national = chance.choice([None, chance.randrange(size + 1)])
        by_province = chance.choice([{}, {"yazd": chance.randrange(4), "fars": chance.randrange(4)}])
        found = places(lines, Caps(national, by_province), RULES)
        assert {name for name, place in found.items() if place.passes} == plain_places(
            lines, national, by_province
        )
        chance.shuffle(lines)
        assert places(lines, Caps(national, by_province), RULES) == found
