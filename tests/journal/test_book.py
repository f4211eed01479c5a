"""The journal: a chain that grows by one hand at a time and that nobody rewrites."""

import sys
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections, transaction

from kargah import clock, guards
from kargah.config import command
from kargah.journal import book, merkle
from kargah.journal.guards import GUARDS
from kargah.journal.models import GENESIS, Entry, EntryCase, Head, Words
from kargah.people.models import User
from kargah.refusal import Refused

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)
REASON = "The kiln of Mrs. Rezaei is cold."


@pytest.fixture
def sara(db):
    guards.install(connection, GUARDS)
    clock.set_to(NOON)
    yield User.objects.create(username="sara", first_name="Sara")
    clock.release()


@pytest.fixture
def written(sara):
    """Three entries: a step with a reason, one of the clock that follows it, and a correction."""
    first = book.write(
        "send", sara, by=sara, source="draft", target="sent", words=REASON, inputs="a" * 64, cases=[7, 9, 8]
    )
    second = book.write("lapse", sara, by=None, source="sent", target="lapsed", cause=first, cases=[7])
    third = book.write_edit(
        sara, by=sara, what="correct_name", before={"name": "Sara"}, after={"name": "Zari"}
    )
    return [first, second, third]


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def tamper(statement):
    """What a person with the file in hand could do."""
    guards.install(connection, ())
    run(statement)


def test_entries_are_numbered_from_one_and_chained(written):
    first, second, third = book.entries()
    assert [first.seq, second.seq, third.seq] == [1, 2, 3]
    assert [first.prev, second.prev, third.prev] == [GENESIS, first.hash, second.hash]
    head = Head.objects.get()
    assert (head.seq, head.hash, head.at) == (3, third.hash, NOON)
    assert book.verify(book.entries()) == []


def test_an_entry_says_who_did_what_to_which_and_from_where_to_where(sara, written):
    first, second, _ = book.entries()
    assert (first.by, first.move, first.source, first.target) == (sara, "send", "draft", "sent")
    assert (first.subject_kind, first.subject_id, first.at) == ("people.user", sara.pk, NOON)
    assert (second.by, second.cause) == (None, 1)


def test_neither_names_nor_reasons_stand_in_an_entry(written):
    told = " ".join(str(value) for row in Entry.objects.values() for value in row.values())
    assert not any(word in told for word in ("Sara", "Zari", "Rezaei", "kiln"))
    assert Words.objects.get(entry_id=1).text == REASON


def test_a_case_has_all_its_entries_also_the_shared_ones(written):
    assert [entry.seq for entry in book.read(7)] == [1, 2]
    assert [entry.seq for entry in book.read(9)] == [1]
    assert Entry.objects.get(seq=1).case_ids() == [7, 8, 9]


def test_a_subject_has_its_entries(sara, written):
    other = User.objects.create(username="reza")
    book.write("send", other, by=sara)
    assert [entry.seq for entry in book.about(sara)] == [1, 2, 3]


def test_an_edit_is_provable_by_who_knows_both_values(written):
    edit = Entry.objects.get(seq=3)
    assert edit.move == "edit:correct_name"
    assert edit.inputs == book.edit_digest({"name": "Sara"}, {"name": "Zari"})
    assert edit.inputs != book.edit_digest({"name": "Sara"}, {"name": "Mina"})


def test_erasing_a_reason_leaves_the_chain_whole(sara, written):
    book.erase_words(Entry.objects.get(seq=1), by=sara)
    assert not Words.objects.exists()
    assert book.verify(book.entries()) == []
    assert [entry.move for entry in book.read(7)] == ["send", "lapse", "erase_words"]


def test_an_entry_needs_the_transaction_of_what_it_tells(monkeypatch, sara):
    monkeypatch.setattr(connections["default"], "in_atomic_block", False)
    with pytest.raises(RuntimeError, match="transaction"):
        book.write("send", sara, by=sara)
    monkeypatch.undo()


def test_hours_never_run_backwards(sara):
    book.write("send", sara, by=sara)
    clock.set_to(NOON - timedelta(seconds=119))
    assert book.write("send", sara, by=sara).at == NOON
    clock.set_to(NOON - timedelta(seconds=121))
    with pytest.raises(Refused, match="ساعت"), transaction.atomic():
        book.write("send", sara, by=sara)
    assert Entry.objects.count() == 2


