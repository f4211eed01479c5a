"""How the generated client speaks to the site: here through Django's own test client, as a program would by HTTP."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.test import Client
from django.utils.http import urlencode


class Refusal(AssertionError):
    """An answer that says no, with its problem details."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status}: {problem.get('detail')} {problem.get('errors', '')}")
        self.status, self.problem = status, problem


@dataclass
class Answer:
    """`tag` goes back as `seen` with the next change of this row."""

    status: int
    content: dict[str, Any]
    tag: str

    def __getitem__(self, name: str) -> Any:
        return self.content[name]


class Transport:
    def __init__(self, token: str, language: str = "en") -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {token}", "Accept-Language": language}

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Any = None,
        seen: str = "",
        body: Any = None,
        key: str | None = None,
    ) -> Answer:
        """`key` None: not a change. Files among the values make it a form; everything else is JSON."""
        headers = {**self.headers, **({"If-Match": seen} if seen else {})}
        if key is not None:
            headers["Idempotency-Key"] = key or uuid.uuid4().hex
        asked = urlencode({name: value for name, value in (query or {}).items() if value is not None})
        path = f"/api/v1{path}?{asked}" if asked else f"/api/v1{path}"
        given = {name: value for name, value in (body or {}).items() if value is not None}
        if any(isinstance(value, File) for value in given.values()):
            answer = self.client.post(path, given, headers=headers)
        else:
            sent = json.dumps(given) if given else ""
            answer = self.client.generic(method, path, sent, "application/json", headers=headers)
        if answer.status_code >= 400:
            raise Refusal(answer.status_code, answer.json())
        return Answer(answer.status_code, answer.json(), answer.get("ETag", ""))
