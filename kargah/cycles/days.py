"""Days on which offices do not work: headquarters enters and takes them back, the journal tells."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.journal import book
from kargah.people.models import OF_HEADQUARTERS
from kargah.people.queries import roles_of
from kargah.places.models import ClosedDay, Province
from kargah.refusal import NotPermitted, Refused


@transaction.atomic
def close(*, by: Any, day: date, words: str, province: Province | None = None) -> ClosedDay:
    """Raises NotPermitted, or Refused when the day is closed there already or over."""
    _permit(by)
    if day < clock.today():
        raise Refused(_("This day is over already."), field="day")
    if ClosedDay.objects.filter(province=province, day=day).exists():
        raise Refused(_("This day is entered already."), field="day")
    closed = ClosedDay.objects.create(province=province, day=day, words=words)
    book.write_edit(closed, by=by, what="close_day", before={}, after={"day": day, "words": words})
    return closed


@transaction.atomic
def open_again(closed: ClosedDay, *, by: Any) -> None:
    """Raises NotPermitted."""
    _permit(by)
    book.write_edit(
        closed, by=by, what="open_day", before={"day": closed.day, "words": closed.words}, after={}
    )
    closed.delete()


def _permit(by: Any) -> None:
    if not roles_of(by) & set(OF_HEADQUARTERS):
        raise NotPermitted(_("These pages belong to headquarters."))
