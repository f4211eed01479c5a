"""Defect notices: at most two, each with its civil due day; what was answered, and what the inspector found."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application
from kargah.files.models import Stored
from kargah.guideline.models import Criterion
from kargah.inspections import deadlines

from .visit import Inspection


class DefectNotice(models.Model):
    """Days are kept as ordinals (date.toordinal), so that the database itself computes the due day."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="notices")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="notices")
    turn = models.PositiveSmallIntegerField()
    notified_day = models.PositiveIntegerField()
    days = models.PositiveSmallIntegerField()
    due_day = models.GeneratedField(
        expression=F("notified_day") + F("days"), output_field=models.IntegerField(), db_persist=True
    )
    notified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    notified_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, help_text="the applicant said that everything is done")
    lapsed_at = models.DateTimeField(null=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["turn"]
        constraints = [
            models.UniqueConstraint(fields=["application", "turn"], name="one_notice_per_turn"),
            models.CheckConstraint(condition=Q(turn__gte=1), name="a_notice_has_a_turn"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(judged_at__isnull=True), name="one_open_notice_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.turn}"

    @property
    def effective_due_on(self) -> date:
        """The last day on which an answer is in time, extensions added."""
        extensions = [extension.days for extension in self.extensions.all()]
        return deadlines.due_on(date.fromordinal(self.notified_day), self.days, extensions)


class Extension(models.Model):
    """More days, given by two persons of headquarters."""

    notice = models.ForeignKey(DefectNotice, models.PROTECT, related_name="extensions")
    days = models.PositiveSmallIntegerField()
    reason = models.TextField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(days__gte=1), name="an_extension_has_days")]

    def __str__(self):
        return f"{self.days}"


class NoticeReminder(models.Model):
    """A reminder that was sent; an extension gives another due day, and reminders of its own."""

    notice = models.ForeignKey(DefectNotice, models.PROTECT, related_name="reminders")
    due_on = models.DateField()
    days_before = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "due_on", "days_before"], name="a_reminder_is_sent_once"
            )
        ]

    def __str__(self):
        return f"{self.notice} {self.days_before}"


class Defect(models.Model):
    class Class(models.TextChoices):
        CRITICAL = "critical", _("Critical")
        MAJOR = "major", _("Major")
        MINOR = "minor", _("Minor")

    notice = models.ForeignKey(DefectNotice, models.PROTECT, related_name="defects")
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, related_name="+")
    condition = models.PositiveSmallIntegerField(null=True)
    defect_class = models.CharField(max_length=10, choices=Class)
    text = models.TextField()
    photo = models.ForeignKey(Stored, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(criterion__isnull=False, condition__isnull=True)
                | Q(criterion__isnull=True, condition__in=[3, 4, 5]),
                name="a_defect_names_a_criterion_or_a_condition",
            )
        ]

    def __str__(self):
        return self.text[:40]

    @property
    def about(self) -> str:
        """What it is about, as one word: a criterion's code or condition_3 to condition_5."""
        return self.criterion.code if self.criterion else f"condition_{self.condition}"

    @property
    def is_grave(self) -> bool:
        """Critical or major; a condition counts as major."""
        return self.condition is not None or self.defect_class in (self.Class.CRITICAL, self.Class.MAJOR)


class DefectAnswer(models.Model):
    defect = models.ForeignKey(Defect, models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    photo = models.ForeignKey(Stored, models.PROTECT, null=True, related_name="+")
    late = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text[:40]


class DefectVerdict(models.Model):
    defect = models.OneToOneField(Defect, models.PROTECT, related_name="verdict")
    mended = models.BooleanField()
    from_photos = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    photo = models.ForeignKey(Stored, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self):
        return "mended" if self.mended else "not mended"
