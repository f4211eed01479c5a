"""Provinces and crafts: the vocabulary that everything above shares."""

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kargah.persian.letters import key
from kargah.subjects import Named as Public


class Named(models.Model):
    """Something with a Persian and an English name."""

    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the language of the page."""
        return self.name_en if (get_language() or "").startswith("en") else self.name


class Province(Named):
    """A province with its office, to which requests are brought and whose expert answers the telephone."""

    iso_code = models.CharField(_("ISO code"), max_length=5, unique=True)
    numeric_code = models.CharField(_("code"), max_length=2, unique=True)
    capital = models.CharField(_("capital"), max_length=60)
    capital_en = models.CharField(_("capital in English"), max_length=60)
    rank = models.PositiveSmallIntegerField(_("place in the Persian alphabet"))
    office_address = models.TextField(_("address of the office"), blank=True, default="")
    office_phone = models.CharField(_("telephone of the office"), max_length=40, blank=True, default="")
    office_extension = models.CharField(_("extension"), max_length=20, blank=True, default="")
    office_expert = models.CharField(_("expert who answers"), max_length=120, blank=True, default="")

    class Meta:
        ordering = ["rank"]
        verbose_name = _("province")
        verbose_name_plural = _("provinces")


class ClosedDay(Public):
    """A day on which the offices of a province (or of the whole country) do not work, beside the Fridays."""

    province = models.ForeignKey(
        Province,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="closed_days",
        verbose_name=_("Province"),
    )
    day = models.DateField(_("Day"))
    words = models.CharField(_("Occasion"), max_length=120)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["province", "day"], name="a_day_is_closed_once_in_a_province"),
            models.UniqueConstraint(
                fields=["day"],
                condition=models.Q(province__isnull=True),
                name="a_day_is_closed_once_in_the_country",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.words}"


class CraftGroup(Named):
    """A group of crafts; an application lies in one. `active` is whether workshops of it may apply."""

    MINISTRY = "MCTH"  # heritage, tourism and handicrafts
    CARPET_CENTRE = "SMT"  # industry, mine and trade: answers for the hand-knotted carpet

    code = models.CharField(_("code"), max_length=2, unique=True)
    authority = models.CharField(_("authority"), max_length=10)
    active = models.BooleanField(_("open for applications"), default=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("craft group")
        verbose_name_plural = _("craft groups")


class CraftField(Named):
    """One craft of a group. `official_code` is the code that the official databank gives it, once HQ knows it."""

    group = models.ForeignKey(
        CraftGroup, models.PROTECT, related_name="fields", verbose_name=_("craft group")
    )
    code = models.CharField(_("code"), max_length=4, unique=True)
    official_code = models.CharField(_("official code"), max_length=30, blank=True, default="")
    active = models.BooleanField(_("open for applications"), default=True)
    search_key = models.CharField(max_length=250, editable=False, db_index=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("craft field")
        verbose_name_plural = _("craft fields")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = search_key_of(self.name, self.name_en)
        if (columns := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*columns, "search_key"}
        super().save(*args, **kwargs)


def search_key_of(name: str, name_en: str) -> str:
    return f"{key(name)} {key(name_en)}"
