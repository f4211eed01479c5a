"""What stands around every page: a refusal becomes a page with its status, and the browser's powers are narrowed."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kargah.refusal import Refused
from kargah.web.errors import refusal_page


class RefusalsAsPages:
    """A rule that says no outside of a form speaks on a page of its own, never as a fault of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refusal_page(request, exception)
        return None
