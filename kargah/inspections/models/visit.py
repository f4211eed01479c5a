"""The inspection of one case by one inspector."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application
from kargah.files.models import Stored
from kargah.people.queries import provinces_of, sees_everything
from kargah.places.models import Province
from kargah.subjects import Subject

from .nomination import Nomination


class InspectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The applicant of the case too: they answer the defects. What they may read of it is the page's matter."""
        if sees_everything(user):
            return self
        staff = provinces_of(user, roles=("provincial_expert", "provincial_deputy"))
        return self.filter(Q(province_id__in=staff) | Q(inspector=user) | Q(application__applicant=user))


class Inspection(Subject):
    class State(models.TextChoices):
        ASSIGNED = "assigned", _("Assigned")
        UNVISITED = "unvisited", _("Could not be visited")
        VISITED = "visited", _("Visited")
        REPAIRING = "repairing", _("Defects being mended")
        CONFIRMED = "confirmed", _("Confirmed")
        CLOSED_AS_FOUND = "closed_as_found", _("Closed as found")
        CANCELLED = "cancelled", _("Cancelled")

    RUNNING = (State.ASSIGNED, State.UNVISITED, State.VISITED, State.REPAIRING)
    ENDED_WITH_SCORE = (State.CONFIRMED, State.CLOSED_AS_FOUND)

    state = models.CharField(max_length=20, choices=State, default=State.ASSIGNED)
    application = models.ForeignKey(Application, models.PROTECT, related_name="inspections")
    province = models.ForeignKey(Province, models.PROTECT, related_name="inspections")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="inspections")
    inspector = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="inspections")
    turn = models.PositiveSmallIntegerField(
        default=1, help_text="2 and more: after a release, or ordered by an upheld appeal"
    )
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    visit_on = models.DateField(null=True, blank=True)
    no_conflict_declared_at = models.DateTimeField(null=True)
    visited_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    repair_given_up = models.BooleanField(
        default=False, help_text="the applicant wrote that they will not mend"
    )
    total = models.PositiveIntegerField(
        null=True, help_text="whole hundredths, set at the end; never shown to the inspector"
    )

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "turn"], name="one_inspection_per_turn"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=["assigned", "unvisited", "visited", "repairing"]),
                name="one_running_inspection_per_case",
            ),
        ]
        indexes = [models.Index(fields=["inspector", "state"])]

    def __str__(self):
        return f"{self.application}"

    @property
    def owner_id(self):
        return self.application.applicant_id

    @property
    def cycle(self):
        return self.application.cycle

    def case_ids(self):
        return [self.application_id]


class Assignment(models.Model):
    """Who was given the inspection, when and by whom: the last row is the present inspector's."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="assignments")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="+")
    inspector = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.inspection_id}: {self.inspector_id}"


class VisitFailure(models.Model):
    """A visit or re-visit that could not be made, with its reason and photo."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="failures")
    of_revisit = models.BooleanField()
    reason = models.TextField()
    photo = models.ForeignKey(Stored, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self):
        return f"{self.inspection_id}"


class VisitReply(models.Model):
    """What the applicant said to the day of the visit: it suits them, or they ask for another one."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="replies")
    visit_on = models.DateField(null=True, help_text="the day of which they spoke")
    suits = models.BooleanField()
    wished_on = models.DateField(null=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    answer = models.TextField(blank=True, help_text="why the day stays; empty when another one was given")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(suits=True) | Q(wished_on__isnull=False) | ~Q(words=""),
                name="another_day_is_named_or_explained",
            ),
            models.UniqueConstraint(
                fields=["inspection"],
                condition=Q(suits=False, answered_at__isnull=True),
                name="one_open_wish_for_another_day",
            ),
        ]

    def __str__(self):
        return f"{self.inspection_id}: {self.suits}"


class HeldPacketQuerySet(models.QuerySet):
    def visible_to(self, user):
        if sees_everything(user):
            return self
        staff = provinces_of(user, roles=("provincial_expert", "provincial_deputy"))
        return self.filter(Q(province_id__in=staff) | Q(inspector=user))


class HeldPacket(Subject):
    """Work that arrived after its assignment was taken away: neither applied nor lost until the province decides."""

    class State(models.TextChoices):
        HELD = "held", _("Sent without assignment")
        APPLIED = "applied", _("Applied")
        KEPT = "kept", _("Set aside")

    state = models.CharField(max_length=10, choices=State, default=State.HELD)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="held_packets")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    inspector = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answers = models.JSONField(
        default=dict, help_text="criterion code → level, not applicable, reason, note, measured"
    )
    received_at = models.DateTimeField(default=clock.now)
    decision_reason = models.TextField(blank=True)

    objects = HeldPacketQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.inspection}"

    def case_ids(self):
        return [self.inspection.application_id]


class HeldPhoto(models.Model):
    """A photo that came with held work."""

    packet = models.ForeignKey(HeldPacket, models.PROTECT, related_name="photos")
    criterion_code = models.CharField(max_length=6, blank=True)
    stored = models.ForeignKey(Stored, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.caption or str(self.pk)
