import shutil
from itertools import count

import pytest
from django.db import transaction
from django.utils import translation

from kargah import clock
from tests import cast
from tests.databases import Database, a_copy_of, content_of, in_one_file, made_once
from tests.process import world


@pytest.fixture(autouse=True)
def in_english():
    """Refusals are named by their own words."""
    with translation.override("en"):
        yield


# What the country is played by: whoever changes a move gets a new one.
# Read together with the code itself: a long run whose files change meanwhile plays what it has loaded.
PLAYED_BY = content_of(
    "kargah/**/*.py", "kargah/**/*.csv", "kargah/**/*.json", "tests/cast/*.py", "tests/process/world.py"
)


@pytest.fixture(scope="session")
def the_country(prepared_database, tmp_path_factory, django_db_blocker, worker_id):
    """The database of `world.build`. On SQLite it is made once for all processes, and kept for the day."""

    def played(database):
        with database.here(), translation.override("en"), transaction.atomic():
            world.build()

    def kept(folder):
        database = Database(folder)
        shutil.copyfile(prepared_database.file, database.file)
        played(database)
        in_one_file(database.file)

    with django_db_blocker.unblock():
        template = prepared_database
        if not template.url:
            folder = made_once(f"country-{clock.today()}", PLAYED_BY, kept)
            template = Database(folder, static=prepared_database.static)
        with a_copy_of(template, tmp_path_factory.mktemp("country"), worker_id) as database:
            if database.url:
                played(database)
            for chapter in (cast.people, cast.applications, cast.cycles):
                chapter._numbers = count(100_000)  # lower ones belong to the country, whoever played it
            yield database


@pytest.fixture
def country(the_country, django_db_blocker):
    """This test works in the country; what it does there is undone."""
    with django_db_blocker.unblock(), the_country.here(), transaction.atomic():
        yield the_country
        transaction.set_rollback(True)
