"""The walk of a request from the plan of a cycle to its selection."""

import pytest

from tests import cast

pytestmark = pytest.mark.django_db


def test_a_request_walks_from_draft_to_selected():
    case = cast.a_selected_case()
    assert case.state == "selected"
    share = cast.the_share(case.cycle, case.province)
    assert (share.allotted, share.held, share.spent) == (3, 1, 0)
    assert len(case.tracking_code) == 10
    assert case.standing.box == "S4"
