"""Databases to keep for oneself, where a transaction that is rolled back is not enough.

The guards forbid what a test runner does to clean up (flushing the journal), so a test that commits works on a copy
of a prepared database: a file on SQLite, `CREATE DATABASE … TEMPLATE` on PostgreSQL.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as current
from django.db import connections
from django.test import override_settings

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
call_command("collectstatic", interactive=False, verbosity=0)
"""


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


@pytest.fixture(scope="session")
def prepared_database(request, tmp_path_factory) -> Iterator[Database]:
    """The template of all copies: made once for all processes of a run. Nobody writes into it."""
    shared = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        shared = shared.parent
    folder = shared / "prepared"
    base = urlsplit(POSTGRES).path.lstrip("/")
    url = _named(f"{base}_prepared") if POSTGRES else ""
    template = Database(folder, url, folder / "static")
    with open(shared / "prepared.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            folder.mkdir(exist_ok=True)
            if POSTGRES:
                _sql(f'DROP DATABASE IF EXISTS "{base}_prepared" WITH (FORCE)')
                _sql(f'CREATE DATABASE "{base}_prepared"')
            bare = ["--nomigrations"] if request.config.getoption("nomigrations", False) else []
            template.python(_prepare, *bare)
            if not POSTGRES:
                import sqlite3

                with sqlite3.connect(template.file) as connection:  # one file, nothing left in the log
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.close()
            (folder / "ready").touch()
    yield template


_copies = count()


@pytest.fixture
def a_database(prepared_database, tmp_path_factory, django_db_blocker, worker_id) -> Iterator[Database]:
    """A database of this test alone, on disk. This process does not work on it until `with a_database.here()`."""
    folder = tmp_path_factory.mktemp("data")
    name = ""
    if POSTGRES:
        name = f"{urlsplit(POSTGRES).path.lstrip('/')}_{worker_id}_{next(_copies)}"
        _sql(f'CREATE DATABASE "{name}" TEMPLATE "{urlsplit(prepared_database.url).path.lstrip("/")}"')
    else:
        shutil.copyfile(prepared_database.file, folder / "kargah.sqlite3")
    if (files := prepared_database.folder / "files").exists():
        shutil.copytree(files, folder / "files")
    try:
        with django_db_blocker.unblock():
            yield Database(folder, _named(name) if name else "", prepared_database.static)
    finally:
        if name:
            _sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def fresh_database(a_database) -> Iterator[Database]:
    """Like `a_database`, and this process works on it: for tests that commit, with threads or rival processes."""
    with a_database.here():
        yield a_database
