"""A visit ordered by an upheld appeal: the old line leaves list and ranking, the place is not counted again."""

import pytest

from kargah.process import invariants
from kargah.process.engine import perform
from kargah.process.standing import where
from tests import cast


@pytest.fixture
def ordered(lines):
    """The best of the list appealed against the score; the panel ordered a visit by another inspector."""
    line = lines[0]
    case = line.application
    another = cast.an_accepted_nomination(
        case.share, inspector=cast.an_inspector_of(case.province, name="another")
    )
    appeal = cast.a_lodged_appeal(case, against="score")
    cast.an_upheld_appeal(cast.an_appeal_in_review(appeal), correction="order_visit", nomination=another)
    return line


def test_the_old_line_is_replaced_on_list_and_report(ordered):
    ordered.refresh_from_db()
    assert ordered.left == ordered.line.left == "replaced"
    assert where(ordered.application) == ("S5", False)
    assert invariants.violations() == {}


def test_the_next_inspection_spends_no_second_place(ordered):
    case = ordered.application
    spent = case.share.spent
    inspection = case.inspections.get(turn=2)
    assert inspection.state == "assigned" and inspection.inspector == cast.an_inspector_of(name="another")
    case.share.refresh_from_db()
    assert (case.share.spent, case.share.held) == (spent, 0)


def test_a_later_ranking_takes_the_new_score(cycle, ordered):
    assert cast.a_settled_ranking(cycle).placements.count() == 3
    inspection = ordered.application.inspections.get(turn=2)
    perform("declare_no_conflict", inspection, by=inspection.inspector)
    inspection = cast.a_confirmed_inspection(inspection=inspection, level=3)
    report = cast.a_drafted_report(inspections=[inspection])
    cast.an_approved_report(cast.a_sent_report(cast.a_compiled_report(report)))
    later = cast.a_settled_ranking(cycle)
    assert later.placements.count() == 4
    assert later.placements.get(application=ordered.application).national_rank == 1
    assert [line.application for line in cast.a_drawn_list(later).lines.all()] == [ordered.application]
    assert invariants.violations() == {}
