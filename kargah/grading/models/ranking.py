"""A numbered ranking of a cycle."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah.applications.models import Application
from kargah.cycles.models import Cycle
from kargah.people.queries import sees_everything
from kargah.reports.models import ReportLine
from kargah.subjects import Subject


class RankingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """HQ and auditors; what a province or an applicant learns of it comes through its lists and cases."""
        return self if sees_everything(user) else self.none()


class Ranking(Subject):
    class State(models.TextChoices):
        PREVIEW = "preview", _("Preview")
        SETTLED = "settled", _("Settled")

    state = models.CharField(max_length=10, choices=State, default=State.PREVIEW)
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="rankings")
    number = models.PositiveSmallIntegerField()
    bundle = models.JSONField(help_text="what was ranked: guideline, answers, rules; no personal data")
    bundle_hash = models.CharField(max_length=64)
    late_provinces = models.JSONField(
        default=list, help_text="numeric codes of provinces without an approved batch"
    )
    previewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = RankingQuerySet.as_manager()
    province_id = None

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="rankings_are_numbered"),
            models.UniqueConstraint(
                fields=["cycle"], condition=Q(state="preview"), name="one_preview_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.cycle} {self.number}"

    def case_ids(self):
        return list(self.placements.values_list("application_id", flat=True))


class Placement(models.Model):
    """Where one approved line stands in one ranking, with its arithmetic."""

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="placements")
    line = models.ForeignKey(ReportLine, models.PROTECT, related_name="placements")
    application = models.ForeignKey(Application, models.PROTECT, related_name="placements")
    total = models.PositiveIntegerField(help_text="whole hundredths")
    band = models.CharField(max_length=40)
    qualifies = models.BooleanField()
    reasons = models.JSONField(default=list, help_text="what keeps it off, each with its figures")
    national_rank = models.PositiveIntegerField()
    province_rank = models.PositiveIntegerField()
    craft_rank = models.PositiveIntegerField()
    within_places = models.BooleanField(
        default=True, help_text="false: qualifies, but a cap on certificates left no place"
    )
    settled_by_rule = models.CharField(
        max_length=40, blank=True, help_text="the tie rule that decided at the line"
    )

    class Meta:
        ordering = ["national_rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "line"], name="a_line_is_placed_once_per_ranking")
        ]
        indexes = [models.Index(fields=["ranking", "national_rank", "id"])]  # a page of the ranking

    def __str__(self):
        return f"{self.national_rank}"
