"""Who asks: a session of the site, with its CSRF token, or a token of a person. And how often they may."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.throttling import SimpleRateThrottle
from ninja.utils import check_csrf

from kargah.api import tokens
from kargah.api.models import Token
from kargah.people.models import User
from kargah.refusal import NotPermitted

READS = ("GET", "HEAD")


class Caller(HttpRequest):
    """The request of somebody who came in."""

    user: User


class Bearer(HttpBearer):
    """`Authorization: Bearer kg_…`"""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        found = tokens.find(token)
        if found is None:
            return None
        if found.scope == Token.Scope.READ and request.method not in READS:
            raise NotPermitted(_("This token may read and change nothing."))
        request.user = found.holder
        return found.holder


class Session(APIKeyCookie):
    """The session of the site. What changes something carries `X-CSRFToken` too."""

    param_name = settings.SESSION_COOKIE_NAME

    def _get_key(self, request: HttpRequest) -> str | None:
        key = request.COOKIES.get(self.param_name)
        if not key or "Authorization" in request.headers or not request.user.is_authenticated:
            return None
        if check_csrf(request):
            raise NotPermitted(_("The header X-CSRFToken is missing or wrong."))
        return key

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return request.user if key else None


class OfAPerson(SimpleRateThrottle):
    """So many requests a minute for each person, counted in each server process."""

    scope = "api"

    def __init__(self) -> None:
        super().__init__(settings.API_RATE)

    def get_cache_key(self, request: HttpRequest) -> str | None:
        return self.cache_format % {"scope": self.scope, "ident": request.user.pk}
