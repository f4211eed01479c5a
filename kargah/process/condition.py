"""How the house is: the work behind the pages, the post, the book. For the page that headquarters looks at first when something is slow."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Q, QuerySet

from kargah.applications.models import Application
from kargah.jobs.models import Job
from kargah.journal.models import Head
from kargah.notifications.models import Letter
from kargah.process import scope


@dataclass(frozen=True)
class Condition:
    """`jobs` by state; `late_since` the hour since which the oldest work waits; bytes of the disk in `free`, `whole`."""

    jobs: dict[str, int]
    late_since: datetime | None
    parked: list[Job]
    unsent: int
    failed_letters: int
    entries: int
    last_entry: datetime | None
    free: int
    whole: int
    database: str


def now() -> Condition:
    states = dict(Job.objects.exclude(state=Job.State.DONE).values_list("state").annotate(number=Count("pk")))
    waiting = Job.objects.filter(state__in=(Job.State.WAITING, Job.State.FAILED))
    letters = Letter.objects.filter(sent_at__isnull=True).aggregate(
        unsent=Count("pk"), failed=Count("pk", filter=~Q(failed=""))
    )
    head, disk = Head.objects.first(), shutil.disk_usage(settings.DATA)
    return Condition(
        jobs={
            str(label): states.get(state, 0) for state, label in Job.State.choices if state != Job.State.DONE
        },
        late_since=waiting.aggregate(oldest=Min("run_after"))["oldest"],
        parked=list(Job.objects.filter(state=Job.State.PARKED).order_by("-pk")[:50]),
        unsent=letters["unsent"],
        failed_letters=letters["failed"],
        entries=head.seq if head else 0,
        last_entry=head.at if head else None,
        free=disk.free,
        whole=disk.total,
        database=connection.vendor,
    )


def letters_seen_by(user: Any) -> QuerySet[Letter]:
    """Letters about cases that this person sees as an office; headquarters sees those about no case too."""
    letters = Letter.objects.select_related("to")
    if scope.sees_everything(user):
        return letters
    provinces = scope.provinces_of(user, roles=scope.IN_THEIR_PROVINCE)
    cases = Application.objects.filter(province_id__in=provinces)
    return letters.filter(case_id__in=cases.values("pk"))
