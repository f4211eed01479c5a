"""From the nomination to the confirmation, as it goes when all goes well."""

from kargah.inspections.models import Inspection
from kargah.inspections.queries import form_of, missing_for_finish, score_of
from tests import cast


def test_a_visit_without_defects_ends_confirmed_with_its_total(case):
    inspection = cast.a_confirmed_inspection(case, level=3)
    assert inspection.state == Inspection.State.CONFIRMED
    assert inspection.total == score_of(inspection).total == 75300
    assert inspection.ended_at is not None
    case.refresh_from_db()
    assert case.standing.box == "S7"


def test_the_visit_spends_the_held_place(case):
    share = case.share
    share.refresh_from_db()
    assert (share.held, share.spent) == (1, 0)
    cast.a_finished_visit(case)
    share.refresh_from_db()
    assert (share.held, share.spent) == (0, 1)


def test_a_defect_is_notified_answered_mended_and_its_level_raised(case):
    inspection = cast.a_defect_notice(cast.a_finished_visit(case, levels={"P1": 1}))
    assert inspection.state == "repairing"
    inspection = cast.a_finished_revisit(cast.an_answered_notice(inspection), level=4)
    assert inspection.state == "visited"
    assert inspection.answers.get(criterion__code="P1", current=True).level == 4
    assert inspection.answers.filter(criterion__code="P1").count() == 2
    inspection = cast.perform("confirm", inspection, by=inspection.inspector)
    assert inspection.state == "confirmed"


def test_the_form_says_what_is_still_missing_and_shows_no_points(case):
    inspection = cast.an_assigned_inspection(case)
    assert len(missing_for_finish(inspection)) == 3
    cast.fill_form(inspection)
    form = form_of(inspection)
    assert missing_for_finish(inspection) == []
    assert form.answered == form.criteria > 0


def test_after_two_notices_without_mending_it_is_closed_as_found(case):
    inspection = cast.an_inspection_closed_as_found(case)
    assert inspection.state == "closed_as_found"
    assert inspection.notices.count() == 2
    assert inspection.total == 75300
