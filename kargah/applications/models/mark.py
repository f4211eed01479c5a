"""A mark: something found after the fact that holds a case until headquarters clears or strikes it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.people.queries import provinces_of, sees_everything
from kargah.places.models import Province
from kargah.subjects import Subject

from .application import Application


class MarkQuerySet(models.QuerySet):
    def visible_to(self, user):
        if sees_everything(user):
            return self
        return self.filter(
            province_id__in=provinces_of(user, roles=("provincial_expert", "provincial_deputy"))
        )


class Mark(Subject):
    class State(models.TextChoices):
        RAISED = "raised", _("Raised")
        CLEARED = "cleared", _("Cleared")
        STRUCK = "struck", _("Struck")

    class Kind(models.TextChoices):
        CONFLICT = "conflict", _("Conflict of interest")
        FALSE_LICENCE = "false_licence", _("False licence")

    state = models.CharField(max_length=10, choices=State, default=State.RAISED)
    application = models.ForeignKey(Application, models.PROTECT, related_name="marks")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    reason = models.TextField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=clock.now)
    ended_reason = models.TextField(blank=True)

    objects = MarkQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "pk"]

    def __str__(self):
        return self.get_kind_display()

    def case_ids(self):
        return [self.application_id]
