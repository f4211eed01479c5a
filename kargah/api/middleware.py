"""Below /api/ whatever says no speaks as problem details, also what never came as far as an operation."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from kargah.api.problems import MEDIA_TYPE, problem

BELOW = "/api/"
FIRST = _("Open a page of this site first: your account has something to do there.")
KEPT = ("Allow", "Cache-Control", "Retry-After", "WWW-Authenticate")


class Problems:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if not request.path.startswith(BELOW) or answer.status_code < 300:
            return answer
        if answer.status_code < 400:  # pages lead a person on who must do something first
            return problem(403, str(FIRST))
        if answer.get("Content-Type", "").startswith(MEDIA_TYPE):
            return answer
        told = problem(answer.status_code)
        for name in KEPT:
            if name in answer:
                told[name] = answer[name]
        return told
