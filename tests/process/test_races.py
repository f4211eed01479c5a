"""Many go for the last place of a quota at one instant, each a process of its own: one gets it, the others are told."""

import pytest

from kargah.applications.models import Application
from kargah.process import invariants, proposals
from kargah.process.models import Proposal
from tests import cast

pytestmark = pytest.mark.slow

RIVALS = """
import os, sys, traceback
from kargah.people.models import User
from kargah.process import proposals
from kargah.process.models import Proposal
from kargah.refusal import Refused

def rival(pk):
    proposal, deputy = Proposal.objects.get(pk=pk), User.objects.get(pk=int(sys.argv[1]))
    os.read(gate, 1)
    try:
        return "got it " + proposals.confirm(proposal, by=deputy).state
    except Refused as refusal:
        return f"refused {type(refusal).__name__} {refusal}"

gate, kept_shut = os.pipe()
ears = []
for pk in sys.argv[2].split(","):
    ear, mouth = os.pipe()
    if os.fork() == 0:
        os.close(kept_shut)
        try:
            said = rival(int(pk))
        except BaseException:
            said = traceback.format_exc()
        os.write(mouth, said.encode())
        os._exit(0)
    os.close(mouth)
    ears.append(ear)
os.close(kept_shut)  # the gate opens for all of them
for ear in ears:
    print(open(ear).read().replace(chr(10), " "))
"""


def at_once(database, rivals, by):
    """What each of `rivals` (keys of proposals) was told; their processes stand at a gate that opens once."""
    return database.python(RIVALS, str(by.pk), ",".join(map(str, rivals))).stdout.strip().splitlines()


def proposed_for_one_place(how_many):
    """The share with one place, and for each of its cases a proposal to select it, all waiting for the deputy."""
    cycle = cast.an_open_cycle(quota=1)
    cases = [cast.an_eligible_case(cycle) for _ in range(how_many)]
    share = cast.selecting(cases[0].share)
    expert = cast.an_expert_of(share.province)
    asked = [
        proposals.propose("select_out_of_order", case, by=expert, reason="نیاز فوری").pk for case in cases
    ]
    return share, asked


@pytest.mark.parametrize("how_many", [2, 50])
def test_one_last_place_goes_to_one_of_many(fresh_database, how_many):
    share, asked = proposed_for_one_place(how_many)

    said = at_once(fresh_database, asked, cast.a_deputy_of(share.province))

    assert said.count("got it confirmed") == 1, said
    assert sum(words.startswith("refused Refused ") for words in said) == how_many - 1, said
    assert len({words for words in said if words.startswith("refused")}) == 1, said  # one clear sentence
    share.refresh_from_db()
    assert (share.allotted, share.held, share.spent) == (1, 1, 0)
    assert share.entries.filter(kind="held").count() == 1
    assert Application.objects.filter(state="selected").count() == 1
    assert (
        Proposal.objects.filter(state="proposed").count() == how_many - 1
    )  # the others may still be taken back
    assert invariants.violations() == {}


def test_one_button_pressed_by_two_at_one_instant_is_one_step(fresh_database):
    share, (only, _other) = proposed_for_one_place(2)

    said = at_once(fresh_database, [only, only], cast.a_deputy_of(share.province))

    assert sorted(words.split()[0] for words in said) == ["got", "refused"], said
    assert any(words.startswith("refused OutOfTurn") for words in said), said
    assert invariants.violations() == {}
