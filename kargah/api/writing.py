"""What every change needs: a key, so that the request sent again changes nothing, and the version that was seen."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kargah import clock, rows
from kargah.api import telling
from kargah.api.bodies import Body
from kargah.api.entering import Caller
from kargah.api.models import Answered
from kargah.api.problems import Unfit, Unseen
from kargah.process import engine, refusals
from kargah.refusal import Overtaken

KEY = re.compile(r"[A-Za-z0-9_-]{8,60}")
KEPT = timedelta(days=1)
COMPRESSED = "W/"  # so the tag of an answer that was compressed on its way begins
TOLD_AGAIN = ("ETag", "Location")


def once(
    request: Caller,
    body: Body,
    do: Callable[[], HttpResponse],
    *,
    before: Callable[[], None] = lambda: None,
) -> HttpResponse:
    """Do it in one transaction with its answer; a repeated request gets that answer and does nothing.

    `before` is what must not stand in the transaction. What is refused is not kept: it may be tried again.
    """
    key, asked = _key(request), body.digest_for(request)
    if earlier := _earlier(request, key):
        return _again(earlier, asked)
    before()
    with engine.one_transaction():
        Answered.objects.filter(holder=request.user, key=key, at__lte=clock.now() - KEPT).delete()
        mine = Answered(holder=request.user, key=key, digest=asked)
        if not rows.insert(mine, once=True):  # the same request came twice at this moment
            return _again(_earlier(request, key) or mine, asked)
        answer = do()
        mine.status, mine.body = answer.status_code, answer.content.decode()
        mine.headers = {name: answer[name] for name in TOLD_AGAIN if name in answer}
        mine.save(update_fields=["status", "headers", "body"])
    return answer


def locked_as_seen(request: Caller, row: Any) -> Any:
    """The row, locked, when it is still as `If-Match` says. Raises Unseen without the header, Overtaken otherwise."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise Unseen(_("Send the ETag of the row that you saw in the header If-Match."))
    row = engine.lock(row)
    if given.removeprefix(COMPRESSED) != telling.tag(row):
        raise Overtaken(refusals.somebody_acted(row))
    return row


def told(row: Any, user: Any, *, status: int = 200) -> HttpResponse:
    """The answer that tells one row."""
    answer = in_json(telling.alone(row, user), status=status)
    answer["ETag"] = telling.tag(row)
    if status == 201:
        answer["Location"] = telling.href(row)
    return answer


def in_json(content: Any, *, status: int = 200) -> HttpResponse:
    return HttpResponse(
        json.dumps(content, ensure_ascii=False), status=status, content_type="application/json"
    )


def _key(request: Caller) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if not KEY.fullmatch(key):
        said = _("Send a key of your own choice, 8 to 60 letters, digits, hyphens or underscores.")
        raise Unfit(said, {"Idempotency-Key": [said]})
    return key


def _earlier(request: Caller, key: str) -> Answered | None:
    young = Answered.objects.filter(at__gt=clock.now() - KEPT)
    return young.filter(holder=request.user, key=key).first()


def _again(earlier: Answered, asked: str) -> HttpResponse:
    if earlier.digest != asked:
        said = _("With this key something else was sent before.")
        raise Unfit(said, {"Idempotency-Key": [said]})
    answer = HttpResponse(earlier.body, status=earlier.status, content_type="application/json")
    for name, value in earlier.headers.items():
        answer[name] = value
    answer["Idempotency-Replayed"] = "true"
    return answer
