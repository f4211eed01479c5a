"""Pages that say no: what happened, what to do, and whom to call."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from kargah.refusal import Refused

OWN_PAGE = {400, 403, 404, 409, 429}
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, TOO_LARGE):
        return HttpResponse(render_to_string("413.html"), status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", {"reason": _said(exception)}, status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Made without the request: neither session nor database may be asked when one of them is what failed."""
    return HttpResponse(render_to_string("500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)


def maintenance(request: HttpRequest) -> HttpResponse:
    """Made without the request too: the database may be what is worked on."""
    headers = {"Retry-After": "600", "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("503.html"), status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)


def refusal_page(request: HttpRequest, refused: Refused, **more: Any) -> HttpResponse:
    """The page of a refusal, with its status. `more`: `back` (address), `decided_by`, `decided_at` when known."""
    page = f"{refused.status}.html" if refused.status in OWN_PAGE else "409.html"
    return render(request, page, {"reason": str(refused), **more}, status=refused.status)


def _said(exception: Exception | None) -> str:
    """A refusal speaks to people; what other exceptions say is for the log."""
    return str(exception) if isinstance(exception, Refused) else ""
