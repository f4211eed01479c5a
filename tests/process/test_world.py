"""The country in which the other tests try what is forbidden."""

from kargah.process import invariants
from tests.process import world


def test_every_subject_stands_in_every_state_and_nothing_is_broken(country):
    assert world.states_that_nobody_stands_in() == []
    assert invariants.violations() == {}
