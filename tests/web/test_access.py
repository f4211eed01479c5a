"""What holds at every door and on every page: headers, cookies, sessions, limits, and whom an answer tells what."""

import os
import subprocess
import sys

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse

from kargah.people.models import Post, Role, User
from kargah.web.visitor import onward
from tests import cast
from tests.databases import ROOT
from tests.web.rules import RULES

pytestmark = pytest.mark.django_db

POLICY = (  # word for word as the browser's rules of the site say it
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


def directives(policy):
    return sorted(part.strip() for part in policy.split(";") if part.strip())


def lacking(answer, *, signed_in):
    """Which of the headers that every page carries this answer has not."""
    wrong = [name for name, value in HEADERS.items() if answer.headers.get(name) != value]
    if directives(answer.headers.get("Content-Security-Policy", "")) != directives(POLICY):
        wrong.append("Content-Security-Policy")
    if signed_in and "no-store" not in answer.headers.get("Cache-Control", ""):
        wrong.append("Cache-Control")
    return wrong


def page_of(world, name, role):
    return world.as_(role).get(reverse(name, args=RULES[name].args(world)))


@pytest.mark.slow
def test_every_page_has_the_headers_and_no_national_id_in_full(world):
    """Read by one of those who may, the auditor before the others; nothing of it stays in a shared browser."""
    ids = [person.national_id for person in world.people.values() if person and person.national_id]
    assert len(ids) == 2
    wrong = {}
    for name, rule in RULES.items():
        if not rule.reads:
            continue
        role = min(rule.reads - {"visitor"} or {"visitor"}, key=lambda one: (one != "auditor", one))
        answer = page_of(world, name, role)
        assert answer.status_code == rule.seen, name
        found = lacking(answer, signed_in=role != "visitor")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found += ["a national id"] if any(one.encode() in body for one in ids) else []
        if found:
            wrong[name] = found
    assert wrong == {}


def test_pages_that_say_no_have_the_headers_as_well(world):
    forger = Client(enforce_csrf_checks=True)
    answers = {
        403: page_of(world, "headquarters:dashboard", "owner"),
        404: world.as_("owner").get("/case/nothing/"),
        405: world.as_("owner").post("/work/"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert lacking(answer, signed_in=True) == []
    forged = forger.post("/signin/", {"mobile": "09121234567"})
    assert forged.status_code == 403
    assert lacking(forged, signed_in=False) == []


def test_what_a_visitor_reads_may_be_kept_and_what_a_person_reads_may_not(world):
    assert "Cache-Control" not in world.as_("visitor").get("/questions/")
    assert "no-store" in world.as_("owner").get("/questions/")["Cache-Control"]


def test_signing_out_empties_the_browsers_memory(client):
    client.force_login(cast.an_applicant())
    assert client.post("/signout/")["Clear-Site-Data"] == '"cache"'


# --- what the settings say of a real site -----------------------------------------------------------------
def started(tmp_path, code, **env):
    """`code` after the settings were read as a server reads them."""
    outside = {
        name: value for name, value in os.environ.items() if not name.startswith(("KARGAH_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-c", f"from kargah.config import settings as s; {code}"],
        cwd=ROOT, env={**outside, "KARGAH_DATA": str(tmp_path), **env}, capture_output=True, text=True,
    )  # fmt: skip


def test_with_https_cookies_belong_to_this_host_alone(tmp_path):
    code = (
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.SESSION_COOKIE_HTTPONLY, s.SECURE_HSTS_SECONDS, s.SECURE_PROXY_SSL_HEADER[0], s.DEBUG)"
    )
    told = started(tmp_path, code, KARGAH_BASE_URL="https://grading.example", KARGAH_PROXIES="1")

    assert told.stdout.split() == [
        "__Host-sessionid", "__Host-csrftoken", "True", "True", "True", "31536000", "HTTP_X_FORWARDED_PROTO", "False",
    ]  # fmt: skip
    assert all(file.stat().st_mode & 0o077 == 0 for file in (tmp_path / "keys").iterdir())


def test_a_visitors_word_about_https_is_not_believed_without_a_proxy(tmp_path):
    code = "print(hasattr(s, 'SECURE_PROXY_SSL_HEADER'))"
    told = started(tmp_path, code, KARGAH_BASE_URL="https://grading.example")

    assert told.stdout.split() == ["False"]


def test_errors_are_shown_in_the_browser_on_this_machine_alone(tmp_path):
    refused = started(tmp_path, "", KARGAH_DEBUG="1", KARGAH_BASE_URL="https://grading.example")
    at_home = started(tmp_path, "print(s.DEBUG)", KARGAH_DEBUG="1")

    assert refused.returncode and "KARGAH_DEBUG" in refused.stderr
    assert at_home.stdout.split() == ["True"]


# --- sessions and posts -----------------------------------------------------------------------------------
def a_colleague(password="a long password"):
    person = User.objects.create_user(username="reza", password=password, last_name="رضایی")
    Post.objects.create(holder=person, role=Role.HEADQUARTERS_EXPERT, starts_on=cast.SINCE)
    return person


def enter(client, password="a long password", **more):
    return client.post("/signin/staff/", {"username": "reza", "password": password}, **more)


def test_a_session_planted_before_signing_in_opens_nothing_afterwards(client, settings):
    a_colleague()
    client.get("/i18n/setlang/")
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = planted

    assert enter(client).status_code == 302
    assert client.get("/work/").status_code == 200
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert thief.get("/work/").status_code == 302


def test_a_post_that_ends_is_gone_at_the_next_request(client, settings):
    cast.an_open_cycle()
    person = a_colleague()
    enter(client)
    assert client.get("/hq/").status_code == 200

    Post.objects.filter(holder=person).update(ends_on=cast.SINCE)
    assert client.get("/hq/").status_code == 403


def test_a_closed_account_and_a_new_password_end_every_session(client):
    person = a_colleague()
    enter(client)
    assert client.get("/work/").status_code == 200
    person.set_password("another long one")
    person.save()
    assert client.get("/work/").status_code == 302

    enter(client, "another long one")
    assert client.get("/work/").status_code == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/work/").status_code == 302


# --- the door ---------------------------------------------------------------------------------------------
def test_no_password_is_hashed_once_the_limit_is_reached(client, monkeypatch):
    a_colleague()
    hashed = []
    verify = MD5PasswordHasher.verify
    monkeypatch.setattr(MD5PasswordHasher, "verify", lambda *args: hashed.append(1) or verify(*args))
    statuses = [enter(client, "wrong").status_code for _turn in range(10)]

    assert (set(statuses), len(hashed)) == ({409}, 10)
    assert enter(client).status_code == 429  # the right password too
    assert len(hashed) == 10


def test_unknown_closed_and_wrong_are_one_answer_after_one_hash(client, monkeypatch):
    a_colleague()
    User.objects.create_user(username="closed", password="a long password", is_active=False)
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args))
    told = set()
    for name in ("reza", "closed", "nobody"):
        before = len(hashed)
        answer = client.post("/signin/staff/", {"username": name, "password": "not this one"})
        told.add((answer.status_code, str(answer.context["form"].errors), len(hashed) - before))

    assert len(told) == 1
    assert enter(client).status_code == 302


ELSEWHERE = [
    "https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "http:evil",
    "https:/evil.example", "javascript:alert(1)", "data:text/html,x", "ftp://testserver/", "http://testserver@evil/",
    "http://testserver.evil.example/", "\t//evil.example", "/\t/evil.example", "http:///evil.example", " https://evil/",
]  # fmt: skip


@pytest.mark.parametrize("asked", ELSEWHERE)
def test_nobody_is_led_to_another_site(rf, client, asked):
    assert onward(rf.get("/"), asked, "/work/") == "/work/"
    answer = client.post("/i18n/setlang/", {"language": "en", "next": asked})
    assert answer.url.startswith("/") and "evil" not in answer.url
    assert onward(rf.get("/"), "/hq/?a=1", "/work/") == "/hq/?a=1"


# --- rows and files ---------------------------------------------------------------------------------------
def test_an_inspector_sees_the_workshops_that_were_given_to_them(world):
    address = reverse("row", args=["workshop", world.case.workshop.public_id])
    others = reverse("row", args=["workshop", world.workshop.public_id])  # only a draft: nobody visits it

    assert world.as_("inspector").get(address).status_code == 200
    assert world.as_("inspector").get(others).status_code == 404
    assert world.as_("another inspector").get(address).status_code == 404
    assert world.as_("expert").get(others).status_code == 200


def test_a_file_that_hangs_nowhere_is_nobodys(world):
    """Knowing what a file holds does not open it."""
    loose = cast.a_stored_photo()
    for role in world.people:
        assert world.as_(role).get(f"/file/{loose.sha256}/").status_code == (
            302 if role == "visitor" else 404
        )
    assert world.as_("owner").get(f"/file/{world.photo.sha256}/").status_code == 200


def test_a_certificates_paper_is_for_its_holder_and_the_offices(world):
    paper = world.certificate.pdf
    if paper is None:
        from kargah.files import intake

        paper = world.certificate.pdf = intake.keep_bytes(b"%PDF-1.4 paper", intake.PDF)
        world.certificate.save(update_fields=["pdf"])
    told = {role: world.as_(role).get(f"/file/{paper.sha256}/").status_code for role in world.people}

    assert {role for role, status in told.items() if status == 200} == {
        "owner", "expert", "deputy", "hq expert", "director", "auditor",
    }  # fmt: skip
