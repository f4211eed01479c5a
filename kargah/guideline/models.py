"""The guideline by which workshops are graded: versions of the rubric and of the numbers of the law."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah.guideline.limits import Limits, limits
from kargah.subjects import Subject


class Guideline(Subject):
    """One version of the guideline. From its publication on nothing in it changes; a new version replaces it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")

    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT, editable=False)
    number = models.PositiveIntegerField(unique=True, validators=[MinValueValidator(1)])
    title = models.CharField(max_length=200)
    parameters = models.JSONField(default=dict)  # as in data/guideline-1.json, with the workbook's layout
    published_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="a_guideline_is_numbered_from_one"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_on__isnull=False),
                name="a_guideline_in_force_has_its_day",
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="published"), name="one_guideline_is_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def limits(self) -> Limits:
        """The numbers of the law in this version, read from its parameters."""
        return limits(self.parameters)


class Axis(models.Model):
    """A group of criteria; its points are the sum of their maxima, and it may have a minimum of its own."""

    guideline = models.ForeignKey(Guideline, models.CASCADE, related_name="axes")
    code = models.CharField(max_length=4)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    points = models.PositiveIntegerField()
    minimum_percent = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["guideline", "position"]
        verbose_name_plural = "axes"
        constraints = [
            models.UniqueConstraint(fields=["guideline", "code"], name="an_axis_code_names_one_axis"),
            models.CheckConstraint(
                condition=Q(minimum_percent__lte=100), name="an_axis_minimum_is_a_percentage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Criterion(models.Model):
    """What an inspector gives a level from 0 to 4, with the words of levels 0, 2 and 4 and the evidence asked."""

    guideline = models.ForeignKey(Guideline, models.CASCADE, related_name="criteria")
    axis = models.ForeignKey(Axis, models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=6)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    maximum = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    knockout_level = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(4)]
    )
    levels = models.JSONField(default=list)  # the levels that may be given, ascending, e.g. [0, 1, 2, 3, 4]
    na_allowed = models.BooleanField(default=False)
    level0 = models.CharField(max_length=300, blank=True)
    level2 = models.CharField(max_length=300, blank=True)
    level4 = models.CharField(max_length=300, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    photo_required = models.BooleanField(default=False)
    basis = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["guideline", "position"]
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(
                fields=["guideline", "code"], name="a_criterion_code_names_one_criterion"
            ),
            models.CheckConstraint(condition=Q(maximum__gte=1), name="a_criterion_has_points_to_earn"),
            models.CheckConstraint(
                condition=Q(knockout_level__isnull=True) | Q(knockout_level__lte=4),
                name="a_knock_out_is_one_of_the_levels",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def is_knockout(self) -> bool:
        return self.knockout_level is not None
