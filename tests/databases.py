"""Databases to keep for oneself, where a transaction that is rolled back is not enough.

The guards forbid what a test runner does to clean up (flushing the journal), so a test that commits works on a copy
of a prepared database: a file on SQLite, `CREATE DATABASE … TEMPLATE` on PostgreSQL.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as current
from django.db import connections
from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases

ROOT = Path(__file__).resolve().parent.parent
POSTGRES = os.environ.get("KARGAH_DATABASE_URL", "")
KEYS = ("KARGAH_SECRET_KEY", "KARGAH_BLIND_KEY", "KARGAH_CIPHER_KEY", "KARGAH_CODE_KEY")

_prepare = """
import django, sys
from django.conf import settings
django.setup()
if "--nomigrations" in sys.argv:
    settings.MIGRATION_MODULES = type("None_", (), {"__contains__": lambda *a: True, "__getitem__": lambda *a: None})()
from django.core.management import call_command
call_command("migrate", run_syncdb=True, verbosity=0)
call_command("load_places", verbosity=0)
call_command("load_guideline", verbosity=0)
"""
_collect = """
from django.core.management import call_command
call_command("collectstatic", interactive=False, verbosity=0)
"""

# What a prepared database is made from; its guards are installed anew in each run.
OF_THE_TABLES = (
    "kargah/*/migrations/*.py",
    "kargah/**/*.csv",
    "kargah/**/*.json",
    "kargah/*/loading.py",
    "requirements/*.txt",
)
OF_THE_STATIC_FILES = ("kargah/**/static/**/*", "kargah/config/settings.py", "requirements/*.txt")


@dataclass
class Database:
    """A data folder with its database: tables, guards, places and guideline 1; nobody in it yet.

    `env` is the environment in which another process (the worker, a command, a rival) works on it.
    """

    folder: Path
    url: str = ""  # empty: SQLite, in the folder
    static: Path | None = None
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        return self.folder / "kargah.sqlite3"

    @property
    def env(self) -> dict[str, str]:
        outside = {k: v for k, v in os.environ.items() if not k.startswith(("KARGAH_", "PYTEST_", "DJANGO_"))}
        return {
            **outside,
            **{key: os.environ[key] for key in KEYS},
            "DJANGO_SETTINGS_MODULE": "kargah.config.settings",
            "KARGAH_DATA": str(self.folder),
            "KARGAH_STATIC": str(self.static or self.folder / "static"),
            "KARGAH_EMBEDDED_WORKER": "0",
            **({"KARGAH_DATABASE_URL": self.url} if self.url else {}),
            **self.extra,
        }

    def run(self, *command: str, check: bool = True, **env: str) -> subprocess.CompletedProcess:
        """`kargah <command>` on this database, in a process of its own; its output as text."""
        return self._process([sys.executable, "-m", "kargah.config.command", *command], check, env)

    def python(
        self, code: str, *arguments: str, check: bool = True, **env: str
    ) -> subprocess.CompletedProcess:
        """`code` on this database, in a process of its own, with Django set up; `sys.argv[1:]` are the arguments."""
        return self._process(
            [sys.executable, "-c", f"import django; django.setup()\n{code}", *arguments], check, env
        )

    def _process(self, command, check, env) -> subprocess.CompletedProcess:
        done = subprocess.run(command, cwd=ROOT, env={**self.env, **env}, capture_output=True, text=True)
        if check and done.returncode:
            raise AssertionError(
                f"{command[1:4]} ended with {done.returncode}:\n{done.stdout[-3000:]}\n{done.stderr[-6000:]}"
            )
        return done

    @contextmanager
    def here(self) -> Iterator["Database"]:
        """Inside, this process (and threads that it starts) works on this database and this folder."""
        usual, connection = connections.databases["default"], connections["default"]
        mine = {**usual, "NAME": urlsplit(self.url).path.lstrip("/") if self.url else str(self.file)}
        storages = {**current.STORAGES, "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(self.folder / "files")},
        }}  # fmt: skip
        places = override_settings(
            DATA=self.folder,
            MEDIA_ROOT=self.folder / "files",
            OUTBOX=self.folder / "outbox.jsonl",
            STORAGES=storages,
        )
        connections.databases["default"] = mine
        connections["default"] = connections.create_connection("default")
        try:
            with places:
                yield self
        finally:
            connections["default"].close()
            connections.databases["default"] = usual
            connections["default"] = connection


def _sql(statement: str) -> None:
    import psycopg

    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(statement)


def _named(name: str) -> str:
    return urlsplit(POSTGRES)._replace(path=f"/{name}").geturl()


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with open(lock, "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def content_of(*patterns: str) -> str:
    """A digest of every file that one of `patterns` names."""
    told = hashlib.sha256(_prepare.encode())
    for file in sorted({file for pattern in patterns for file in ROOT.glob(pattern) if file.is_file()}):
        told.update(f"{file.relative_to(ROOT)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return told.hexdigest()


def made_once(what: str, content: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` filled, kept between runs as long as `content`, what it is made from, is the same."""
    place = Path(tempfile.gettempdir()) / f"kargah-prepared-{what}-{os.getuid()}-{content[:16]}"
    with _alone(place.with_suffix(".lock")):
        if not place.exists():
            beginning = place.with_suffix(f".{os.getpid()}")
            shutil.rmtree(beginning, ignore_errors=True)
            beginning.mkdir()
            make(beginning)
            beginning.rename(place)
    return place


