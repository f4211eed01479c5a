"""A workshop and the history of its licences."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah import finding
from kargah.people.queries import provinces_of, sees_everything
from kargah.persian.letters import key
from kargah.places.models import Province
from kargah.subjects import Named


class WorkshopQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Owners see their own, province staff their province's, inspectors those that they were given to visit."""
        if sees_everything(user):
            return self
        return self.filter(
            Q(owner=user)
            | Q(province_id__in=provinces_of(user, roles=("provincial_expert", "provincial_deputy")))
            | Q(pk__in=_given_to(user))
        )


def _given_to(user):
    """Inspections stand on a floor above; their table is asked by name, not imported."""
    from django.apps import apps

    visits = apps.get_model("inspections", "Inspection")._base_manager.filter(inspector=user)
    return visits.values("application__workshop_id")


class Workshop(Named):
    """Where a producer works. One producer may own several."""

    class Holder(models.TextChoices):
        NATURAL = "natural", _("Natural person")
        LEGAL = "legal", _("Legal person")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="workshops")
    province = models.ForeignKey(Province, models.PROTECT, related_name="workshops")
    name = models.CharField(max_length=120)
    search_key = models.CharField(max_length=120, db_index=True, editable=False)
    holder_kind = models.CharField(max_length=10, choices=Holder, default=Holder.NATURAL)
    legal_name = models.CharField(max_length=120, blank=True)
    legal_id = models.CharField(max_length=11, blank=True)
    county = models.CharField(max_length=60)
    city = models.CharField(max_length=60)
    address = models.CharField(max_length=300)
    postal_code = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=15, blank=True)
    rural = models.BooleanField(default=False, help_text="village or deprived area, as declared")
    publishes_contact = models.BooleanField(default=False)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["phone"]), models.Index(fields=["legal_id"])]

    def __str__(self):
        return self.name

    @property
    def owner_name(self) -> str:
        return self.legal_name or self.owner.full_name

    def save(self, *args, **kwargs):
        """With the name goes what it is found by."""
        self.search_key = key(self.name)[:120]
        with transaction.atomic():
            super().save(*args, **kwargs)
            finding.keep(WorkshopTail, self, self.name, self.legal_name)


class WorkshopTail(finding.Tail):
    of = models.ForeignKey(Workshop, models.CASCADE, related_name="+")


class Licence(models.Model):
    """One licence of the history; the three years run from the earliest."""

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("Workshop production licence")
        INDIVIDUAL = "individual", _("Individual production licence")
        CARD = "card", _("Artisan card")
        HOME = "home", _("Home-business permit")
        GUILD = "guild", _("Guild licence")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="licences")
    kind = models.CharField(max_length=12, choices=Kind)
    number = models.CharField(max_length=40)
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["issued_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "kind", "number"], name="a_licence_is_entered_once"),
            models.CheckConstraint(
                condition=Q(issued_on__gte="1921-01-01"), name="a_licence_date_is_gregorian"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"
