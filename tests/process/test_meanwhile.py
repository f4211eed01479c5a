"""What comes between the look and the step: somebody acts meanwhile, or the database alone still says no."""

from dataclasses import replace

import pytest

from kargah.applications.models import Application
from kargah.process import proposals
from kargah.process.engine import perform
from kargah.process.flowchart import MOVES
from kargah.refusal import Overtaken, Refused
from tests import cast

pytestmark = pytest.mark.django_db


def without_its_rules(monkeypatch, name):
    """The move as it would be if a rule were forgotten."""
    monkeypatch.setitem(MOVES, name, replace(MOVES[name], when=()))


def test_a_case_that_moves_under_a_step_lets_the_whole_step_fall(monkeypatch):
    case = cast.a_registered_case()
    expert = cast.an_expert_of(case.province)

    def meanwhile(case, ground, reason):
        perform("ask_completion", case, by=expert, items="عکس")

    decline = MOVES["decline"]
    monkeypatch.setitem(MOVES, "decline", replace(decline, do=meanwhile))
    with pytest.raises(Overtaken) as refusal:
        perform("decline", case, by=expert, ground="not_a_handicraft", reason="در فهرست نیست")

    assert str(refusal.value) == "Somebody else acted meanwhile. Open the page again."
    case.refresh_from_db()
    assert (case.state, case.version, case.completion_requests.count()) == ("registered", 1, 0)
    monkeypatch.setitem(MOVES, "decline", decline)
    told = {"ground": "not_a_handicraft", "reason": "در فهرست نیست"}
    assert perform("decline", case, by=expert, **told).state == "declined"


def test_a_proposal_is_confirmed_or_refused_as_it_was_seen():
    case = cast.an_eligible_case()
    cast.selecting(case.share)
    expert, deputy = cast.an_expert_of(case.province), cast.a_deputy_of(case.province)
    proposal = proposals.propose("select_out_of_order", case, by=expert, reason="نیاز فوری")
    another = proposal.version + 1

    for answer in (
        lambda: proposals.confirm(proposal, by=deputy, seen=another),
        lambda: proposals.refuse(proposal, by=deputy, reason="نه", seen=another),
        lambda: proposals.take_back(proposal, by=expert, seen=another),
    ):
        with pytest.raises(Overtaken, match=f"{expert.full_name} acted meanwhile"):
            answer()

    assert proposals.confirm(proposal, by=deputy, seen=proposal.version).state == "confirmed"


def test_the_last_place_is_kept_by_the_database_too_and_told_in_words(monkeypatch):
    cycle = cast.an_open_cycle(quota=1)
    cases = [cast.an_eligible_case(cycle) for _ in range(2)]
    share = cast.selecting(cases[0].share)
    expert = cast.an_expert_of(share.province)
    without_its_rules(monkeypatch, "select")
    assert perform("select", cases[0], by=expert).state == "selected"

    with pytest.raises(Refused) as refusal:
        perform("select", cases[1], by=expert)

    assert type(refusal.value) is Refused
    assert str(refusal.value) == "The last place was taken meanwhile."
    assert Application.objects.get(pk=cases[1].pk).state == "eligible"


def test_what_a_guard_of_the_database_refuses_is_told_with_its_own_sentence(monkeypatch):
    case = cast.an_eligible_case()
    expert = cast.an_expert_of(case.province)
    without_its_rules(monkeypatch, "select")

    with pytest.raises(Refused) as refusal:
        perform("select", case, by=expert)

    assert type(refusal.value) is Refused
    assert str(refusal.value) == "The database refuses this step: the province does not select yet."
    cast.selecting(case.share)
    assert perform("select", case, by=expert).state == "selected"
