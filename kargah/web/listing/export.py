"""The rows of a list as a workbook: those that its address narrows to, seen by the same reader."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kargah import clock
from kargah.files.intake import XLSX
from kargah.jalali.templatetags.jalali import fa
from kargah.journal import book
from kargah.paper.workbook import Column, Sheet, write

MOST = 10_000  # rows of a workbook that is made while somebody waits


def _of_a_day(value: Any) -> Any:
    return clock.day_of(value) if isinstance(value, datetime) else value


def workbook(listed: Any) -> HttpResponse:
    """The .xlsx, and a line in the journal that it was taken; a list that is too long is to be narrowed first."""
    listing, request = listed.listing, listed.request
    rows = list(listed.narrowed.order_by(*listed.fields, "pk")[: MOST + 1])
    if len(rows) > MOST:
        messages.error(
            request,
            _("A workbook holds at most %(number)s rows. Narrow the list first.") % {"number": fa(MOST)},
        )
        return redirect(listed.address())
    columns = [column for column in listing.columns if column.value]
    told = [{str(at): _of_a_day(column.value(row)) for at, column in enumerate(columns)} for row in rows]
    heads = [Column(str(at), str(column.heading), column.kind) for at, column in enumerate(columns)]
    data = write([Sheet(str(listing.title)[:31], heads, told)], meta={"list": listing.name})
    with transaction.atomic():
        taken = {"list": listing.name, "asked": listed.sought.asked, "rows": len(rows)}
        book.write_access("export", request.user, by=request.user, told=book.edit_digest({}, taken))
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{listing.name}.xlsx"'
    return answer
