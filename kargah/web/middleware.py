"""What stands around every page: its headers, its size on the way, and a refusal that becomes a page with its status."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from kargah import clock
from kargah.people import entrances
from kargah.refusal import Refused
from kargah.web.errors import maintenance, refusal_page

USED = "used_at"  # in the session: when its last use was written down
SELDOM = 5 * 60  # seconds: a page that is read does not write each time
FACTOR_ASKED = (
    "factor_asked"  # in the session: headquarters asks a second factor of this person, who has none
)
WITHOUT_FACTOR = ("/me/second-factor/", "/signout/", "/i18n/setlang/")


class Headers:
    """The browser's powers are narrowed, and no browser or proxy keeps what somebody who is signed in was shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response


class Sessions:
    """Remembers when each session was used, and leads whoever must have a second factor to where they get one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session, now = request.session, clock.now().timestamp()
        if now - session.get(USED, now) > SELDOM:
            session[USED] = now
            entrances.used(str(session.session_key))
        if session.get(FACTOR_ASKED) and not request.path.startswith(WITHOUT_FACTOR):
            return redirect("/me/second-factor/")
        return self.get_response(request)


class Maintenance:
    """While the administrator works on the system, everybody is told so; nothing is read or written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.MAINTENANCE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request) if request.path == "/healthz" else maintenance(request)


class Compressed(GZipMiddleware):
    """Words are sent compressed; photos, PDF and Excel are so already.

    Of what a page keeps secret, the token of its forms is masked anew each time, and the length is blurred.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0]
        if kind.startswith("text/") or kind in {"application/json", "application/problem+json"}:
            return super().process_response(request, response)
        return response


class RefusalsAsPages:
    """A rule that says no outside of a form speaks on a page of its own, never as a fault of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refusal_page(request, exception)
        return None
