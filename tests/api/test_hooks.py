"""Addresses are told of the steps: signed, without anything personal, again when nobody listened, and never inwards."""

import base64
import hashlib
import hmac
import json
import socket
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kargah import clock
from kargah.api.background import payload_of
from kargah.api.hooks import edits, sending, signing
from kargah.api.models import Delivery
from kargah.jobs import worker
from kargah.jobs.models import Job
from kargah.journal.models import Entry
from kargah.process.engine import perform
from kargah.refusal import NotPermitted, Refused
from tests import cast

pytestmark = pytest.mark.django_db


class Listener(ThreadingHTTPServer):
    """A receiver on this machine; `answers` are the statuses that it gives, the last one for ever."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Ear)
        self.heard, self.answers = [], [204]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/kargah?from=test"


class Ear(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, dict(self.headers), body))
        status = self.server.answers.pop(0) if len(self.server.answers) > 1 else self.server.answers[0]
        self.send_response(status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *told):
        pass


@pytest.fixture
def listener(settings):
    settings.HOOKS_TO_PRIVATE = True
    server = Listener()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def case():
    return cast.a_registered_case()


def all_is_told(after=timedelta(0)):
    """The worker does what the next half minute, or a later hour, asks for."""
    clock.set_to(clock.now() + timedelta(seconds=31) + after)
    worker.drain()


def asked_for_completion(case):
    return perform(
        "ask_completion", case, by=cast.an_expert_of(case.province), items="تصویر پروانهٔ آقای کریمی"
    )


def test_a_step_is_told_signed_and_without_anything_personal(listener, case):
    hook = edits.register(listener.address, moves=[], by=cast.a_director())
    all_is_told()
    asked_for_completion(case)
    all_is_told()

    ((path, headers, body),) = listener.heard
    told = json.loads(body)
    assert path == "/kargah?from=test"
    assert told["type"] == "application.ask_completion"
    assert told["data"] == {
        "entry": Entry.objects.latest("seq").seq, "move": "ask_completion", "kind": "application", "id": case.public_id,
        "href": f"/api/v1/applications/{case.public_id}", "source": "registered", "target": "completion_asked",
    }  # fmt: skip
    assert "کریمی" not in body.decode() and "شیرین" not in body.decode()
    key = base64.b64decode(signing.secret_of(hook).removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert abs(int(headers["webhook-timestamp"]) - clock.now().timestamp()) < 60
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.tries) == (204, 1) and delivery.delivered_at


def test_what_does_not_come_through_is_sent_again_under_the_same_name(listener, case):
    listener.answers = [500, 302, 200]
    edits.register(listener.address, moves=["ask_completion"], by=cast.a_director())
    all_is_told()
    asked_for_completion(case)
    all_is_told()
    assert (Delivery.objects.get().status, Delivery.objects.get().delivered_at) == (500, None)
    all_is_told(timedelta(minutes=1))
    all_is_told(timedelta(minutes=5))

    assert Delivery.objects.get().tries == 3 and Delivery.objects.get().delivered_at
    assert len({headers["webhook-id"] for _path, headers, _body in listener.heard}) == 1
    assert [path for path, _headers, _body in listener.heard] == ["/kargah?from=test"] * 3, (
        "no redirect is followed"
    )
    all_is_told(timedelta(days=1))
    assert len(listener.heard) == 3


def test_who_never_answers_is_given_up_after_five_tries(listener, case):
    listener.answers = [500]
    edits.register(listener.address, moves=[], by=cast.a_director())
    all_is_told()
    asked_for_completion(case)
    for _ in range(8):
        all_is_told(timedelta(hours=3))

    assert Delivery.objects.get(payload__type="application.ask_completion").tries == 5
    assert Job.objects.filter(name="deliver_hook", state=Job.State.PARKED).exists()


def test_an_address_is_told_only_of_the_steps_it_was_registered_for_and_of_none_before(listener, case):
    edits.register(listener.address, moves=["withdraw"], by=cast.a_director())
    asked_for_completion(case)
    all_is_told()
    assert listener.heard == []
    perform("withdraw", case, by=case.applicant, reason="")
    all_is_told()

    assert [json.loads(body)["type"] for _path, _headers, body in listener.heard] == ["application.withdraw"]


def test_an_address_that_was_ended_is_told_nothing_more(listener, case):
    director = cast.a_director()
    hook = edits.register(listener.address, moves=[], by=director)
    all_is_told()
    edits.end(hook, by=director)
    asked_for_completion(case)
    all_is_told()

    assert listener.heard == []
    assert [entry.move for entry in Entry.objects.filter(subject_kind="api.hook").order_by("seq")] == [
        "edit:register_hook", "edit:end_hook",
    ]  # fmt: skip


def test_a_correction_is_not_told(case):
    edits.register("https://listens.example/", moves=[], by=cast.a_director())

    assert payload_of(Entry.objects.latest("seq")) is None


@pytest.mark.parametrize(
    "address",
    [
        "http://listens.example/", "ftp://listens.example/", "https://user:secret@listens.example/", "https:///path",
        "https://listens.example:99999/", "https://listens.example/#part", "https://listens.example/a b", "سلام",
    ],
)  # fmt: skip
def test_what_is_no_address_for_messages_is_refused(address):
    with pytest.raises(Refused):
        edits.register(address, moves=[], by=cast.a_director())


@pytest.mark.parametrize(
    "machine",
    [
        "127.0.0.1", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.8", "::ffff:169.254.169.254", "64:ff9b::a00:8", "2002:a00:8::1",
    ],
)  # fmt: skip
def test_a_name_that_leads_inwards_is_not_met(machine, monkeypatch, settings):
    """One inward address among the answers is enough, and it is asked at every sending anew."""
    settings.HOOKS_TO_PRIVATE = False
    found = [(None, None, None, "", (one, 443)) for one in ("93.184.215.14", machine)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **how: found)
    monkeypatch.setattr(socket, "create_connection", lambda *to: pytest.fail("a connection was opened"))
    hook = edits.register("https://listens.example/", moves=[], by=cast.a_director())
    delivery = Delivery.objects.create(hook=hook, entry=1, payload={})

    with pytest.raises(Refused):
        sending.send(delivery)


def test_the_machine_that_was_looked_at_is_the_one_that_is_met(monkeypatch):
    asked = []

    def answers(name, port, **how):
        asked.append(name)
        return [(None, None, None, "", ("93.184.215.14", port))]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    met = []

    def connects(where, *more):
        met.append(where)
        raise OSError("far away")

    monkeypatch.setattr(socket, "create_connection", connects)
    hook = edits.register("https://listens.example/", moves=[], by=cast.a_director())
    with pytest.raises(OSError, match="far away"):
        sending.send(Delivery.objects.create(hook=hook, entry=1, payload={}))

    assert (asked, met) == (["listens.example"], [("93.184.215.14", 443)])


def test_only_headquarters_registers_an_address():
    with pytest.raises(NotPermitted):
        edits.register("https://listens.example/", moves=[], by=cast.an_expert_of())
    with pytest.raises(NotPermitted):
        edits.register("https://listens.example/", moves=[], by=cast.an_auditor())


def test_headquarters_registers_on_a_page_sees_the_secret_once_and_the_log(client):
    client.force_login(cast.a_director())
    page = client.post("/hq/hooks/", {"address": "https://listens.example/kargah", "moves": ["issue"]})
    hook = edits.all_hooks().get()

    assert signing.secret_of(hook) in page.content.decode()
    assert signing.secret_of(hook) not in client.get("/hq/hooks/").content.decode()
    Delivery.objects.create(hook=hook, entry=7, payload={"type": "listline.issue"}, status=503, tries=2)
    assert "listline.issue" in client.get(f"/hq/hooks/{hook.public_id}/").content.decode()
    again = client.post("/hq/hooks/", {"address": "https://listens.example/kargah"})
    assert again.status_code == 422
    assert client.post("/hq/hooks/", {"end": hook.public_id}).status_code == 302
    assert not edits.living().exists()
