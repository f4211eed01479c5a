"""The interface itself: who comes in, what happens to what goes wrong, and all operations."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from kargah.api import operations, problems
from kargah.api.entering import Bearer, OfAPerson, Session
from kargah.refusal import Refused

DESCRIPTION = """The national grading of handicraft workshops, for programs: the same rows, moves and rules as the pages.

Every row tells the moves that its reader may make now. Each change carries an `Idempotency-Key` of the caller's own
choice and, where a row was seen before, its `ETag` in `If-Match`. What says no is `application/problem+json`."""

api = NinjaAPI(
    title="Kargah",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    auth=[Bearer(), Session()],
    throttle=[OfAPerson()],
)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return problems.of_refusal(error)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Exception) -> HttpResponse:
    return problems.problem(404)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: Exception) -> HttpResponse:
    return problems.problem(401, WWW_Authenticate="Bearer")


@api.exception_handler(Throttled)
def too_many(request: HttpRequest, error: Throttled) -> HttpResponse:
    return problems.problem(429, Retry_After=str(int(error.wait or 1) + 1))


@api.exception_handler(HttpError)
def other(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problems.problem(error.status_code)


@api.exception_handler(ValidationError)
def unfit(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter of the address that does not fit its type."""
    said: dict[str, Any] = {}
    for one in error.errors:
        said.setdefault(str(one["loc"][-1]), []).append(one["msg"])
    return problems.problem(422, errors=said)


operations.add_to(api)
