"""The batch and its versions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.cycles.models import Cycle, Share
from kargah.files.models import Stored
from kargah.people.queries import provinces_of, sees_everything
from kargah.places.models import Province
from kargah.subjects import Subject


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        if sees_everything(user):
            return self
        return self.filter(
            province_id__in=provinces_of(user, roles=("provincial_expert", "provincial_deputy"))
        )


class Report(Subject):
    class State(models.TextChoices):
        DRAFTING = "drafting", _("Drafting")
        COMPILED = "compiled", _("Compiled, waiting for signature")
        SENT = "sent", _("Sent to headquarters")
        RETURNED = "returned", _("Returned by headquarters")
        APPROVED = "approved", _("Approved")

    state = models.CharField(max_length=20, choices=State, default=State.DRAFTING)
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="reports")
    share = models.ForeignKey(Share, models.PROTECT, related_name="reports")
    province = models.ForeignKey(Province, models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField(
        default=0, help_text="number of the newest version; 0 before the first"
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["share", "number"], name="batches_are_numbered")]

    def __str__(self):
        return f"{self.province} {self.number}"

    @property
    def newest(self):
        return self.versions.filter(number=self.turn).first()

    def case_ids(self):
        return list(self.lines.values_list("application_id", flat=True))


class ReportVersion(models.Model):
    """What was compiled, and, once signed and sent, frozen for ever."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    workbook = models.ForeignKey(Stored, models.PROTECT, null=True, related_name="+")
    compiled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    compiled_at = models.DateTimeField(default=clock.now)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="versions_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(sent_by__isnull=True) | ~models.Q(sent_by=models.F("compiled_by")),
                name="the_compiler_does_not_sign",
            ),
        ]

    def __str__(self):
        return f"{self.report} v{self.number}"


class LineVersion(models.Model):
    """One workshop's content in one version: what HQ saw."""

    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="lines")
    line = models.ForeignKey("reports.ReportLine", models.PROTECT, related_name="versions")
    content = models.JSONField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "line"], name="a_line_stands_once_in_a_version")
        ]

    def __str__(self):
        return f"{self.line_id} in {self.version_id}"
