"""The desk: what waits, the oldest first, and the province's figures."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kargah.cycles import edits
from kargah.cycles.asks import Call, Office
from kargah.process import board, picture
from kargah.web.offices import done, of_a_province, shown
from kargah.web.pictures.bars import Stage, Use
from kargah.web.province import own, queues


@of_a_province
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    share = own.share(request)
    if share is None:
        return shown(request, "province/desk.html", share=None)
    numbers = board.numbers(share.cycle, request.user, province_id=share.province_id)
    reached = board.reached(share.cycle, request.user, province_id=share.province_id)
    waiting = queues.of(share, request.user)
    return shown(
        request,
        "province/desk.html",
        share=share,
        shares=own.shares(request),
        queues=waiting,
        first=next((queue for queue in waiting if queue.count), None),
        boxes=[{**step, "number": numbers[step["code"]]} for step in picture.way(numbers, "")],
        certified=numbers["END"],
        stages=[Stage(words, reached[code]) for code, words in board.STAGES.items()],
        uses=[Use(share.province.title, share.allotted, share.held, share.spent)],
        weeks=board.registered_by_week(share.cycle, request.user, province_id=share.province_id),
    )


@of_a_province
@require_http_methods(["GET", "POST"])
def office(request: HttpRequest) -> HttpResponse:
    """The address and telephone of the office, and the words of its call; each form says by `what` which it is."""
    share = own.the_share(request)
    sent = {request.POST.get("what"): request.POST}
    place = Office(
        sent.get("office"), subject=share, by=request.user, initial=_of(share.province, edits.OFFICE)
    )
    call = Call(sent.get("call"), subject=share, by=request.user, initial={"call_text": share.call_text})
    if done(place, lambda **given: edits.change_office(share.province, by=request.user, **given)) or done(
        call, lambda **given: edits.change_call(share, by=request.user, **given)
    ):
        return _saved(request)
    wrong = call if call.is_bound else place
    return shown(request, "province/office.html", share=share, place=place, call=call, form=wrong)


def _of(row: object, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}


def _saved(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("province:office")
