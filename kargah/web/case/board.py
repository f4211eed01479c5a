"""The board of a cycle: the chart with the number of workshops in each box, each number a list."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kargah.cycles.models import Cycle
from kargah.jalali.templatetags.jalali import fa
from kargah.people.queries import sees_everything
from kargah.process import board, engine, picture, scope
from kargah.web import faces
from kargah.web.listing.boxes import CASES, PROVINCES
from kargah.web.signedin import SignedIn


@never_cache
@login_required
@require_GET
def cycle(request: SignedIn, public_id: str) -> HttpResponse:
    shown, province = _asked(request, public_id)
    numbers = board.numbers(shown, request.user, province_id=province and province.pk)

    def address(code: str) -> str:
        at = reverse("cycle-box", args=[shown.public_id, code])
        return f"{at}?province={province.numeric_code}" if province else at

    return render(
        request,
        "case/board.html",
        {
            "cycle": shown,
            "facts": faces.facts(shown, request.user),
            "moves": [
                move
                for move in engine.open_moves(shown, by=request.user)
                if engine.obstacle(move, shown, by=request.user) is None
            ],
            "picture": picture.drawn(
                counts={code: fa(number) for code, number in numbers.items() if number and code != "END"},
                address=address,
                label=_("The process with the number of workshops in each box"),
            ),
            "boxes": [
                {**step, "number": numbers[step["code"]], "address": address(step["code"])}
                for step in picture.way(numbers, "")
            ],
            "certified": numbers["END"],
            "certified_address": address("END"),
            "ended": board.ended(shown, request.user, province_id=province and province.pk),
            "provinces": _provinces(request, shown),
            "province": province,
        },
    )


@never_cache
@login_required
@require_GET
def box(request: SignedIn, public_id: str, code: str) -> HttpResponse:
    """The workshops (for S1 and S2: the provinces) in one box."""
    shown, province = _asked(request, public_id)
    if code not in picture.FULL and code != picture.AFTER:
        raise Http404
    of_provinces = code in board.OF_PROVINCES
    found = board.provinces if of_provinces else board.cases_in
    words = picture.FULL.get(code, _("Certified"))
    return replace(PROVINCES if of_provinces else CASES, title=words).answer(
        request,
        found(shown, request.user, code, province_id=province and province.pk),
        "case/box.html",
        cycle=shown,
        words=words,
        provinces=_provinces(request, shown),
        province=province,
    )


def _asked(request: SignedIn, public_id: str) -> tuple[Cycle, Any]:
    """The cycle and, when one is asked for, the province."""
    if not scope.staff(request.user):
        raise PermissionDenied
    shown = scope.one(Cycle, request.user, public_id)
    if shown is None:
        raise Http404
    asked = request.GET.get("province")
    if not asked:
        return shown, None
    share = shown.shares.filter(province__numeric_code=asked).select_related("province").first()
    if share is None:
        raise Http404
    return shown, share.province


def _provinces(request: SignedIn, shown: Cycle) -> list[Any]:
    """What may be chosen in the filter: headquarters and the auditor choose among all."""
    if not sees_everything(request.user):
        return []
    return [share.province for share in shown.shares.select_related("province").order_by("province__rank")]
