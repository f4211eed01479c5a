"""What every test may ask for. The fixtures stand by subject in the files named here."""

import os
import shutil
import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.databases", "tests.sites", "tests.browsers", "tests.refusals"]

# Machines are slow when they are shared: a deadline would measure the neighbours.
_always = {"deadline": None, "database": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("desk", **_always)
settings.register_profile("ci", derandomize=True, print_blob=True, **_always)
settings.register_profile("nightly", max_examples=2000, print_blob=True, **_always)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "desk"))

NEEDS_A_DATABASE = {
    "db",
    "transactional_db",
    "django_db_setup",
    "live_server",
    "client",
    "admin_user",
    "a_database",
    "prepared_database",
}


def pytest_addoption(parser):
    group = parser.getgroup("kargah")
    group.addoption("--no-skips", action="store_true", help="a skipped test fails the run")
    group.addoption("--touching-database", action="store_true", help="only the tests that use the database")


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(config, items):
    """A test marked for the other database is left out: it is no skipped test, the other run has it."""
    _mark_what_opens_a_browser(items)
    other = "sqlite" if os.environ.get("KARGAH_DATABASE_URL") else "postgres"
    only_the_database = config.getoption("--touching-database")
    kept, left = [], []
    for item in items:
        touches = (
            item.get_closest_marker("django_db")
            or item.get_closest_marker("postgres")
            or NEEDS_A_DATABASE & {*item.fixturenames}
        )
        here = not item.get_closest_marker(other) and (touches or not only_the_database)
        (kept if here else left).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


def _mark_what_opens_a_browser(items):
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def _skipped(config) -> int:
    """Tests that were not asked to hold: skipped, or expected to fail."""
    reporter = config.pluginmanager.getplugin("terminalreporter")
    return len(reporter.stats.get("skipped", [])) + len(reporter.stats.get("xfailed", [])) if reporter else 0


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    if session.config.getoption("--no-skips") and exitstatus == 0 and _skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    if config.getoption("--no-skips"):
        terminalreporter.write_line(f"Skipped tests: {_skipped(config)} (0 allowed)")


def pytest_unconfigure(config):
    folder = Path(os.environ.get("KARGAH_DATA", ""))
    if folder.parent == Path(tempfile.gettempdir()) and folder.name.startswith("kargah-test-"):
        shutil.rmtree(folder, ignore_errors=True)


_outboxes = count()


@pytest.fixture(autouse=True)
def an_outbox_of_its_own(settings):
    """The file into which this test's messages go, one JSON object a line; no other test writes into it."""
    settings.OUTBOX = Path(settings.DATA) / f"outbox-{next(_outboxes)}.jsonl"
    return settings.OUTBOX


@pytest.fixture(autouse=True)
def the_clock_runs():
    """Whoever stops the clock of the thread in a test does not stop it for the next one."""
    from kargah import clock

    yield
    clock.release()


@pytest.fixture(autouse=True)
def the_language_is_the_house_s_own_again():
    """The client of a test leaves the language of its last page behind in the thread."""
    from django.utils import translation

    yield
    translation.deactivate()
