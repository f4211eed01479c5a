"""The requests of all provinces in a cycle."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kargah.applications.queries import of_the_cycle
from kargah.web.headquarters import own
from kargah.web.listing.requests import ALL_REQUESTS
from kargah.web.offices import of_headquarters


@of_headquarters
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """`province`, `state`, `box` and `group` narrow; `sort`, `after` and `before` turn the pages."""
    cycle = own.the_cycle(request)
    return ALL_REQUESTS.answer(
        request, of_the_cycle(cycle, request.user), "headquarters/requests.html", cycle=cycle
    )
