"""What says no to a program: problem details (RFC 9457), in the language that it asks for."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from kargah.refusal import InvalidInput, Overtaken, Refused

MEDIA_TYPE = "application/problem+json"
TITLES: dict[int, Any] = {
    400: _("The request cannot be read"),
    401: _("Sign in or send a token"),
    403: _("Not permitted"),
    404: _("Not found"),
    405: _("This address does not know the method"),
    406: _("Only JSON can be given"),
    409: _("Refused by a rule of the process"),
    412: _("Somebody acted since"),
    413: _("Too large"),
    415: _("This kind of content is not read here"),
    422: _("Something needs to be corrected"),
    428: _("The version that was seen is missing"),
    429: _("Too many requests"),
    500: _("A fault of ours"),
    503: _("We are working on the system"),
}


class Unread(Refused):
    """The body or a header cannot be read."""

    status = 400


class NotAcceptable(Refused):
    status = 406


class TooLarge(Refused):
    status = 413


class OtherContent(Refused):
    status = 415


class Unfit(Refused):
    """Something in the request does not fit; `errors` by the name of the field or header."""

    status = 422

    def __init__(self, message: Any, errors: Mapping[str, list[str]]) -> None:
        super().__init__(message)
        self.errors = errors


class Unseen(Refused):
    """The header If-Match is missing."""

    status = 428


def problem(
    status: int, detail: str = "", *, errors: Mapping[str, list[str]] | None = None, **headers: str
) -> HttpResponse:
    """The answer. `errors`: messages by field, "" for what belongs to none."""
    title = str(TITLES.get(status, TITLES[400]))
    told: dict[str, Any] = {"type": f"/api/v1/docs#status-{status}", "title": title, "status": status}
    told["detail"] = detail or title
    if errors:
        told["errors"] = errors
    answer = HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    for name, value in headers.items():
        answer[name.replace("_", "-")] = value
    return answer


def of_refusal(refused: Refused) -> HttpResponse:
    """What a rule, a form or the engine says, with its messages beside the fields."""
    status = 412 if isinstance(refused, Overtaken) else refused.status
    return problem(status, str(refused), errors=errors_of(refused))


def errors_of(refused: Refused) -> dict[str, list[str]]:
    if isinstance(refused, Unfit):
        return {name: [str(one) for one in said] for name, said in refused.errors.items()}
    form = refused.form if isinstance(refused, InvalidInput) else None
    if form is not None:
        return {
            "" if name == "__all__" else name: [str(one) for one in said]
            for name, said in form.errors.items()
        }
    return {refused.field: [str(refused)]} if refused.field else {}
