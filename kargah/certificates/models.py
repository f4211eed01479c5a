"""Certificates, what befell them, the gapless register, and the runs that issue them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application, Workshop
from kargah.cycles.models import Cycle
from kargah.files.models import Stored
from kargah.grading.models import ListLine
from kargah.guideline.models import Guideline
from kargah.people.queries import provinces_of, sees_everything
from kargah.places.models import CraftGroup, Province
from kargah.subjects import Named, Subject


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user):
        if sees_everything(user):
            return self
        staff = provinces_of(user, roles=("provincial_expert", "provincial_deputy"))
        return self.filter(Q(province_id__in=staff) | Q(application__applicant=user))


class Certificate(Subject):
    class State(models.TextChoices):
        VALID = "valid", _("Valid")
        SUSPENDED = "suspended", _("Suspended")
        REVOKED = "revoked", _("Revoked")
        SUPERSEDED = "superseded", _("Superseded by its renewal")

    state = models.CharField(max_length=10, choices=State, default=State.VALID)
    list_line = models.OneToOneField(ListLine, models.PROTECT, related_name="certificate")
    application = models.OneToOneField(Application, models.PROTECT, related_name="certificate")
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="certificates")
    craft_group = models.ForeignKey(CraftGroup, models.PROTECT, related_name="+")
    province = models.ForeignKey(Province, models.PROTECT, related_name="certificates")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="certificates")
    guideline = models.ForeignKey(Guideline, models.PROTECT, related_name="+")
    register_year = models.PositiveSmallIntegerField(help_text="Jalali year of issue")
    register_sequence = models.PositiveIntegerField()
    code = models.CharField(max_length=12, unique=True, help_text="public code of the address /c/<CODE>")
    grade = models.CharField(max_length=40)
    total = models.PositiveIntegerField(help_text="whole hundredths")
    facts = models.JSONField(help_text="what the paper says, as it was on the day of issue")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(default=clock.now)
    valid_through = models.DateField()
    pdf = models.ForeignKey(Stored, models.PROTECT, null=True, related_name="+")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register_year", "province", "register_sequence"],
                name="a_register_number_is_given_once",
            ),
            models.UniqueConstraint(
                fields=["workshop", "craft_group"],
                condition=Q(state__in=["valid", "suspended"]),
                name="one_live_certificate_per_workshop_and_group",
            ),
            models.CheckConstraint(condition=Q(register_sequence__gte=1), name="the_register_begins_at_one"),
        ]
        indexes = [
            models.Index(fields=["province", "state"]),
            models.Index(fields=["issued_at", "id"]),  # the register as it opens
            models.Index(fields=["valid_through", "id"]),
        ]

    def __str__(self):
        return self.register_number

    @property
    def register_number(self) -> str:
        """Year, province and sequence, without hyphens: they turn round in Persian text (`1405/10/00027`)."""
        return f"{self.register_year}/{self.province.numeric_code}/{self.register_sequence:05d}"

    @property
    def expired(self) -> bool:
        return clock.today() > self.valid_through

    @property
    def owner_id(self):
        return self.application.applicant_id

    def case_ids(self):
        return [self.application_id]


class CertificateAction(models.Model):
    """A suspension, restoration or revocation: what happened is a row."""

    class Kind(models.TextChoices):
        SUSPENDED = "suspended", _("Suspended")
        RESTORED = "restored", _("Restored")
        REVOKED = "revoked", _("Revoked")

    class ReasonClass(models.TextChoices):
        FALSE_DATA = "false_data", _("False information or licence")
        CONFLICT = "conflict", _("Conflict of interest found later")
        QUALITY = "quality", _("The conditions are no longer met")
        MISUSE = "misuse", _("Misuse of the certificate")
        CLOSED = "closed", _("The workshop closed")
        MENDED = "mended", _("The cause was mended")
        APPEAL = "appeal", _("An appeal was upheld")

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="actions")
    kind = models.CharField(max_length=10, choices=Kind)
    reason_class = models.CharField(max_length=12, choices=ReasonClass)
    reason = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True) | ~Q(proposed_by=F("confirmed_by")),
                name="two_persons_act_on_a_certificate",
            )
        ]

    def __str__(self):
        return self.get_kind_display()


class RegisterCounter(models.Model):
    """The last number given for a province in a Jalali year; locked by the transaction that gives the next."""

    year = models.PositiveSmallIntegerField()
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "province"], name="one_register_per_year_and_province")
        ]

    def __str__(self):
        return f"{self.year} {self.province_id}: {self.last}"


class IssueRun(Named):
    """A director's signed order to issue a set of lines; a background job works through it."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="issue_runs")
    lines = models.JSONField(help_text="keys of the list lines")
    shown = models.CharField(max_length=64)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField(default=clock.now)
    refused = models.JSONField(default=dict, help_text="line key → why it was not issued")
    finished_at = models.DateTimeField(null=True)

    def __str__(self):
        return self.public_id


class Handover(models.Model):
    """The paper was given into the hands of its holder, or of whom they sent."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="handover")
    to = models.CharField(max_length=120)
    given_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self):
        return f"{self.certificate_id}: {self.to}"
