"""A grading cycle, each province's share in it, and the ledger of its quota."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.guideline.limits import Limits, limits
from kargah.guideline.models import Guideline
from kargah.places.models import Province
from kargah.subjects import Subject


class CycleQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self


class Cycle(Subject):
    """One round of the whole country. The guideline's parameters are frozen into it when it is planned."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open")
        CLOSED_TO_REQUESTS = "closed_to_requests", _("Closed to requests")
        CLOSED = "closed", _("Closed")

    state = models.CharField(max_length=20, choices=State, default=State.PLANNED)
    title = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField(help_text="Jalali year of its beginning")
    guideline = models.ForeignKey(Guideline, models.PROTECT, related_name="cycles")
    parameters = models.JSONField()
    seed = models.CharField(
        max_length=64, help_text="Seed of the declared draw, published when the cycle opens"
    )
    requests_close_on = models.DateField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CycleQuerySet.as_manager()
    province_id = None

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [models.UniqueConstraint(fields=["title"], name="a_cycle_has_its_own_title")]

    def __str__(self):
        return self.title

    @property
    def limits(self) -> Limits:
        return limits(self.parameters)

    @property
    def takes_requests(self) -> bool:
        return self.state == self.State.OPEN and clock.today() <= self.requests_close_on


class ShareQuerySet(models.QuerySet):
    def visible_to(self, user):
        from kargah.people.queries import provinces_of, sees_everything

        if sees_everything(user):
            return self
        return self.filter(province_id__in=provinces_of(user))


class Share(Subject):
    """A province's part of a cycle. The counters are always the sums of the ledger (a trigger moves them)."""

    class State(models.TextChoices):
        COLLECTING = "collecting", _("Collecting requests")
        SELECTING = "selecting", _("Selecting")

    state = models.CharField(max_length=20, choices=State, default=State.COLLECTING)
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="shares")
    province = models.ForeignKey(Province, models.PROTECT, related_name="shares")
    allotted = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    spent = models.PositiveIntegerField(default=0)
    order_hash = models.CharField(max_length=64, blank=True)
    order_frozen_at = models.DateTimeField(null=True)
    call_text = models.TextField(blank=True, help_text="the province's own words in its published call")

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["province__rank"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "province"], name="one_share_per_province"),
            models.CheckConstraint(
                condition=Q(allotted__gte=F("held") + F("spent")), name="held_and_spent_within_quota"
            ),
        ]

    def __str__(self):
        return f"{self.province} – {self.cycle}"

    @property
    def free(self) -> int:
        return self.allotted - self.held - self.spent


class QuotaEntry(models.Model):
    """One line of the ledger. Written once; a trigger moves the share's counters by it."""

    class Kind(models.TextChoices):
        ALLOTTED = "allotted", _("Allotted")
        RAISED = "raised", _("Increased")
        LOWERED = "lowered", _("Lowered")
        HELD = "held", _("Held")
        FREED = "freed", _("Freed")
        SPENT = "spent", _("Spent")

    share = models.ForeignKey(Share, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind)
    amount = models.PositiveIntegerField()
    letter_number = models.CharField(max_length=40, blank=True)
    case = models.CharField(
        max_length=14, blank=True, help_text="public id of the application that holds the place"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["share", "kind"], condition=Q(kind="allotted"), name="a_quota_is_allotted_once"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.amount}"
