"""A mark is raised on a case, cleared or struck by two persons."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from kargah.process import proposals
from kargah.process.engine import perform
from kargah.refusal import Refused
from tests import cast

pytestmark = pytest.mark.django_db


def raise_mark(case):
    return perform(
        "raise_mark", case, by=cast.an_expert_of(case.province), kind="false_licence", reason="شمارهٔ نادرست"
    )


def ended(mark, move, reason):
    proposal = proposals.propose(move, mark, by=cast.an_hq_expert(), reason=reason)
    proposals.confirm(proposal, by=cast.a_director())
    mark.refresh_from_db()
    return mark


@pytest.fixture(autouse=True)
def refusals_in_english():
    with override("en"):
        yield


def test_a_mark_is_raised_once_on_a_request_that_was_handed_in():
    draft = cast.a_draft()
    case = cast.a_registered_case(draft.cycle)
    with pytest.raises(Refused, match="not handed in yet"):
        raise_mark(draft)
    mark = raise_mark(case)
    with pytest.raises(Refused, match="raised already"):
        raise_mark(case)
    with pytest.raises(IntegrityError, match="applications_mark_is_frozen"), transaction.atomic():
        type(mark).objects.filter(pk=mark.pk).update(reason="دیگر")
    mark = ended(mark, "clear_mark", "درست بود")
    assert (mark.state, mark.ended_reason) == ("cleared", "درست بود")
    assert raise_mark(case).state == "raised"


def test_on_a_struck_case_no_mark_is_raised_any_more():
    case = cast.a_registered_case()
    assert ended(raise_mark(case), "strike", "ثابت شد").state == "struck"
    with pytest.raises(Refused) as caught:
        raise_mark(case)
    assert str(caught.value) == "This case was struck already."
