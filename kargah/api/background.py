"""What happens behind the interface: steps are told to the registered addresses, old answers are forgotten."""

from typing import Any

from django.apps import apps
from django.db import transaction

from kargah import clock
from kargah.api.addresses import PATHS, href, kind_of
from kargah.api.hooks import sending
from kargah.api.hooks.edits import living
from kargah.api.models import Answered, Delivery, Hook, Told
from kargah.api.writing import KEPT
from kargah.jobs.models import Job
from kargah.jobs.queue import enqueue, every, job
from kargah.journal.models import Entry, Head
from kargah.process.flowchart import MOVES
from kargah.refusal import Refused

AT_ONCE = 500  # entries of the journal in one reading


class Undelivered(Exception):
    """The queue tries again, each time after a longer pause."""


@job("tell_hooks")
def tell_hooks(job: Job) -> None:
    """Read the journal on from where it was read, and enqueue one message for each step and address."""
    with transaction.atomic():
        read, _new = Told.objects.select_for_update().get_or_create(
            pk=1, defaults={"seq": _end_of_the_book()}
        )
        hooks = list(living())
        if not hooks:
            Told.objects.filter(pk=1).update(seq=_end_of_the_book())
            return
        entries = list(Entry.objects.filter(seq__gt=read.seq).order_by("seq")[:AT_ONCE])
        for entry in entries:
            _tell(entry, hooks)
        if entries:
            Told.objects.filter(pk=1).update(seq=entries[-1].seq)
    if len(entries) == AT_ONCE:
        enqueue("tell_hooks")


def _tell(entry: Entry, hooks: list[Hook]) -> None:
    payload = payload_of(entry)
    for hook in hooks:
        if payload and (not hook.moves or entry.move in hook.moves) and entry.at >= hook.created_at:
            delivery, new = Delivery.objects.get_or_create(
                hook=hook, entry=entry.seq, defaults={"payload": payload}
            )
            if new:
                enqueue("deliver_hook", key=f"hook-{delivery.pk}", delivery=delivery.pk)


def payload_of(entry: Entry) -> dict[str, Any] | None:
    """A step of the chart without anything personal: no name, no reason; the receiver reads the row with its token."""
    if entry.move not in MOVES:
        return None
    subject = apps.get_model(entry.subject_kind)._base_manager.filter(pk=entry.subject_id).first()
    if subject is None or kind_of(subject) not in PATHS:
        return None
    return {
        "type": f"{kind_of(subject)}.{entry.move}",
        "timestamp": entry.at.isoformat(),
        "data": {
            "entry": entry.seq,
            "move": entry.move,
            "kind": kind_of(subject),
            "id": subject.public_id,
            "href": href(subject),
            "source": entry.source,
            "target": entry.target,
        },
    }


@job("deliver_hook")
def deliver_hook(job: Job, delivery: int) -> None:
    """One try. What does not come through is raised, so that the queue tries it again."""
    message = Delivery.objects.select_related("hook").get(pk=delivery)
    if message.delivered_at or message.hook.ended_at:
        return
    status, note = None, ""
    try:
        status = sending.send(message)
    except (OSError, Refused) as error:
        note = str(error)[:200]
    done = status is not None and 200 <= status < 300
    Delivery.objects.filter(pk=delivery).update(
        tries=message.tries + 1,
        status=status,
        note=note,
        tried_at=clock.now(),
        delivered_at=clock.now() if done else None,
    )
    if not done:
        raise Undelivered(note or f"answered {status}")


@job("forget_answers")
def forget_answers(job: Job) -> None:
    """Answers to requests with a key are kept for a day."""
    Answered.objects.filter(at__lt=clock.now() - KEPT).delete()


def _end_of_the_book() -> int:
    head = Head.objects.first()
    return head.seq if head else 0


every("tell_hooks", seconds=30)
every("forget_answers", hour=3)
