"""Support programmes, and the lists by which holders of a certificate are introduced to the bodies that give it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kargah import clock, finding
from kargah.certificates.models import Certificate
from kargah.people.models import PartnerBody, Role
from kargah.people.queries import posts_in_force, sees_everything
from kargah.places.models import CraftGroup, Province
from kargah.subjects import Named


class Programme(Named):
    """What a holder may get: data that headquarters keeps. `order` and `columns` are codes of `columns.py`."""

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(
        _("Kind of body"), max_length=12, choices=PartnerBody.Kind, blank=True, help_text="empty: any body"
    )
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    basis = models.CharField(_("Legal basis"), max_length=250)
    order = models.JSONField(help_text="the declared rule: what is compared first, second, …")
    columns = models.JSONField(help_text="what the receiver gets of each holder")
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title_en if (get_language() or "").startswith("en") else self.title


def _bodies_of(user: Any) -> Any:
    return posts_in_force(user).filter(role=Role.PARTNER_BODY).values("body")


class ListQuerySet(models.QuerySet["ReferralList"]):
    def visible_to(self, user: Any) -> "ListQuerySet":
        """Headquarters and the auditor see all, a partner what was given to its own body."""
        return self if sees_everything(user) else self.filter(body__in=_bodies_of(user))


class RowQuerySet(models.QuerySet["ReferralRow"]):
    def visible_to(self, user: Any) -> "RowQuerySet":
        return self if sees_everything(user) else self.filter(referral_list__body__in=_bodies_of(user))


class ReferralList(Named):
    """Holders introduced to one body in one programme on one day. Written once, never changed."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="lists")
    body = models.ForeignKey(PartnerBody, models.PROTECT, related_name="referral_lists")
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+")
    craft_group = models.ForeignKey(CraftGroup, models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="Jalali")
    sequence = models.PositiveIntegerField()
    day = models.DateField(help_text="on which every certificate of it was in force")
    order = models.JSONField(help_text="the programme's rule as it stood")
    columns = models.JSONField(help_text="the programme's columns as they stood")
    basis = models.CharField(max_length=250)
    content_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ListQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "sequence"], name="a_number_of_a_referral_list_is_given_once"
            ),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="referral_lists_count_from_one"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """`1405/003`, without hyphens: they turn round in Persian text."""
        return f"{self.year}/{self.sequence:03d}"


class ReferralRow(Named):
    """One holder of a list, as the receiver was told. The national id is not in it: it is read where it is kept."""

    referral_list = models.ForeignKey(ReferralList, models.PROTECT, related_name="rows")
    place = models.PositiveIntegerField()
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="referrals")
    cells = models.JSONField()

    objects = RowQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["referral_list", "place"], name="one_row_for_each_place"),
            models.UniqueConstraint(
                fields=["referral_list", "certificate"], name="a_certificate_is_referred_once_in_a_list"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral_list_id}: {self.place}"

    @property
    def owner_id(self) -> int:
        return self.certificate.owner_id

    def case_ids(self) -> list[int]:
        return [self.certificate.application_id]


class ReferralTail(finding.Tail):
    """By the names that the list says, workshop's and holder's."""

    of = models.ForeignKey(ReferralRow, models.CASCADE, related_name="+")


class ReferralAnswer(models.Model):
    """What the body says came of a row. A later answer takes the place of an earlier one, which stays."""

    class Result(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        USED = "used", _("Given to the holder")
        REFUSED = "refused", _("Refused")
        UNREACHED = "unreached", _("The holder was not reached")

    row = models.ForeignKey(ReferralRow, models.PROTECT, related_name="answers")
    result = models.CharField(_("Result"), max_length=10, choices=Result)
    note = models.CharField(_("Note"), max_length=250, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.row_id}: {self.result}"
