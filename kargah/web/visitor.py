"""Where a request comes from, and where it may be sent on to."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def address_of(request: HttpRequest) -> str:
    """The visitor's network address. X-Forwarded-For is believed only as far as our own proxies wrote it."""
    if settings.PROXIES:
        passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if len(passed) >= settings.PROXIES:
            return passed[-settings.PROXIES]
    return request.META.get("REMOTE_ADDR", "")


def onward(request: HttpRequest, asked: str | None, otherwise: str) -> str:
    """The address `asked` when it lies in this site, else `otherwise`."""
    if asked and url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return asked
    return otherwise
