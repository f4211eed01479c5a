"""Work that is done behind the pages, and the hours at which the calendar asks for some."""

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kargah import clock

LEASE = timedelta(minutes=2)  # a worker that is silent for so long is taken for dead
TRIES = 5


class LeaseLost(Exception):
    """Another worker has taken the job over: this one must stop, and its transaction must roll back."""


class Job(models.Model):
    """One piece of work. A job with a key is enqueued once, whoever asks again."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed, will be tried again")
        PARKED = "parked", _("Parked, needs a person")

    name = models.CharField(max_length=60)
    args = models.JSONField(default=dict)
    key = models.CharField(max_length=120, unique=True, null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_no = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    run_after = models.DateTimeField(default=clock.now)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["run_after", "id"],
                condition=models.Q(state__in=["waiting", "failed"]),
                name="jobs_waiting_by_hour",
            ),
            models.Index(
                fields=["lease_until"], condition=models.Q(state="running"), name="jobs_running_by_lease"
            ),
        ]

    OPEN: ClassVar[tuple[str, ...]] = (State.WAITING, State.RUNNING, State.FAILED)

    def __str__(self) -> str:
        return f"{self.pk} {self.name} {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still works on it or will."""
        return self.state in self.OPEN

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Say how far the work is, and keep the lease.

        Call it inside the transaction of each step's effect: when another worker has taken the job over it
        raises LeaseLost, and the effect rolls back with it.
        """
        self.held(progress_done=done, progress_total=total, note=note, lease_until=clock.now() + LEASE)

    def held(self, **changes: Any) -> None:
        """Change the row while this worker still holds its lease; LeaseLost otherwise."""
        mine = Job.objects.filter(pk=self.pk, lease_no=self.lease_no, state=self.State.RUNNING)
        if not mine.update(**changes):
            raise LeaseLost(f"{self.name} {self.pk}, lease {self.lease_no}")
        for name, value in changes.items():
            setattr(self, name, value)


class Schedule(models.Model):
    """The next hour at which a job of this name is enqueued."""

    name = models.CharField(max_length=60, unique=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.next_at}"
