"""What the inspector answered and photographed. An answer is never overwritten: a new revision takes its place."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kargah import clock
from kargah.files.models import Stored
from kargah.guideline.models import Criterion

from .visit import Inspection


class Answer(models.Model):
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="answers")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    revision = models.PositiveSmallIntegerField()
    current = models.BooleanField(default=True)
    level = models.PositiveSmallIntegerField(null=True)
    not_applicable = models.BooleanField(default=False)
    reason = models.TextField(
        blank=True, help_text="why not applicable, or why a level fell or was corrected"
    )
    note = models.TextField(blank=True)
    measured = models.CharField(max_length=60, blank=True)
    client_id = models.UUIDField(
        null=True, unique=True, help_text="the id that the device gave; sent again, it is the same answer"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["criterion_id", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "criterion", "revision"], name="an_answer_has_one_revision_each"
            ),
            models.UniqueConstraint(
                fields=["inspection", "criterion"],
                condition=Q(current=True),
                name="one_current_answer_per_criterion",
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=False, not_applicable=False, level__lte=4)
                | Q(level__isnull=True, not_applicable=True),
                name="an_answer_is_a_level_or_not_applicable",
            ),
        ]

    def __str__(self):
        return f"{self.criterion_id}: {self.level}"


class Photo(models.Model):
    """Evidence for a criterion, or of the whole workshop when it names none."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="photos")
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, related_name="+")
    stored = models.ForeignKey(Stored, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.caption or str(self.pk)
