"""The country of the pages' tests, asked by programs."""

import json
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from django.test import Client

from kargah.api import tokens
from tests.web.conftest import world  # noqa: F401

_keys = count(1)


@dataclass
class Program:
    """A program that acts for somebody with their token."""

    text: str
    client: Client

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1{path}", headers=self._headers(**headers))

    def send(
        self, method: str, path: str, content: Any = None, *, key: str = "", seen: str = "", **headers: str
    ) -> Any:
        """JSON, with a fresh key unless one is given."""
        more = {"Idempotency-Key": key or f"test-key-{next(_keys)}"} | ({"If-Match": seen} if seen else {})
        body = "" if content is None else json.dumps(content)
        return self.client.generic(
            method, f"/api/v1{path}", body, "application/json", headers=self._headers(**more, **headers)
        )

    def post(self, path: str, content: Any = None, **more: str) -> Any:
        return self.send("POST", path, content, **more)

    def _headers(self, **more: str) -> dict[str, str]:
        who = {"Authorization": f"Bearer {self.text}"} if self.text else {}
        return (
            who | {"Accept-Language": "en"} | {name.replace("_", "-"): value for name, value in more.items()}
        )


@pytest.fixture
def program():
    """The program of a person (nobody: a visitor's), whose token may act unless another scope is given."""

    def of(person: Any, scope: str = "act") -> Program:
        text = tokens.make(person, name="test", scope=scope, days=1)[1] if person else ""
        return Program(text, Client(raise_request_exception=False))

    return of


@pytest.fixture(autouse=True)
def nobody_is_throttled(settings):
    from django.core.cache import cache

    cache.clear()
