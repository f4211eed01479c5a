"""A workshop's request for one craft group in one cycle: the case that walks along the chart."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.cycles.models import Cycle, Share
from kargah.files.models import Stored
from kargah.people.queries import provinces_of, sees_everything
from kargah.places.models import CraftField, CraftGroup, Province
from kargah.subjects import Subject

from .workshop import Workshop


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Applicants see their own, province staff their province's, inspectors what they were assigned."""
        if sees_everything(user):
            return self
        return self.filter(
            Q(applicant=user)
            | Q(province_id__in=provinces_of(user, roles=("provincial_expert", "provincial_deputy")))
            | Q(pk__in=models.Subquery(_assigned_to(user)))
        )


def _assigned_to(user):
    """Inspections stand on a floor above; their table is asked by name, not imported."""
    from django.apps import apps

    return (
        apps.get_model("inspections", "Inspection")
        ._base_manager.filter(inspector=user)
        .values("application_id")
    )


class Application(Subject):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REGISTERED = "registered", _("Registered")
        COMPLETION_ASKED = "completion_asked", _("Completion asked")
        ELIGIBLE = "eligible", _("Eligible")
        WAITLISTED = "waitlisted", _("On the waiting list")
        SELECTED = "selected", _("Selected")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        CLOSED = "closed", _("Closed with the cycle")

    class Channel(models.TextChoices):
        ONLINE = "online", _("Online")
        COUNTER = "counter", _("At the counter")
        IMPORT = "import", _("Province's workbook")

    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="applications")
    share = models.ForeignKey(Share, models.PROTECT, related_name="applications")
    province = models.ForeignKey(Province, models.PROTECT, related_name="applications")
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="applications")
    craft_group = models.ForeignKey(CraftGroup, models.PROTECT, related_name="applications")
    craft_fields = models.ManyToManyField(CraftField, related_name="applications")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.ONLINE)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tracking_code = models.CharField(max_length=12, unique=True, null=True)
    registered_at = models.DateTimeField(null=True)
    first_licensed_on = models.DateField(null=True, help_text="frozen at registration: the earliest licence")
    letter_number = models.CharField(max_length=40, blank=True)
    letter_date = models.DateField(null=True, blank=True)
    letter_scan = models.ForeignKey(Stored, models.PROTECT, null=True, blank=True, related_name="+")
    women = models.PositiveSmallIntegerField(default=0)
    men = models.PositiveSmallIntegerField(default=0)
    national_seal = models.BooleanField(default=False)
    takes_orders = models.BooleanField(default=False)
    order_capacity = models.CharField(max_length=120, blank=True)
    lead_time_days = models.PositiveSmallIntegerField(null=True, blank=True)
    waited_cycles = models.PositiveSmallIntegerField(default=0)
    closed_from = models.CharField(max_length=20, blank=True)
    priority_points = models.PositiveIntegerField(null=True, help_text="whole hundredths")
    priority_parts = models.JSONField(default=list)
    order_place = models.PositiveIntegerField(null=True, help_text="place in the frozen priority order")
    behind_since = models.DateTimeField(null=True, help_text="released: stands behind those waitlisted")
    not_completed = models.BooleanField(default=False)

    objects = ApplicationQuerySet.as_manager()

    ENDED = (State.DECLINED, State.WITHDRAWN, State.CLOSED)

    class Meta:
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "workshop", "craft_group"],
                condition=~Q(state__in=["declined", "withdrawn"]),
                name="one_case_per_workshop_group_and_cycle",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn", "closed"])
                | Q(registered_at__isnull=False, tracking_code__isnull=False),
                name="a_registered_case_has_code_and_instant",
            ),
            models.UniqueConstraint(
                fields=["share", "order_place"],
                condition=Q(order_place__isnull=False),
                name="one_case_per_order_place",
            ),
        ]
        indexes = [
            models.Index(fields=["province", "state", "registered_at"]),
            # the lists of the offices, as they open and narrowed to a state: a page is read from the index alone
            models.Index(fields=["share", "registered_at", "id"]),
            models.Index(fields=["share", "state", "registered_at", "id"]),
            models.Index(fields=["cycle", "registered_at", "id"]),
            models.Index(fields=["cycle", "state", "registered_at", "id"]),
        ]

    def __str__(self):
        return self.tracking_code or self.public_id

    @property
    def owner_id(self):
        return self.applicant_id

    @property
    def people_working(self) -> int:
        return self.women + self.men

    def case_ids(self):
        return [self.pk]


class Product(models.Model):
    """What is made, and how much of it in a month."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="products")
    name = models.CharField(max_length=80)
    monthly_volume = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=30)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(monthly_volume__gt=0), name="a_volume_is_more_than_nothing")
        ]

    def __str__(self):
        return self.name


class Attachment(models.Model):
    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments")
    stored = models.ForeignKey(Stored, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=120, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "stored"], name="a_paper_is_attached_once")
        ]

    def __str__(self):
        return self.caption or str(self.pk)


class CompletionRequest(models.Model):
    """What the expert asked to be completed, and by when."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="completion_requests")
    turn = models.PositiveSmallIntegerField()
    items = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["turn"]
        constraints = [
            models.UniqueConstraint(fields=["application", "turn"], name="one_completion_request_per_turn"),
            models.CheckConstraint(condition=Q(turn__gte=1), name="a_completion_request_has_a_turn"),
        ]

    def __str__(self):
        return f"{self.application} {self.turn}"
