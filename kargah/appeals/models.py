"""An appeal: a row beside the case, decided by people who took no part in what is appealed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application
from kargah.files.models import Stored
from kargah.people.queries import sees_everything
from kargah.places.models import Province
from kargah.subjects import Subject


class AppealQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The appellant, headquarters, auditors and the members of the panel; not the office appealed against."""
        if sees_everything(user):
            return self
        return self.filter(Q(application__applicant=user) | Q(panel=user)).distinct()


class Appeal(Subject):
    class State(models.TextChoices):
        LODGED = "lodged", _("Lodged")
        IN_REVIEW = "in_review", _("In review")
        UPHELD = "upheld", _("Upheld")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    OPEN = (State.LODGED, State.IN_REVIEW)

    class Against(models.TextChoices):
        SCREENING = "screening", _("Screening")
        SCORE = "score", _("Score")
        VERDICT = "verdict", _("Headquarters' verdict on the report")
        RANKING = "ranking", _("Ranking")
        LIST = "list", _("List")
        SUSPENSION = "suspension", _("Suspension")

    class Correction(models.TextChoices):
        REOPEN_SCREENING = "reopen_screening", _("Screen again")
        ORDER_VISIT = "order_visit", _("A new visit by another inspector")
        LATER_BATCH = "later_batch", _("A later batch")
        LATER_RANKING = "later_ranking", _("A later ranking")
        LIST_VERSION = "list_version", _("A new version of the list")
        RESTORE = "restore", _("Restore the certificate")

    state = models.CharField(max_length=10, choices=State, default=State.LODGED)
    application = models.ForeignKey(Application, models.PROTECT, related_name="appeals")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    against = models.CharField(max_length=12, choices=Against)
    learned_on = models.DateField(help_text="the day on which the applicant learned of what is appealed")
    text = models.TextField()
    evidence = models.ForeignKey(Stored, models.PROTECT, null=True, related_name="+")
    lodged_at = models.DateTimeField(default=clock.now)
    panel = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="panels")
    panel_named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    correction = models.CharField(max_length=20, choices=Correction, blank=True)
    decision = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["-lodged_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "against"],
                condition=Q(state__in=["lodged", "in_review"]),
                name="one_open_appeal_against_a_thing",
            )
        ]

    def __str__(self):
        return f"{self.application} – {self.get_against_display()}"

    @property
    def owner_id(self):
        return self.application.applicant_id

    @property
    def panel_ids(self):
        return set(self.panel.values_list("pk", flat=True))

    def case_ids(self):
        return [self.application_id]