def _with_tables(folder: Path, *bare: str) -> None:
    database = Database(folder)
    database.python(_prepare, *bare)
    if not database.url:
        in_one_file(database.file)


def in_one_file(file: Path) -> None:
    with sqlite3.connect(file) as connection:  # nothing left in the log
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _static() -> Path:
    return (
        made_once(
            "static",
            content_of(*OF_THE_STATIC_FILES),
            lambda folder: Database(folder, static=folder / "static").python(_collect) and None,
        )
        / "static"
    )


def _prepared_file(config) -> Path:
    """SQLite: tables, places and guideline 1 in one file; the guards are those of the day on which it was made."""
    if config.getoption("nomigrations", False):
        folder = Path(tempfile.mkdtemp(prefix="kargah-test-bare-"))
        _with_tables(folder, "--nomigrations")
    else:
        folder = made_once("tables", content_of(*OF_THE_TABLES), _with_tables)
    return folder / "kargah.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_blocker, django_db_modify_db_settings
) -> Iterator[None]:
    """The usual database of the tests: tables, guards, places and guideline 1; every test begins with these rows."""
    from kargah.guideline.loading import load as load_guideline
    from kargah.places.loading import load as load_places
    from kargah.process import database

    if POSTGRES:
        with django_db_blocker.unblock():
            made = setup_databases(verbosity=0, interactive=False)
            load_places()
            load_guideline()
        yield
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)
        return
    file = _prepared_file(request.config)
    connection = connections["default"]
    with django_db_blocker.unblock():
        connection.close()
        name = f"file:usual_{os.getpid()}?mode=memory&cache=shared"
        current.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
        connection.ensure_connection()
        with sqlite3.connect(file) as source:
            source.backup(connection.connection)
        source.close()
        database.install()
    yield


@pytest.fixture
def an_empty_ground(db) -> None:
    """No places and no guideline: for the tests of those who bring them."""
    from kargah.guideline.models import Axis, Criterion, Guideline
    from kargah.places.models import CraftField, CraftGroup, Province
    from kargah.process import database

    database.lay_off()
    for model in (Criterion, Axis, Guideline, CraftField, CraftGroup, Province):
        model._base_manager.all().delete()
    database.install()


@pytest.fixture(scope="session")
def prepared_database(request, tmp_path_factory, django_db_blocker) -> Iterator[Database]:
    """The template of all copies: made once for all processes of a run. Nobody writes into it."""
    shared = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        shared = shared.parent
    folder = shared / "prepared"
    base = urlsplit(POSTGRES).path.lstrip("/")
    url = _named(f"{base}_prepared") if POSTGRES else ""
    template = Database(folder, url, _static())
    with _alone(shared / "prepared.lock"):
        if not (folder / "ready").exists():
            folder.mkdir(exist_ok=True)
            if POSTGRES:
                _sql(f'DROP DATABASE IF EXISTS "{base}_prepared" WITH (FORCE)')
                _sql(f'CREATE DATABASE "{base}_prepared"')
                bare = ["--nomigrations"] if request.config.getoption("nomigrations", False) else []
                template.python(_prepare, *bare)
            else:
                shutil.copyfile(_prepared_file(request.config), template.file)
                with django_db_blocker.unblock(), template.here():
                    from kargah.process import database

                    database.install()
                in_one_file(template.file)
            (folder / "ready").touch()
    yield template


_copies = count()


@contextmanager
def a_copy_of(template: Database, folder: Path, worker: str) -> Iterator[Database]:
    """A copy in `folder`, gone at the end."""
    name = ""
    if POSTGRES:
        name = f"{urlsplit(POSTGRES).path.lstrip('/')}_{worker}_{next(_copies)}"
        _sql(f'CREATE DATABASE "{name}" TEMPLATE "{urlsplit(template.url).path.lstrip("/")}"')
    else:
        shutil.copyfile(template.file, folder / "kargah.sqlite3")
    if (files := template.folder / "files").exists():
        shutil.copytree(files, folder / "files")
    try:
        yield Database(folder, _named(name) if name else "", template.static)
    finally:
        if name:
            _sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def a_database(prepared_database, tmp_path_factory, django_db_blocker, worker_id) -> Iterator[Database]:
    """A database of this test alone, on disk. This process does not work on it until `with a_database.here()`."""
    with (
        django_db_blocker.unblock(),
        a_copy_of(prepared_database, tmp_path_factory.mktemp("data"), worker_id) as database,
    ):
        yield database


@pytest.fixture
def fresh_database(a_database) -> Iterator[Database]:
    """Like `a_database`, and this process works on it: for tests that commit, with threads or rival processes."""
    with a_database.here():
        yield a_database