FORGED = (
    "INSERT INTO journal_entry (seq, at, move, subject_kind, subject_id, source, target, inputs, words, shown,"
    " root, prev, hash) SELECT {seq}, {at}, 'forged', 'people.user', 1, '', '', '', '', '', '', {prev}, 'f'"
    " FROM journal_head"
)


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("UPDATE journal_entry SET move = 'other' WHERE seq = 2", "journal_entry_is_never_changed"),
        ("DELETE FROM journal_entry WHERE seq = 3", "journal_entry_is_never_deleted"),
        ("DELETE FROM journal_entrycase", "journal_entrycase_is_never_deleted"),
        ("UPDATE journal_entrycase SET case_id = 1", "journal_entrycase_is_never_changed"),
        (FORGED.format(seq=5, at="at", prev="hash"), "an_entry_follows_the_last"),
        (FORGED.format(seq=4, at="at", prev="'0'"), "an_entry_follows_the_last"),
        (
            FORGED.format(seq=4, at="'2026-06-01 08:29:59+00:00'", prev="hash"),
            "an_entry_is_not_before_the_last",
        ),
        ("INSERT INTO journal_entrycase (entry_id, case_id) VALUES (2, 5)", "cases_come_with_their_entry"),
        (
            "INSERT INTO journal_words (entry_id, salt, text) VALUES (2, 's', 't')",
            "a_reason_comes_with_its_entry",
        ),
        ("UPDATE journal_words SET text = 'a better reason'", "a_reason_is_not_reworded"),
        ("UPDATE journal_head SET seq = 2", "the_head_follows_the_entries"),
        ("UPDATE journal_head SET seq = 4", "the_head_follows_the_entries"),
        ("DELETE FROM journal_head", "the_head_stays"),
    ],
)
def test_the_database_refuses_to_rewrite_the_book(written, statement, guard):
    with pytest.raises(IntegrityError) as caught:
        run(statement)
    assert str(caught.value).startswith(guard + ": ")
    assert book.verify(book.entries()) == []


@pytest.mark.postgres  # SQLite has no TRUNCATE
def test_the_book_is_not_emptied(written):
    run("SET CONSTRAINTS ALL IMMEDIATE")  # no foreign key may be left to check
    with pytest.raises(IntegrityError, match="_emptied"):
        run("TRUNCATE journal_entry, journal_entrycase, journal_words, journal_head")


@pytest.mark.sqlite  # only SQLite knows REPLACE
def test_replacing_an_entry_is_refused_too(written):
    with pytest.raises(IntegrityError):
        run("INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry WHERE seq = 2")


@pytest.mark.parametrize(
    ("statement", "breaks"),
    [
        ("UPDATE journal_entry SET target = 'approved' WHERE seq = 1", [1]),
        ("UPDATE journal_entry SET case_id = 6 WHERE seq = 2", [2]),
        ("UPDATE journal_entrycase SET case_id = 6 WHERE case_id = 9", [1]),
        ("UPDATE journal_words SET text = 'a better reason'", [1]),
        ("DELETE FROM journal_entry WHERE seq = 2", [3, 3]),
        ("UPDATE journal_entry SET hash = 'f' WHERE seq = 2", [2, 3]),
    ],
)
def test_what_was_rewritten_behind_the_guards_is_found(written, statement, breaks):
    tamper(statement)
    assert [found["seq"] for found in book.verify(book.entries())] == breaks


def test_the_command_counts_the_entries_of_a_whole_book(written):
    out = StringIO()
    call_command("verify_journal", stdout=out)
    assert out.getvalue() == f"entries checked: 3\nlast hash: {written[-1].hash}\n"


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (
            "UPDATE journal_entry SET move = 'other' WHERE seq = 2",
            "entry 2: its content does not match its hash",
        ),
        ("DELETE FROM journal_entry WHERE seq = 3", "entry 3: the head is not the last entry"),
    ],
)
def test_the_command_says_where_the_book_is_broken(written, statement, says):
    tamper(statement)
    err = StringIO()
    with pytest.raises(CommandError) as ended:
        call_command("verify_journal", stdout=StringIO(), stderr=err)
    assert ended.value.returncode == 1
    assert says in err.getvalue()


def test_the_command_is_called_with_a_dash(monkeypatch):
    called = []
    monkeypatch.setattr("django.core.management.execute_from_command_line", called.append)
    monkeypatch.setattr(sys, "argv", ["kargah", "verify-journal", "--no-color"])
    command.main()
    assert called == [["kargah", "verify_journal", "--no-color"]]


def test_the_fork_of_a_forgetful_writer_is_impossible(written):
    first = Entry.objects.get(seq=2)
    tamper("SELECT 1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(
            seq=4, at=NOON, move="fork", subject_kind="x", subject_id=1, prev=first.prev, hash="f"
        )


def test_a_further_case_is_named_once(written):
    tamper("SELECT 1")
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryCase.objects.create(entry_id=1, case_id=9)


def test_a_merkle_root_is_that_of_the_known_tree():
    leaves = [
        bytes.fromhex(leaf) for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")
    ]
    assert merkle.root([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.root(leaves[:1]) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert merkle.root(leaves[:3]) == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
    assert merkle.root(leaves) == "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"
