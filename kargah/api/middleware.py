"""Below /api/ whatever says no speaks as problem details, also what never came as far as an operation."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kargah.api.problems import MEDIA_TYPE, problem

BELOW = "/api/"
KEPT = ("Allow", "WWW-Authenticate", "Retry-After", "Location")


class Problems:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if not request.path.startswith(BELOW) or answer.status_code < 400:
            return answer
        if answer.get("Content-Type", "").startswith(MEDIA_TYPE):
            return answer
        told = problem(answer.status_code)
        for name in KEPT:
            if name in answer:
                told[name] = answer[name]
        return told
