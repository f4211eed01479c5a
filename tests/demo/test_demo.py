"""The played cycle, as `make demo` plays it: once, in a process of its own, then asked from all sides."""

import json

import pytest

from tests.databases import Database

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]

BOXES = [
    "S1",
    "S2",
    "S3",
    "S4",
    "S5",
    "S6",
    "S7",
    "S8",
    "D1",
    "S9a",
    "S9b",
    "S10",
    "S11",
    "S12",
    "D2",
    "S13",
    "S14",
    "END",
]


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """(database, what the demo said, what it described)."""
    database = Database(tmp_path_factory.mktemp("demo"))
    description = database.folder / "describe.json"
    said = database.run("demo", "--no-serve", "--describe", str(description)).stdout
    return database, said, json.loads(description.read_text())


def test_no_box_of_the_chart_is_empty_after_the_demo(played):
    _database, said, _described = played
    rows = {
        line.split()[0]: line.split()[1]
        for line in said.splitlines()
        if line.split()[:1] and line.split()[0] in BOXES
    }

    assert set(rows) == set(BOXES)
    assert {box for box, number in rows.items() if int(number) == 0} == set()


def test_the_journal_and_every_invariant_are_clean_after_the_demo(played):
    database, _said, _described = played

    assert "last hash" in database.run("verify-journal").stdout
    assert "invariants hold" in database.run("check-invariants").stdout


def test_some_certificates_are_valid_expired_suspended_revoked_and_superseded(played):
    _database, _said, described = played

    assert set(described["codes"]) == {"valid", "expired", "suspended", "revoked", "superseded"}


def test_two_persons_of_every_role_in_two_provinces_are_described_with_their_way_in(played):
    _database, _said, described = played
    people = [(person["role"], person["province"]) for person in described["people"]]
    provinces = {province for _role, province in people if province}

    assert len(provinces) == 2
    for role in ("provincial_expert", "provincial_deputy", "technical_inspector", "applicant"):
        assert all(people.count((role, province)) == 2 for province in provinces)
    for role in ("headquarters_expert", "headquarters_director", "auditor", "partner_body"):
        assert people.count((role, None)) == 2


def test_played_again_it_keeps_what_is_there(played):
    database, _said, _described = played

    assert "already" in database.run("demo", "--no-serve").stdout
