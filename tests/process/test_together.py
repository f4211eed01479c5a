"""One step on many rows: what is foreseen comes true, and one entry of the journal stands over the lines."""

import pytest

from kargah.applications.models import Application
from kargah.cycles.models import Share
from kargah.journal import book, merkle
from kargah.journal.models import Entry, Words
from kargah.notifications.models import Letter
from kargah.process import together
from kargah.process.flowchart import MOVES
from tests import cast

pytestmark = pytest.mark.django_db
SELECT = MOVES["select"]


@pytest.fixture
def waiting():
    """Three who wait in their order for two places."""
    cycle = cast.an_open_cycle(quota=2)
    cases = [cast.an_eligible_case(cycle) for _ in range(3)]
    cast.selecting(cast.the_share(cycle, cast.a_province()))
    return [Application.objects.get(pk=case.pk) for case in cases]


def taken(cases, key="k", **seen):
    return together.take(SELECT, cases, by=cast.an_expert_of(), key=key, seen=seen, data={}, files={})


def test_a_rehearsal_foresees_each_row_and_changes_nothing(waiting):
    entries, letters = Entry.objects.count(), Letter.objects.count()

    foreseen = together.rehearse(SELECT, waiting, by=cast.an_expert_of())

    assert [one.refused is None for one in foreseen.outcomes] == [True, True, False]
    assert "The last one was given to" in str(foreseen.outcomes[2].refused)
    assert [one.after.state for one in foreseen.outcomes[:2]] == ["selected", "selected"]
    assert foreseen.letters == 2 and not any(one.done for one in foreseen.outcomes)
    assert {case.state for case in Application.objects.all()} == {"eligible"}
    assert (Entry.objects.count(), Letter.objects.count()) == (entries, letters)
    assert Share.objects.get(pk=waiting[0].share_id).held == 0


def test_what_was_foreseen_comes_true(waiting):
    foreseen = together.rehearse(SELECT, waiting, by=cast.an_expert_of())

    outcomes = taken(waiting)

    assert [one.done for one in outcomes] == [one.refused is None for one in foreseen.outcomes]
    assert [str(one.refused) for one in outcomes] == [str(one.refused) for one in foreseen.outcomes]


def test_one_entry_stands_over_the_entries_of_the_lines(waiting):
    taken(waiting)

    batch, lines = Entry.objects.get(move="batch"), list(Entry.objects.filter(move="select").order_by("seq"))
    assert len(lines) == 2
    assert batch.root == merkle.root([bytes.fromhex(line.hash) for line in lines])
    assert batch.reason.text == f"select: {lines[0].seq} {lines[1].seq}"
    assert not book.verify(book.entries())


def test_pressed_twice_no_row_and_no_batch_is_written_again(waiting):
    taken(waiting)
    number = Entry.objects.count()

    assert [one.done for one in taken(waiting)] == [True, True, False]
    assert Entry.objects.count() == number


def test_a_row_that_moved_on_since_it_was_seen_leaves_the_others_alone(waiting):
    outcomes = taken(waiting[:2], **{waiting[0].public_id: 99})

    assert [one.done for one in outcomes] == [False, False]  # the second is not the next one then
    assert not Entry.objects.filter(move="batch").exists()


def test_a_batch_whose_lines_are_named_wrongly_is_no_whole_book(waiting):
    taken(waiting)
    batch = Entry.objects.get(move="batch")
    other = Entry.objects.exclude(move__in=("select", "batch")).last()
    text = f"select: {other.seq}"
    batch.reason = Words(entry=batch, salt=batch.reason.salt, text=text)
    batch.words = book.words_digest(batch.reason.salt, text)

    breaks = [one["what"] for one in book.verify([batch])]

    assert "its root does not cover the entries that it names" in breaks
