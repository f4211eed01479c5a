"""A site whose country is in the middle of its work, for the tests that look at all of its pages."""

import pytest

from tests.databases import a_copy_of
from tests.journeys.hands import a_session_of, a_session_that_knows
from tests.journeys.sample import a_country_at_work
from tests.sites import serving

VISITOR = "09130000000"


@pytest.fixture(scope="module")
def site_at_work(prepared_database, tmp_path_factory, django_db_blocker, worker_id):
    """One site for all tests of a file."""
    folder = tmp_path_factory.mktemp("data")
    with (
        django_db_blocker.unblock(),
        a_copy_of(prepared_database, folder, worker_id) as database,
        serving(database, KARGAH_DEMO_OUTBOX="1") as running,
    ):
        yield running


@pytest.fixture(scope="module")
def sample(site_at_work):
    """Its pages, and in `cookies` the session of each reader; the visitor's waits for a code."""
    from kargah.people import signin
    from kargah.web.signin.views import WAITING

    with site_at_work.here():
        made = a_country_at_work()
        readers = {reader for reader, *_rest in made.pages if reader}
        made.cookies = {reader: a_session_of(reader, **made.sessions.get(reader, {})) for reader in readers}
        code, _plain = signin.ask_code(VISITOR, address="127.0.0.1")
        made.cookies[None] = a_session_that_knows(
            {WAITING: {"code": code.public_id, "mobile": VISITOR, "next": None}}
        )
    return made
