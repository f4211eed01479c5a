"""What an owner lets the office tell of a workshop, and who speaks for the owner."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah import clock

from .workshop import Workshop


class Consent(models.Model):
    """The owner gave consent, or took it back. The newest row of a purpose counts, the others stay."""

    class Purpose(models.TextChoices):
        CONTACT = "contact", _("Telephone and address stand in the public directory")
        REFERRAL = "referral", _("The workshop is introduced to banks, insurers and exhibitions")

    # Whoever asks for the certificate asks for what it brings; nobody's telephone is public unasked.
    UNTIL_SAID = {Purpose.CONTACT: False, Purpose.REFERRAL: True}

    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose)
    given = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.purpose}: {self.given}"


class Representative(models.Model):
    """Whom the offices call beside the owner. They speak for the owner; signing in and asking stay the owner's."""

    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="representatives")
    full_name = models.CharField(_("Name"), max_length=120)
    mobile = models.CharField(_("Mobile number"), max_length=11)
    relation = models.CharField(_("Relation to the owner"), max_length=60)
    named_at = models.DateTimeField(default=clock.now)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop"],
                condition=Q(ended_at__isnull=True),
                name="one_representative_of_a_workshop_at_a_time",
            )
        ]

    def __str__(self):
        return self.full_name
