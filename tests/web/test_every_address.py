"""Every address of the site against every kind of person: who may see it, who may send to it, and what changes."""

from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.template.backends.django import Template
from django.urls import get_resolver, reverse

from kargah.journal.models import Head
from tests.web.rules import RULES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")
OF_PROGRAMS = "api:"  # operations: tests/api asks each of them
BY_PATTERN_ALONE = {"public:c/<str:code>"}  # a certificate's page once more, as the square code has it


@pytest.fixture(autouse=True)
def pages_without_their_words(monkeypatch):
    """Who gets which answer is decided before a page is drawn; drawing 2,500 of them would take minutes."""
    monkeypatch.setattr(Template, "render", lambda self, context=None, request=None: "")


def patterns(resolver=None, before=""):
    """The name of each pattern under the root, with its namespace; the pattern itself where it has no name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            space = f"{before}{pattern.namespace}:" if pattern.namespace else before
            yield from patterns(pattern, space)
        else:
            yield f"{before}{pattern.name or pattern.pattern}"


@contextmanager
def written():
    """The statements that change something while the block runs; sessions are no part of the office's work."""
    seen = []

    def watch(execute, sql, params, many, context):
        if not sql.startswith(READS) and '"django_session"' not in sql:
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


@contextmanager
def undone():
    """What is done inside is taken back; what must be outermost in a request may stand in it."""
    whole = transaction.atomic()
    whole._from_testcase = True
    with whole:
        yield
        transaction.set_rollback(True)


def answer_of(world, role, name, method):
    """The status; "door" when the visitor is sent to sign in; "taken" for a POST that was heard."""
    rule = RULES[name]
    address, client = reverse(name, args=rule.args(world)), world.as_(role)
    answer = client.post(address, rule.sent(world)) if method == "POST" else client.generic(method, address)
    if answer.status_code == 302 and answer.url.startswith("/signin/?next="):
        return "door"
    if method == "POST" and role in rule.writes and answer.status_code not in (403, 404, 405, 500):
        return "taken"
    return answer.status_code


def test_every_address_has_a_rule():
    of_pages = {name for name in patterns() if not name.startswith(OF_PROGRAMS)}
    assert of_pages - BY_PATTERN_ALONE == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_who_may_see_it(world, name):
    """Beside each denial stands the one who may: the same address, at the same moment. Nothing is written."""
    with written() as changes:
        told = {role: answer_of(world, role, name, "GET") for role in world.people}

    assert told == {role: RULES[name].answer(role, "GET") for role in world.people}
    kept = RULES[name].keeps
    assert [sql for sql in changes if not kept or f'"{kept}' not in sql] == []


@pytest.mark.parametrize("name", RULES)
def test_who_may_send_to_it(world, name):
    """Whoever may not is refused and leaves no trace; the same form is heard from those who may."""
    rule, before = RULES[name], list(Head.objects.values_list())
    told = {}
    with written() as changes:
        for role in [role for role in world.people if role not in rule.writes]:
            told[role] = answer_of(world, role, name, "POST")

    assert changes == []
    assert list(Head.objects.values_list()) == before
    for role in rule.writes:
        with undone():
            told[role] = answer_of(world, role, name, "POST")
    assert told == {role: rule.answer(role, "POST") for role in world.people}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_no_address_knows_another_method(world, method):
    """Asked by somebody who may both see it and send to it."""
    with written() as changes:
        told = {
            name: answer_of(world, next(iter(rule.reads | rule.writes - {"auditor"})), name, method)
            for name, rule in RULES.items()
        }

    assert {name: status for name, status in told.items() if status not in (403, 405)} == {}
    assert changes == []


def test_a_get_does_not_become_a_post(world):
    """Headers and fields by which some servers let a method be overruled are not known here."""
    rule = RULES["headquarters:post-end"]
    address = reverse("headquarters:post-end", args=rule.args(world))
    client = world.as_("director")
    with written() as changes:
        for name in ("HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_HTTP_METHOD", "HTTP_X_METHOD_OVERRIDE"):
            assert client.get(address, {"_method": "POST"}, **{name: "POST"}).status_code == 405
    assert changes == []
    assert client.post(address).status_code == 302
    world.post.refresh_from_db()
    assert world.post.ends_on is not None
