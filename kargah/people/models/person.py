"""People, the posts they hold, and the bodies that read of certificates."""

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah import clock, finding
from kargah.people import crypto
from kargah.subjects import Named


class Role(models.TextChoices):
    """Who acts. Applicant, panel member and clock are no posts: they own a case, were named to one, or are the system."""

    APPLICANT = "applicant", _("Applicant")
    PROVINCIAL_EXPERT = "provincial_expert", _("Provincial expert")
    PROVINCIAL_DEPUTY = "provincial_deputy", _("Provincial deputy")
    TECHNICAL_INSPECTOR = "technical_inspector", _("Technical inspector")
    HEADQUARTERS_EXPERT = "headquarters_expert", _("Headquarters expert")
    HEADQUARTERS_DIRECTOR = "headquarters_director", _("Headquarters director")
    PARTNER_BODY = "partner_body", _("Partner body")
    AUDITOR = "auditor", _("Auditor")
    PANEL_MEMBER = "panel_member", _("Member of an appeal's panel")
    CLOCK = "clock", _("The system, when a time limit ends")

    @classmethod
    def held(cls) -> "frozenset[Role]":
        """The roles that posts give."""
        return frozenset(cls) - {cls.APPLICANT, cls.PANEL_MEMBER, cls.CLOCK}


OF_A_PROVINCE = (Role.PROVINCIAL_EXPERT, Role.PROVINCIAL_DEPUTY, Role.TECHNICAL_INSPECTOR)
OF_HEADQUARTERS = (Role.HEADQUARTERS_EXPERT, Role.HEADQUARTERS_DIRECTOR)
OF_THE_COUNTRY = (*OF_HEADQUARTERS, Role.AUDITOR)


class People(BaseUserManager["User"]):
    def create_user(self, *, password: str | None = None, national_id: str = "", **fields: Any) -> "User":
        """A new account. Without a password it can be entered by one-time codes only."""
        user = self.model(**fields)
        user.set_password(password)
        if national_id:
            user.national_id = national_id
        user.full_clean(exclude=["password"], validate_unique=False, validate_constraints=False)
        user.save(using=self._db)
        return user

    def with_national_id(self, national_id: str) -> "User | None":
        return self.filter(national_id_index=crypto.blind(national_id)).first()


class User(AbstractBaseUser, Named):
    """A person: one account each. Staff enter with a name and password, applicants with their mobile."""

    last_login = None  # sessions and attempts say it; one write less at every entrance

    username = models.CharField(_("User name"), max_length=40, unique=True, null=True, blank=True)
    mobile = models.CharField(_("Mobile number"), max_length=11, unique=True, null=True, blank=True)
    first_name = models.CharField(_("First name"), max_length=80, blank=True)
    last_name = models.CharField(_("Last name"), max_length=80, blank=True)
    national_id_cipher = models.BinaryField(null=True, blank=True, editable=False)
    national_id_index = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=clock.now, editable=False)
    language = models.CharField(
        _("Language"), max_length=2, choices=[("fa", _("Persian")), ("en", _("English"))], default="fa"
    )

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []
    objects = People()

    class Meta:
        verbose_name = _("Person")
        constraints = [
            models.CheckConstraint(
                condition=Q(username__isnull=False) | Q(mobile__isnull=False), name="person_has_a_way_in"
            ),
            models.CheckConstraint(
                condition=Q(mobile__isnull=True) | Q(mobile__regex=r"^09[0-9]{9}$"),
                name="person_mobile_shape",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username or self.public_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With the name goes what it is found by."""
        columns = kwargs.get("update_fields")
        with transaction.atomic():
            super().save(*args, **kwargs)
            if columns is None or {"first_name", "last_name"} & set(columns):
                finding.keep(PersonTail, self, self.full_name)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def national_id(self) -> str:
        """The ten digits in the clear, or "". At rest they are encrypted and bound to this row."""
        if not self.national_id_cipher:
            return ""
        return crypto.decrypt(bytes(self.national_id_cipher), bound_to=self.public_id)

    @national_id.setter
    def national_id(self, digits: str) -> None:
        self.national_id_cipher = crypto.encrypt(digits, bound_to=self.public_id) if digits else None
        self.national_id_index = crypto.blind(digits) if digits else None


class PersonTail(finding.Tail):
    of = models.ForeignKey(User, models.CASCADE, related_name="+")


class PartnerBody(Named):
    """An insurer, a bank, an exhibition, the standards organisation: reads the referral lists given to it."""

    class Kind(models.TextChoices):
        INSURER = "insurer", _("Insurer")
        BANK = "bank", _("Bank")
        EXHIBITION = "exhibition", _("Exhibition")
        STANDARDS = "standards", _("Standards organisation")

    name = models.CharField(_("Name"), max_length=120, unique=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind.choices)

    class Meta:
        verbose_name = _("Partner body")

    def __str__(self) -> str:
        return self.name


class Posts(models.QuerySet["Post"]):
    def in_force(self, on: date | None = None) -> "Posts":
        """Posts that run on the day `on` (today in Tehran when left out)."""
        on = on or clock.today()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on)


class Post(Named):
    """A role that a person holds for a time, in a province, at headquarters or for a partner body.

    `ends_on` is the first day without it, so that a post taken away today is gone with the next request.
    """

    holder = models.ForeignKey(User, models.PROTECT, related_name="posts")
    role = models.CharField(
        _("Role"),
        max_length=24,
        choices=[choice for choice in Role.choices if choice[0] in Role.held()],
    )
    province = models.ForeignKey(
        "places.Province", models.PROTECT, null=True, blank=True, related_name="posts"
    )
    body = models.ForeignKey(PartnerBody, models.PROTECT, null=True, blank=True, related_name="posts")
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Ended on"), null=True, blank=True)
    appointed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = Posts.as_manager()

    class Meta:
        verbose_name = _("Post")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=OF_A_PROVINCE, province__isnull=False, body__isnull=True)
                | Q(role__in=OF_THE_COUNTRY, province__isnull=True, body__isnull=True)
                | Q(role=Role.PARTNER_BODY, province__isnull=True, body__isnull=False),
                name="post_lies_where_its_role_lies",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="post_ends_not_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}: {self.get_role_display()}"

    def in_force(self, on: date | None = None) -> bool:
        on = on or clock.today()
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


class OneTimeCode(Named):
    """A code sent to a mobile: good for two minutes, five tries and one entrance. Kept under a key only."""

    mobile_key = models.CharField(max_length=64, db_index=True)
    code_key = models.CharField(max_length=64)
    ends_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.public_id


class Attempt(models.Model):
    """One try at a door, kept for two days. Whose and from where are kept under a key, never in the clear."""

    kind = models.CharField(max_length=12)
    account = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "account", "at"]),
            models.Index(fields=["kind", "address", "at"]),
            models.Index(fields=["kind", "at"]),
            models.Index(fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
