import pytest
from django.db import transaction
from django.utils import translation

from tests.databases import a_copy_of
from tests.process import world


@pytest.fixture(autouse=True)
def in_english():
    """Refusals are named by their own words."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def the_country(prepared_database, tmp_path_factory, django_db_blocker, worker_id):
    """The database of `world.build`, made once for all tests of a process."""
    with (
        django_db_blocker.unblock(),
        a_copy_of(prepared_database, tmp_path_factory.mktemp("country"), worker_id) as database,
    ):
        with database.here(), translation.override("en"), transaction.atomic():
            world.build()
        yield database


@pytest.fixture
def country(the_country, django_db_blocker):
    """This test works in the country; what it does there is undone."""
    with django_db_blocker.unblock(), the_country.here(), transaction.atomic():
        yield the_country
        transaction.set_rollback(True)
