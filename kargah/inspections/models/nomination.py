"""Who may inspect in a province, for which crafts and days; and with whom an inspector has a conflict."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Workshop
from kargah.cycles.models import Share
from kargah.people.queries import provinces_of, sees_everything
from kargah.places.models import CraftGroup, Province
from kargah.subjects import Subject


class NominationQuerySet(models.QuerySet):
    def visible_to(self, user):
        if sees_everything(user):
            return self
        staff = provinces_of(user, roles=("provincial_expert", "provincial_deputy"))
        return self.filter(Q(province_id__in=staff) | Q(inspector=user))


class Nomination(Subject):
    class State(models.TextChoices):
        NAMED = "named", _("Named")
        INTRODUCED = "introduced", _("Introduced to headquarters")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        ENDED = "ended", _("Ended")

    LIVE = (State.NAMED, State.INTRODUCED, State.ACCEPTED)

    state = models.CharField(max_length=20, choices=State, default=State.NAMED)
    share = models.ForeignKey(Share, models.PROTECT, related_name="nominations")
    province = models.ForeignKey(Province, models.PROTECT, related_name="nominations")
    inspector = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="nominations")
    company = models.CharField(max_length=120, blank=True)
    crafts = models.ManyToManyField(CraftGroup, related_name="nominations")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.TextField(blank=True, help_text="why this person, or why again after a refusal")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    letter_number = models.CharField(max_length=40, blank=True)
    introduced_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True, help_text="of a refusal or an ending")

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["share", "inspector"],
                condition=Q(state__in=["named", "introduced", "accepted"]),
                name="an_inspector_is_nominated_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="a_nomination_ends_after_it_starts"
            ),
        ]

    def __str__(self):
        return f"{self.inspector}"

    @property
    def cycle(self):
        return self.share.cycle


class Conflict(models.Model):
    """A declared conflict of interest between an inspector and a workshop: for ever."""

    inspector = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="conflicts")
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="conflicts")
    note = models.TextField(blank=True)
    declared_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspector", "workshop"], name="a_conflict_is_declared_once")
        ]

    def __str__(self):
        return f"{self.inspector_id} × {self.workshop_id}"
