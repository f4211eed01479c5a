"""A request is begun, handed in, completed."""

import secrets
from datetime import timedelta
from typing import Any

from kargah import clock
from kargah.cycles.models import Cycle, Share
from kargah.places.models import CraftGroup
from kargah.subjects import ALPHABET

from .. import judging
from ..models import Application, CompletionRequest, Duplicate, Workshop

CODE_LENGTH = 10


def start(workshop: Workshop, *, by: Any, cycle: Cycle, craft_group: CraftGroup, channel: str) -> Application:
    return Application.objects.create(
        cycle=cycle,
        share=Share.objects.get(cycle=cycle, province_id=workshop.province_id),
        province_id=workshop.province_id,
        workshop=workshop,
        applicant_id=workshop.owner_id,
        craft_group=craft_group,
        channel=channel,
        entered_by=by,
    )


def register(application: Application) -> None:
    """From this instant the request counts: it gets its tracking code, and the years run to this day."""
    application.registered_at = clock.now()
    application.tracking_code = tracking_code()
    application.waited_cycles = judging.waited_cycles(application)
    application.first_licensed_on = judging.first_licensed_on(application.workshop)
    application.save(update_fields=["registered_at", "tracking_code", "waited_cycles", "first_licensed_on"])
    _compare(application)


def ask_completion(application: Application, *, by: Any, items: str) -> None:
    CompletionRequest.objects.create(
        application=application,
        turn=application.completion_requests.count() + 1,
        items=items,
        asked_by=by,
        due_on=clock.today() + timedelta(days=application.cycle.limits.completion_days),
    )


def complete(application: Application) -> None:
    """The instant of registration stays; licences that came now count."""
    application.completion_requests.filter(answered_at=None, lapsed_at=None).update(answered_at=clock.now())
    _look_again(application, not_completed=False)


def lapse_completion(application: Application) -> None:
    application.completion_requests.filter(answered_at=None, lapsed_at=None).update(lapsed_at=clock.now())
    _look_again(application, not_completed=True)


def tracking_code() -> str:
    """Ten letters and digits that nobody can guess, free of the ones that are mistaken for another."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)).upper()
        if not Application.objects.filter(tracking_code=code).exists():
            return code


def _look_again(application: Application, *, not_completed: bool) -> None:
    application.not_completed = not_completed
    application.first_licensed_on = judging.first_licensed_on(application.workshop)
    application.save(update_fields=["not_completed", "first_licensed_on"])
    _compare(application)


def _compare(application: Application) -> None:
    for other, signs in judging.signs_of_a_double(application):
        if not Duplicate.objects.filter(application=other, other=application).exists():
            Duplicate.objects.get_or_create(application=application, other=other, defaults={"signs": signs})
