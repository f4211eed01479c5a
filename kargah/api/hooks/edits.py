"""Addresses are registered and ended by headquarters; the journal tells by whom."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.api.hooks import addresses
from kargah.api.models import Delivery, Hook
from kargah.journal import book
from kargah.people.models import OF_HEADQUARTERS, User
from kargah.people.queries import roles_of
from kargah.refusal import NotPermitted, Refused

MOST = 20


@transaction.atomic
def register(address: str, *, moves: list[str], by: User) -> Hook:
    """An address that is told of `moves` (of all when none is named) from now on."""
    _permit(by)
    addresses.read(address)
    if living().count() >= MOST:
        raise Refused(_("End an address first: %(most)s are the most."), most=MOST)
    if living().filter(address=address).exists():
        raise Refused(_("This address is registered already."), field="address")
    hook = Hook.objects.create(address=address, moves=moves, registered_by=by)
    book.write_edit(hook, by=by, what="register_hook", before={}, after={"address": address, "moves": moves})
    return hook


@transaction.atomic
def end(hook: Hook, *, by: User) -> Hook:
    _permit(by)
    hook = Hook.objects.select_for_update().get(pk=hook.pk)
    if hook.ended_at is None:
        hook.ended_at = clock.now()
        hook.save(update_fields=["ended_at"])
        book.write_edit(hook, by=by, what="end_hook", before={"address": hook.address}, after={})
    return hook


def living() -> QuerySet[Hook]:
    return Hook.objects.filter(ended_at=None)


def all_hooks() -> QuerySet[Hook]:
    return Hook.objects.select_related("registered_by")


def deliveries_of(hook: Hook) -> QuerySet[Delivery]:
    """The newest first."""
    return hook.deliveries.order_by("-pk")


def _permit(by: User) -> None:
    if not roles_of(by) & set(OF_HEADQUARTERS):
        raise NotPermitted(_("This step belongs to another office or person."))
