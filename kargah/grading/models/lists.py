"""The list of those who qualify, as a province sees it, with its opinion line by line."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application
from kargah.cycles.models import Cycle
from kargah.people.queries import provinces_of, sees_everything
from kargah.places.models import Province
from kargah.reports.models import ReportLine
from kargah.subjects import Subject

from .ranking import Placement, Ranking


class ProvincialQuerySet(models.QuerySet):
    """Rows of a province. A list that was not sent is headquarters' own matter."""

    unsent: dict = {}

    def visible_to(self, user):
        if sees_everything(user):
            return self
        staff = provinces_of(user, roles=("provincial_expert", "provincial_deputy"))
        return self.filter(province_id__in=staff).exclude(**self.unsent)


class ListQuerySet(ProvincialQuerySet):
    unsent = {"sent_at__isnull": True}


class LineQuerySet(ProvincialQuerySet):
    unsent = {"candidate_list__sent_at__isnull": True}


class CandidateList(Subject):
    class State(models.TextChoices):
        DRAWN = "drawn", _("Drawn")
        SENT = "sent", _("Sent to the province")
        OVERDUE = "overdue", _("Opinion overdue")
        AGREED = "agreed", _("Agreed")
        OBJECTED = "objected", _("Objected")
        CLOSED = "closed", _("Closed")

    state = models.CharField(max_length=10, choices=State, default=State.DRAWN)
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="lists")
    province = models.ForeignKey(Province, models.PROTECT, related_name="lists")
    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="lists")
    turn = models.PositiveSmallIntegerField(default=1, help_text="number of the newest version")
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    reminded_at = models.DateTimeField(
        null=True, help_text="the reminder that must precede a decision over silence"
    )
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ListQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "province"], name="one_list_per_ranking_and_province")
        ]

    def __str__(self):
        return f"{self.province} – {self.ranking}"

    @property
    def newest(self):
        """The version of this turn; frozen once it was sent."""
        return self.versions.filter(number=self.turn).first()

    def shown_content(self):
        """What the deputy reads and signs: the frozen version, and what the expert said of each line."""
        lines = self.lines.filter(left="").order_by("pk")
        return {
            "list": self.public_id,
            "version": self.newest.hash,
            "lines": [[line.public_id, line.state, line.content_hash, line.objection] for line in lines],
            "omissions": [
                [one.application_id, one.state, one.reason] for one in self.omissions.order_by("pk")
            ],
        }

    def case_ids(self):
        return list(self.lines.values_list("application_id", flat=True))


class ListVersion(models.Model):
    """What was sent to the province: frozen with its hash. `absent` gives everybody else with the reason."""

    candidate_list = models.ForeignKey(CandidateList, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["candidate_list", "number"], name="list_versions_are_numbered")
        ]

    def __str__(self):
        return f"{self.candidate_list} v{self.number}"


class ListLine(Subject):
    class State(models.TextChoices):
        PENDING = "pending", _("No opinion yet")
        AGREED = "agreed", _("Agreed")
        OBJECTED = "objected", _("Objected")
        DROPPED = "dropped", _("Dropped after the objection")
        KEPT = "kept", _("Kept by headquarters after an answer")
        DECIDED = "decided", _("Decided over the province, two persons")
        CERTIFIED = "certified", _("Certified")

    OPEN = (State.PENDING, State.AGREED, State.OBJECTED, State.KEPT, State.DECIDED)

    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    candidate_list = models.ForeignKey(CandidateList, models.PROTECT, related_name="lines")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="list_lines")
    line = models.ForeignKey(ReportLine, models.PROTECT, related_name="list_lines")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="list_lines")
    content_hash = models.CharField(max_length=64)
    agreed_hash = models.CharField(
        max_length=64, blank=True, help_text="the content to which the province agreed"
    )
    agreed_turn = models.PositiveSmallIntegerField(
        null=True, help_text="the version of the list on which it agreed"
    )
    opinion_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opinion_at = models.DateTimeField(null=True)
    objection = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    left = models.CharField(max_length=10, choices=ReportLine.Left, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["placement__national_rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate_list", "application"], name="a_case_stands_once_in_a_list"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(state__in=["pending", "agreed", "objected", "kept", "decided"], left=""),
                name="a_case_stands_on_one_open_list",
            ),
        ]

    def __str__(self):
        return f"{self.application}"

    @property
    def cycle(self):
        return self.candidate_list.cycle

    def case_ids(self):
        return [self.application_id]


class Omission(Subject):
    """A name that the province misses on its list, and HQ's answer."""

    class State(models.TextChoices):
        NAMED = "named", _("Named")
        ACCEPTED = "accepted", _("Accepted")
        KEPT = "kept", _("Not accepted")

    state = models.CharField(max_length=10, choices=State, default=State.NAMED)
    candidate_list = models.ForeignKey(CandidateList, models.PROTECT, related_name="omissions")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="omissions")
    reason = models.TextField()
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ProvincialQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate_list", "application"], name="an_omission_is_named_once"
            )
        ]

    def __str__(self):
        return f"{self.application}"

    def case_ids(self):
        return [self.application_id]


class Opinion(models.Model):
    """The deputy's signed opinion on one version."""

    candidate_list = models.ForeignKey(CandidateList, models.PROTECT, related_name="opinions")
    turn = models.PositiveSmallIntegerField()
    agreed = models.BooleanField()
    list_hash = models.CharField(max_length=64)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["turn"]
        constraints = [
            models.UniqueConstraint(fields=["candidate_list", "turn"], name="one_opinion_per_version"),
            models.CheckConstraint(
                condition=~models.Q(prepared_by=models.F("given_by")), name="the_preparer_does_not_sign"
            ),
        ]

    def __str__(self):
        return f"{self.candidate_list_id} v{self.turn}"


class ListDecision(models.Model):
    """HQ's decision over an objection or a silence: two persons, on record."""

    list_line = models.OneToOneField(ListLine, models.PROTECT, related_name="decision")
    over_silence = models.BooleanField()
    reason = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(proposed_by=models.F("confirmed_by")), name="two_persons_decide_over"
            )
        ]

    def __str__(self):
        return f"{self.list_line_id}"
