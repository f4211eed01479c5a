"""A Firefox, driven by the protocol that it speaks itself (WebDriver BiDi): no driver stands between."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import websocket

FOUND = shutil.which("firefox-esr") or shutil.which("firefox")
LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
PATIENCE = 60  # seconds for one answer


class Firefox:
    def __init__(self, address: str) -> None:
        self.wire = websocket.create_connection(f"{address}/session", timeout=PATIENCE, suppress_origin=True)
        self.numbers = count(1)
        self.errors: list[str] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])

    def ask(self, method: str, **params: Any) -> Any:
        number = next(self.numbers)
        self.wire.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            said = json.loads(self.wire.recv())
            if said.get("id") == number:
                if said["type"] == "error":
                    raise AssertionError(f"{method}: {said['error']}: {said['message']}")
                return said["result"]
            if said.get("method") == "log.entryAdded" and said["params"]["level"] == "error":
                self.errors.append(said["params"]["text"])

    def person(self, session: str = "", base_url: str = "") -> "Tab":
        """A window with cookies of its own; `session` signs somebody in."""
        user = self.ask("browser.createUserContext")["userContext"]
        tab = Tab(self, self.ask("browsingContext.create", type="tab", userContext=user)["context"], base_url)
        if session:
            cookie = {"name": "sessionid", "domain": urlsplit(base_url).hostname}
            cookie["value"] = {"type": "string", "value": session}
            partition = {"type": "storageKey", "userContext": user}
            self.ask("storage.setCookie", cookie=cookie, partition=partition)
        return tab


class Tab:
    """What the smoke walk needs of a page, by the names that playwright has for it."""

    def __init__(self, firefox: Firefox, context: str, base_url: str) -> None:
        self.firefox, self.context, self.base_url = firefox, context, base_url

    def goto(self, address: str) -> None:
        where = {"context": self.context, "url": self.base_url + address, "wait": "complete"}
        self.firefox.ask("browsingContext.navigate", **where)

    def set_viewport_size(self, size: dict[str, int]) -> None:
        self.firefox.ask("browsingContext.setViewport", context=self.context, viewport=size)

    def evaluate(self, function: str) -> Any:
        """What a function without arguments gives; it must be a number, a text, yes or no."""
        said = self.firefox.ask(
            "script.evaluate",
            expression=f"({function})()",
            target={"context": self.context},
            awaitPromise=True,
        )
        if said["type"] == "exception":
            raise AssertionError(said["exceptionDetails"]["text"])
        return said["result"].get("value")


@contextmanager
def a_firefox(profile: Path) -> Iterator[Firefox]:
    assert FOUND
    command = [FOUND, "--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", str(profile)]
    browser = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert browser.stderr
    try:
        address = next(said[1] for line in browser.stderr if (said := LISTENS.search(line)))
        yield Firefox(address)
    finally:
        browser.terminate()
        browser.wait(timeout=20)
