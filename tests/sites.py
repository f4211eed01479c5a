"""The real thing: a web server in a process of its own, on a database of the test alone."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import override_settings

from tests.databases import ROOT, Database


@dataclass
class Site:
    """`base_url` has no slash at its end. `shell` runs code beside the server; `here` lets the test use the models."""

    base_url: str
    database: Database
    log: Path

    @property
    def data_dir(self) -> Path:
        return self.database.folder

    @property
    def outbox(self) -> Path:
        return self.data_dir / "outbox.jsonl"

    def shell(self, code: str, *arguments: str) -> str:
        """What `code` prints, run with the site's settings on the site's database."""
        return self.database.python(code, *arguments).stdout

    @contextmanager
    def here(self) -> Iterator[Database]:
        """Inside, this process reads and writes the site's database, with the hashing that the site knows."""
        from kargah.config import settings as of_the_site

        with (
            self.database.here() as database,
            override_settings(PASSWORD_HASHERS=of_the_site.PASSWORD_HASHERS),
        ):
            yield database


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=5)
    except urllib.error.HTTPError:
        return True  # an answer, whatever it says
    except OSError:
        return False
    return True


@contextmanager
def serving(database: Database, *, workers: int = 1, **env: str) -> Iterator[Site]:
    """A site on `database` while the block runs. `env` adds to the server's environment."""
    port = _free_port()
    base_url = f"http://127.0.0.1:{port}"
    log = database.folder / "server.log"
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += ["--workers", str(workers), "kargah.config.wsgi:application"]
    environment = {**database.env, "KARGAH_EMBEDDED_WORKER": "1", "KARGAH_BASE_URL": base_url, **env}
    with open(log, "w") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        limit = time.monotonic() + 60
        while not _answers(base_url):
            if server.poll() is not None or time.monotonic() > limit:
                raise AssertionError(f"The server did not start:\n{log.read_text()[-6000:]}")
            time.sleep(0.05)
        yield Site(base_url, database, log)
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


@pytest.fixture
def serve(a_database) -> Iterator[Callable[..., Site]]:
    """`serve(workers=2, KARGAH_…="…")`: starts a site on this test's database; it ends with the test."""
    from contextlib import ExitStack

    with ExitStack() as open_sites:
        yield lambda **options: open_sites.enter_context(serving(a_database, **options))


@pytest.fixture
def a_site(serve) -> Site:
    """A running site: reference data and guideline 1 are there, people are not."""
    return serve()
