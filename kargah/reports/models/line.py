"""A workshop in a batch: HQ's verdict is a state of the line."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application
from kargah.guideline.models import Criterion
from kargah.inspections.models import Inspection
from kargah.people.queries import provinces_of, sees_everything
from kargah.places.models import Province
from kargah.subjects import Subject

from .report import Report

NEVER = datetime.min.replace(tzinfo=UTC)


class ReportLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Province staff see their own; an inspector the lines of their inspections (to correct a level)."""
        if sees_everything(user):
            return self
        staff = provinces_of(user, roles=("provincial_expert", "provincial_deputy"))
        return self.filter(Q(province_id__in=staff) | Q(inspection__inspector=user))

    def standing(self):
        """Lines whose workshop neither withdrew nor was struck, and that no ordered visit replaced."""
        return self.filter(left="")


class ReportLine(Subject):
    class State(models.TextChoices):
        PENDING = "pending", _("Not yet judged")
        APPROVED = "approved", _("Approved")
        EXCLUDED = "excluded", _("Excluded")
        POSTPONED = "postponed", _("Postponed to a later batch")
        RETURNED = "returned", _("Returned with remarks")

    class Left(models.TextChoices):
        WITHDRAWN = "withdrawn", _("Withdrawn")
        STRUCK = "struck", _("Struck")
        REPLACED = "replaced", _("Replaced by a new visit")

    state = models.CharField(max_length=20, choices=State, default=State.PENDING)
    report = models.ForeignKey(Report, models.PROTECT, related_name="lines")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="report_lines")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="report_lines")
    content = models.JSONField(default=dict, help_text="as last compiled")
    content_hash = models.CharField(max_length=64, blank=True)
    total = models.PositiveIntegerField(null=True, help_text="whole hundredths, as last compiled")
    suggestion = models.TextField(blank=True, help_text="the province's own remark")
    judged_hash = models.CharField(
        max_length=64, blank=True, help_text="the content on which the verdict was given"
    )
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    judged_turn = models.PositiveSmallIntegerField(null=True, help_text="the version on which it was given")
    verdict_reason = models.TextField(blank=True)
    left = models.CharField(max_length=10, choices=Left, blank=True)

    objects = ReportLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "application"], name="a_case_stands_once_in_a_batch"),
            models.UniqueConstraint(
                fields=["inspection"],
                condition=~Q(state="postponed"),
                name="an_inspection_is_reported_in_one_batch",
            ),
        ]

    def __str__(self):
        return f"{self.application}"

    @property
    def inspector_id(self):
        return self.inspection.inspector_id

    @property
    def cycle(self):
        return self.report.cycle

    @property
    def waits_for_its_inspector(self):
        """Was the inspector asked for a level that was neither corrected nor answered for since?"""
        corrected = dict(self.corrections.order_by("pk").values_list("criterion_id", "at"))
        for remark in self.remarks.filter(inspector_asked_at__isnull=False):
            said = max(at for at in (remark.answered_at, corrected.get(remark.criterion_id), NEVER) if at)
            if said <= remark.inspector_asked_at:
                return True
        return False

    def case_ids(self):
        return [self.application_id]


class Remark(models.Model):
    """What HQ wants mended on a line, and the province's answer."""

    line = models.ForeignKey(ReportLine, models.PROTECT, related_name="remarks")
    turn = models.PositiveSmallIntegerField(help_text="the version on which it was made")
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    inspector_asked_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text[:40]


class LevelCorrection(models.Model):
    """A level changed after sending: by the inspector alone, with a reason."""

    line = models.ForeignKey(ReportLine, models.PROTECT, related_name="corrections")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField()
    level_before = models.PositiveSmallIntegerField(null=True)
    level_after = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.criterion_id}: {self.level_before} → {self.level_after}"
