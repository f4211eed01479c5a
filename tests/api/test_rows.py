"""What each may read: the same rows as on the pages, with the steps that are open to them."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kargah import clock
from kargah.api import steps
from kargah.api.resources import OF_MODEL, RESOURCES
from kargah.people.signing import Signature
from kargah.process import engine, proposals, scope
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal
from kargah.process.waiting import waits_for
from kargah.refusal import InvalidInput, Refused
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PEOPLE = (
    "owner", "another applicant", "expert", "expert elsewhere", "deputy", "inspector", "another inspector",
    "hq expert", "director", "auditor", "partner",
)  # fmt: skip


@pytest.mark.parametrize("who", PEOPLE)
def test_each_reads_the_rows_that_their_pages_show(world, program, who):
    its = program(world.people[who])
    for resource in RESOURCES:
        page = its.get(f"/{resource.path}?limit=100").json()
        seen = set(scope.rows(resource.model, world.people[who]).values_list("public_id", flat=True))
        assert {row["id"] for row in page["items"]} == seen, resource.path
        for row in page["items"]:
            alone = its.get(f"/{resource.path}/{row['id']}")
            assert alone.status_code == 200, alone.content
            assert alone.json()["may"] == row["may"]
            assert set(row) <= set(alone.json())


def test_another_province_is_not_there(world, program):
    its = program(world.people["expert elsewhere"])
    hidden = {"case": "applications", "inspection": "inspections", "report": "reports", "line": "report-lines",
              "list": "lists", "share": "shares", "workshop": "workshops"}  # fmt: skip
    for name, path in hidden.items():
        assert its.get(f"/{path}/{getattr(world, name).public_id}").status_code == 404
    taken = its.post(f"/applications/{world.case.public_id}/moves/withdraw", {}, seen='"v1"')
    assert taken.status_code == 404
    assert its.send("PUT", f"/shares/{world.share.public_id}/call", {}, seen='"v1"').status_code == 404
    assert its.get(f"/files/{world.photo.sha256}").status_code == 404


def test_a_file_is_read_by_who_sees_its_row(world, program):
    answer = program(world.people["expert"]).get(f"/files/{world.photo.sha256}")

    assert answer.status_code == 200
    assert answer["X-Kind"] == "image/jpeg"
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"


def test_points_are_not_told_to_who_gave_the_levels(world, program):
    path = f"/report-lines/{world.line.public_id}"

    assert program(world.people["hq expert"]).get(path).json()["total"] > 0
    inspector = program(world.line.inspection.inspector).get(path).json()
    assert inspector["total"] is None


def test_the_applicant_reads_the_defects_and_not_the_sheet(world, program):
    path = f"/inspections/{world.inspection.public_id}"
    owner, office = (program(world.people[who]).get(path).json() for who in ("owner", "expert"))

    assert owner["answers"] == [] and owner["inspector_name"] is None
    assert len(office["answers"]) > 20
    assert owner["notices"] == office["notices"]
    assert [one["about"] for one in owner["notices"][0]["defects"]] == ["P1"]


def test_a_list_goes_on_behind_the_last_row_that_was_read(program):
    province = cast.a_province("قم")
    shops = [cast.a_workshop(province) for _ in range(5)]
    its = program(cast.an_expert_of(province))
    read, path = [], "/workshops?limit=2&province=IR-25"
    while path:
        page = its.get(path).json()
        read += [row["id"] for row in page["items"]]
        path = page["next"] and page["next"].removeprefix("/api/v1")

    assert read == [shop.public_id for shop in shops]
    assert its.get("/workshops?after=nosuchrow").status_code == 422
    assert its.get("/workshops?limit=0").json()["errors"].keys() == {"limit"}


@pytest.mark.parametrize("path", ["workshops", "applications"])
def test_the_queries_of_a_list_do_not_grow_with_its_rows(program, path):
    cycle, province = cast.an_open_cycle(), cast.a_province()
    its = program(cast.an_expert_of(province))

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert its.get(f"/{path}").status_code == 200
        return len(queries)

    cast.a_registered_case(cycle)
    asked()
    few = asked()
    for _ in range(6):
        cast.a_registered_case(cycle)
    assert asked() == few


def test_my_work_is_the_work_of_the_page(world, program):
    for who in ("expert", "hq expert", "director", "owner", "inspector"):
        person = world.people[who]
        told = program(person).get("/work").json()["waiting"]
        assert [(one["moves"], one["count"]) for one in told] == [
            ([move.name for move in found.moves], found.count) for found in waits_for(person)
        ]
        for one in told:
            rows = program(person).get(f"/work/{one['moves'][0]}").json()["items"]
            assert [row["id"] for row in rows][:20] == [row["id"] for row in one["first"]]


def test_the_journal_is_for_headquarters_and_the_history_for_whoever_sees_the_case(world, program):
    assert program(world.people["expert"]).get("/journal").status_code == 403
    page = program(world.people["auditor"]).get("/journal?limit=3").json()
    assert len(page["items"]) == 3
    older = program(world.people["auditor"]).get(page["next"].removeprefix("/api/v1")).json()
    assert older["items"][0]["seq"] == page["items"][-1]["seq"] - 1

    path = f"/applications/{world.case.public_id}/history"
    owner, office = (program(world.people[who]).get(path).json()["items"] for who in ("owner", "expert"))
    assert {one["move"] for one in owner} < {one["move"] for one in office}


def would_be_taken(move, row, person):
    """Asks the engine itself, with nothing entered: only inputs or a signature may be missing."""
    try:
        with transaction.atomic():
            if move.two_persons:
                proposals.propose(move.name, row, by=person, data={})
            else:
                signed = Signature(person.pk, steps.shown(row) or "", clock.now())
                engine.perform(move.name, row, by=person, data={}, files={}, signature=signed)
            transaction.set_rollback(True)
    except InvalidInput:
        return True
    except Refused:
        return False
    return True


@pytest.mark.parametrize("who", PEOPLE)
def test_the_moves_that_are_offered_are_those_that_the_engine_would_take(world, program, who):
    person = world.people[who]
    its = program(person)
    for resource in RESOURCES:
        if resource.model is Proposal:
            continue
        for row in scope.rows(resource.model, person).order_by("pk")[:8]:
            told = its.get(f"/{resource.path}/{row.public_id}").json()
            known = [move for move in MOVES.values() if move.subject is resource.model and move.by]
            taken = {move.name for move in known if would_be_taken(move, row, person)}
            waiting = set(scope.open_proposals(row, person).values_list("move", flat=True))
            assert {step["name"] for step in told["moves"]} == taken - waiting, row
            assert {step["name"] for step in told["moves"]} <= set(told["may"])
            for step in told["moves"]:
                assert (
                    step["href"]
                    == f"/api/v1/{OF_MODEL[resource.model].path}/{row.public_id}/moves/{step['name']}"
                )
