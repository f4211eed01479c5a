"""What the engine itself keeps: where each case stands, what was asked already, and proposals of two persons."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application
from kargah.people.queries import provinces_of, sees_everything
from kargah.places.models import Province
from kargah.subjects import Subject


class Standing(models.Model):
    """Which box of the chart is lit for a case. `check-invariants` compares it with the rule."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="standing")
    box = models.CharField(max_length=5, blank=True, db_index=True)
    since = models.DateTimeField(default=clock.now)
    ended = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.application_id}: {self.box}"


class Request(models.Model):
    """A request that was done. Sent again with its key it is not done again; with other content it is refused."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="a_request_is_done_once")]

    def __str__(self) -> str:
        return self.key


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user):
        if sees_everything(user):
            return self
        staff = provinces_of(user, roles=("provincial_expert", "provincial_deputy"))
        return self.filter(Q(province_id__in=staff) | Q(proposed_by=user))


class Proposal(Subject):
    """What one person proposed and another must confirm. Effect and place come at the confirmation."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken_back", _("Taken back")
        STALE = "stale", _("Overtaken by events")

    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    move = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject_version = models.PositiveIntegerField()
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Application, models.PROTECT, null=True, related_name="proposals")
    inputs = models.JSONField(default=dict)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["move", "subject_kind", "subject_id"],
                condition=Q(state="proposed"),
                name="one_open_proposal_per_move_and_subject",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(proposed_by=F("ended_by")),
                name="another_person_confirms",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.move} {self.subject_kind} {self.subject_id}"

    def case_ids(self) -> list[int]:
        return [self.case_id] if self.case_id else []
