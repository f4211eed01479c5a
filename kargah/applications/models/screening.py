"""What was judged about a request: conditions, duplicates, refusals, releases, withdrawals."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.files.models import Stored

from .application import Application


class ConditionDecision(models.Model):
    """One judgement on one of the five conditions. The latest of each part counts; none is erased."""

    class Part(models.TextChoices):
        EXPERT = "expert", _("Expert")
        INSPECTOR = "inspector", _("Inspector")

    class Outcome(models.TextChoices):
        MET = "met", _("Met")
        NOT_MET = "not_met", _("Not met")

    application = models.ForeignKey(Application, models.CASCADE, related_name="condition_decisions")
    condition = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=10, choices=Part)
    outcome = models.CharField(max_length=8, choices=Outcome)
    why = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(condition__in=[2, 3, 4, 5]), name="conditions_two_to_five_are_judged"
            ),
            models.CheckConstraint(
                condition=Q(condition=3)
                | Q(condition=2, part="expert")
                | Q(condition__in=[4, 5], part="inspector"),
                name="each_condition_has_its_judge",
            ),
        ]

    def __str__(self):
        return f"{self.condition} {self.part} {self.outcome}"


class Decline(models.Model):
    class Reason(models.TextChoices):
        CONDITION_2 = "condition_2", _("Condition 2: years of licence or record")
        NOT_COMPLETED = "not_completed", _("The request was not completed")
        DUPLICATE = "duplicate", _("A duplicate of another request")
        NOT_A_HANDICRAFT = "not_a_handicraft", _("Not a handicraft of the list")

    application = models.ForeignKey(Application, models.CASCADE, related_name="declines")
    reason = models.CharField(max_length=20, choices=Reason)
    text = models.TextField()
    may_come_from = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.get_reason_display()


class Duplicate(models.Model):
    """Two requests that look alike, and what a person decided about them."""

    class Verdict(models.TextChoices):
        OPEN = "open", _("Not yet decided")
        SAME = "same", _("The same")
        DIFFERENT = "different", _("Different")

    application = models.ForeignKey(Application, models.CASCADE, related_name="duplicates")
    other = models.ForeignKey(Application, models.CASCADE, related_name="+")
    signs = models.JSONField(default=list)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "other"], name="a_pair_is_compared_once"),
            models.CheckConstraint(
                condition=~Q(application=models.F("other")), name="nobody_is_their_own_duplicate"
            ),
        ]

    def __str__(self):
        return f"{self.application_id} ~ {self.other_id}"


class Release(models.Model):
    """Why a selected workshop lost its place before the visit was finished."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="releases")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.application_id}"


class Withdrawal(models.Model):
    application = models.OneToOneField(Application, models.CASCADE, related_name="withdrawal")
    reason = models.TextField(blank=True)
    letter = models.ForeignKey(Stored, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self):
        return f"{self.application_id}"
