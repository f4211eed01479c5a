"""Whatever a program sends, as whoever it comes: an answer that the schema tells of, and never a fault of ours."""

import os
from contextlib import contextmanager

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from kargah.api import telling, tokens
from kargah.api.resources import RESOURCES
from kargah.api.site import api
from kargah.process import scope
from tests.api.test_rows import PEOPLE

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
EXAMPLES = 25 if NIGHTLY else 1  # of each operation, for each role
ROLES = ("owner", "expert", "deputy", "inspector", "hq expert", "director", "auditor", "partner")
# The schema cannot tell everything that a rule or a form asks: what fits it may still be refused, in words.
REFUSED = ["400", "401", "403", "404", "409", "412", "413", "415", "422", "428"]
CONFIG = {
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ["2xx", *REFUSED]},
        "negative_data_rejection": {"expected-statuses": REFUSED},
        "missing_required_header": {"expected-statuses": REFUSED},
    }
}
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@contextmanager
def undone():
    """What is done inside is taken back; what must be outermost in a request may stand in it."""
    whole = transaction.atomic()
    whole._from_testcase = True
    with whole:
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def without_limit(monkeypatch):
    monkeypatch.setattr(api.throttle[0], "num_requests", 10**9)


@pytest.fixture(scope="module")
def one_connection():
    """A request leaves the connection of its test open, as those of Django's own client do."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def interface(one_connection):
    config = schemathesis.Config.from_dict(CONFIG)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), config=config)


def rows_of(person):
    """By the first word of an address one row of this kind that the person sees."""
    found = {one.path: scope.rows(one.model, person).order_by("-pk").first() for one in RESOURCES}
    return {path: row for path, row in found.items() if row is not None}


def asked(operation, mode, token, row):
    """Some requests to one operation: with the row that is there, or with any name and version at all."""
    headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
    fixed = {}
    says_more = bool(operation.body or operation.headers or operation.query)
    if row is not None and "{public_id}" in operation.path and (says_more or mode is GenerationMode.POSITIVE):
        fixed["path_parameters"] = {"public_id": row.public_id}
        if mode is GenerationMode.POSITIVE:
            headers["If-Match"] = telling.tag(row)

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=not NIGHTLY, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode, **fixed))
    def requests(case):
        with undone():
            case.call_and_validate(headers=headers)

    requests()


@pytest.mark.parametrize("who", PEOPLE if NIGHTLY else ROLES)
def test_as_whoever_one_comes_every_answer_is_in_the_schema(world, interface, who):
    person = world.people[who]
    token, rows = tokens.make(person, name="test", scope="act", days=1)[1], rows_of(person)
    shift = ROLES.index(who) if who in ROLES else 0
    for place, result in enumerate(interface.get_all_operations()):
        operation = result.ok()
        row = rows.get(operation.path.removeprefix("/api/v1/").split("/")[0])
        for mode in MODES if NIGHTLY else [MODES[(place + shift) % 2]]:
            asked(operation, mode, token, row)
