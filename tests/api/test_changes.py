"""A change happens once, on the row as it was seen, or it says why not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kargah import clock
from kargah.api import writing
from kargah.api.models import Answered
from kargah.applications.models import Application
from kargah.journal.models import Entry
from kargah.process.models import Proposal
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return cast.a_registered_case()


@pytest.fixture
def its(program, case):
    """The program of the expert who screens it."""
    return program(cast.an_expert_of(case.province))


def path_of(case, move):
    return f"/applications/{case.public_id}/moves/{move}"


def test_the_same_request_sent_again_gets_the_same_answer_and_changes_nothing(its, case):
    asked = {"items": "عکس"}
    first = its.post(path_of(case, "ask_completion"), asked, key="once-and-again", seen='"v1"')
    entries = Entry.objects.count()
    again = its.post(path_of(case, "ask_completion"), asked, key="once-and-again", seen='"v1"')

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.content == first.content
    assert again["ETag"] == first["ETag"] == '"v2"'
    assert "Idempotency-Replayed" not in first and again["Idempotency-Replayed"] == "true"
    assert Entry.objects.count() == entries


def test_a_key_is_not_used_for_something_else(its, case):
    its.post(path_of(case, "ask_completion"), {"items": "عکس"}, key="one-key-only", seen='"v1"')

    other = its.post(path_of(case, "ask_completion"), {"items": "پروانه"}, key="one-key-only", seen='"v1"')

    assert other.status_code == 422
    assert other.json()["errors"] == {"Idempotency-Key": ["With this key something else was sent before."]}


def test_the_keys_of_two_persons_do_not_meet(program, its, case):
    other = program(case.applicant)
    its.post(path_of(case, "ask_completion"), {"items": "عکس"}, key="same-words", seen='"v1"')

    assert other.post(path_of(case, "withdraw"), {}, key="same-words", seen='"v2"').status_code == 200


def test_what_was_refused_may_be_tried_again_with_its_key(its, case):
    refused = its.post(path_of(case, "screen_in"), key="patience-1", seen='"v1"')
    for condition in ("2", "3"):
        its.post(
            f"/applications/{case.public_id}/judgements",
            {"condition": condition, "outcome": "met"},
            seen='"v1"',
        )

    assert refused.status_code == 409
    assert its.post(path_of(case, "screen_in"), key="patience-1", seen='"v1"').json()["state"] == "eligible"


def test_after_a_day_the_answer_is_forgotten_and_the_version_still_guards(its, case, monkeypatch):
    asked = {"items": "عکس"}
    its.post(path_of(case, "ask_completion"), asked, key="yesterday-1", seen='"v1"')
    Answered.objects.update(at=clock.now() - 2 * writing.KEPT)

    assert its.post(path_of(case, "ask_completion"), asked, key="yesterday-1", seen='"v1"').status_code == 412


def test_a_change_needs_a_key_and_the_version_that_was_seen(its, case):
    address = f"/api/v1{path_of(case, 'screen_in')}"
    bare = its.client.post(address, "", "application/json", headers=its._headers())
    unseen = its.post(path_of(case, "screen_in"))

    assert bare.status_code == 422 and bare.json()["errors"].keys() == {"Idempotency-Key"}
    assert unseen.status_code == 428


def test_whoever_comes_late_is_told_who_acted(program, its, case):
    seen = its.get(f"/applications/{case.public_id}")["ETag"]
    its.post(path_of(case, "ask_completion"), {"items": "عکس"}, seen=seen)

    late = program(case.applicant).post(path_of(case, "withdraw"), {}, seen=seen)

    assert late.status_code == 412
    assert late["Content-Type"] == "application/problem+json"
    assert "شیرین" in late.json()["detail"]


def test_the_tag_of_a_compressed_answer_is_good_too(its, case):
    seen = its.get(f"/applications/{case.public_id}", **{"Accept-Encoding": "gzip"})["ETag"]

    assert seen == 'W/"v1"'
    assert its.post(path_of(case, "ask_completion"), {"items": "عکس"}, seen=seen).status_code == 200


def test_a_workshop_has_a_tag_of_its_content(program, case):
    shop = case.workshop
    its, path = program(shop.owner), f"/workshops/{shop.public_id}"
    seen = its.get(path)["ETag"]
    facts = {
        "name": shop.name,
        "holder_kind": "natural",
        "county": "یزد",
        "city": "یزد",
        "address": "کوچهٔ نو",
    }

    assert its.send("PUT", f"{path}/facts", facts, seen=seen).status_code == 200
    assert its.send("PUT", f"{path}/facts", facts, seen=seen).status_code == 412


def test_errors_stand_beside_their_fields_in_the_language_that_is_asked_for(its, case):
    path = path_of(case, "decline")
    english = its.post(path, {"ground": "nothing"}, seen='"v1"')
    persian = its.post(path, {"ground": "nothing"}, seen='"v1"', **{"Accept-Language": "fa"})

    assert english.status_code == persian.status_code == 422
    assert english.json()["errors"].keys() == {"ground", "reason"}
    assert english.json()["errors"]["reason"] == ["This field is required."]
    assert persian.json()["title"] == "چیزی باید اصلاح شود"
    assert persian.json()["errors"]["reason"] != english.json()["errors"]["reason"]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"items": "\\ud800"}', "application/json", 400),
        (b'{"items": "\\u0000"}', "application/json", 400),
        (b'{"items": NaN}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"items": "a"}', "text/plain", 415),
        (b"items=a", "application/x-www-form-urlencoded", 415),
        (b'{"items": 3}', "application/json", 422),
        (b'{"items": "a", "more": 1}', "application/json", 422),
        (b'{"items": "' + b"a" * 6 * 1024 * 1024 + b'"}', "application/json", 413),
    ],
)
def test_a_body_that_cannot_be_taken(its, case, content, kind, status):
    headers = its._headers(**{"Idempotency-Key": "a-body-of-mine", "If-Match": '"v1"'})
    answer = its.client.post(f"/api/v1{path_of(case, 'ask_completion')}", content, kind, headers=headers)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status


def test_who_wants_no_json_is_told(its):
    assert its.get("/me", Accept="text/html").status_code == 406


def test_below_the_interface_everything_that_says_no_is_a_problem(its):
    for answer, status in ((its.get("/nothing"), 404), (its.send("PATCH", "/me"), 405)):
        assert answer.status_code == status
        assert answer["Content-Type"] == "application/problem+json"
    assert its.send("PATCH", "/me")["Allow"] == "GET"


def test_a_step_of_two_persons_becomes_a_proposal_that_another_confirms(program):
    certificate = cast.a_certificate()
    path = f"/certificates/{certificate.public_id}"
    expert, director = program(cast.an_hq_expert()), program(cast.a_director())
    asked = {"reason_class": "quality", "reason": "شکایت رسید"}
    proposed = expert.post(f"{path}/moves/suspend", asked, seen=expert.get(path)["ETag"])
    proposal = proposed.json()
    address = f"/proposals/{proposal['id']}"

    assert proposed.status_code == 202
    assert proposal["subject"]["id"] == certificate.public_id
    offered = {step["name"] for step in expert.get(path).json()["moves"]}
    assert "suspend" not in offered and "revoke" in offered
    alone = expert.post(f"{address}/confirm", seen=proposed["ETag"])
    assert alone.status_code == 403
    wordless = director.post(f"{address}/refuse", {}, seen=proposed["ETag"])
    assert wordless.json()["errors"].keys() == {"reason"}
    assert director.post(f"{address}/confirm", seen=proposed["ETag"]).json()["state"] == "confirmed"
    assert director.get(path).json()["state"] == "suspended"
    assert Proposal.objects.get().ended_by == cast.a_director()


def test_a_paper_comes_as_a_form(program):
    draft = cast.a_draft()
    its = program(draft.applicant)
    photo = cast.a_photo().read()
    headers = its._headers(**{"Idempotency-Key": "a-paper-of-mine", "If-Match": '"v0"'})
    answers = [
        its.client.post(
            f"/api/v1/applications/{draft.public_id}/papers",
            {"file": SimpleUploadedFile("a.jpg", photo), "caption": "مجوز"},
            headers=headers,
        )
        for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 200], answers[0].content
    assert answers[0].content == answers[1].content
    (paper,) = answers[0].json()["papers"]
    assert its.get(f"/files/{paper['file']}").status_code == 200
    removed = its.send("DELETE", f"/applications/{draft.public_id}/papers/{paper['key']}", seen='"v0"')
    assert removed.json()["papers"] == []


def test_a_counter_enters_a_person_a_workshop_and_its_request(program):
    cycle, province = cast.an_open_cycle(), cast.a_province()
    its = program(cast.an_expert_of(province))
    who = {
        "first_name": "علی",
        "last_name": "دهقان",
        "mobile": "09139876543",
        "national_id": cast.a_national_id(77),
    }
    person = its.post("/people", who).json()
    facts = {"name": "گلیم نو", "holder_kind": "natural", "county": "یزد", "city": "یزد", "address": "کوچهٔ ۲"}
    shop = its.post("/workshops", {**facts, "province": "IR-21", "owner": person["id"]})

    assert shop.status_code == 201
    assert shop["Location"] == f"/api/v1/workshops/{shop.json()['id']}"
    begun = its.post(
        f"/workshops/{shop.json()['id']}/moves/start",
        {"cycle": cycle.public_id, "craft_group": "03"},
        seen=shop["ETag"],
    )
    assert begun.status_code == 201, begun.content
    assert Application.objects.get(public_id=begun.json()["id"]).channel == "counter"
    assert program(cast.an_applicant()).post("/people", who).status_code == 403
