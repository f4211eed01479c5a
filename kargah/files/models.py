"""Files that the house keeps: known by their content, served by views alone."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from kargah import clock


class Stored(models.Model):
    """One content, kept once. The object's name follows from its hash; nothing that a person typed is in it."""

    sha256 = models.CharField(max_length=64, unique=True, validators=[RegexValidator(r"^[0-9a-f]{64}\Z")])
    kind = models.CharField(max_length=100)  # media type, as found in the content
    size = models.PositiveBigIntegerField()  # bytes
    width = models.PositiveIntegerField(null=True, blank=True)  # pixels, of images
    height = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="a_stored_file_is_not_empty")]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"

    @property
    def name(self) -> str:
        """Where the object lies in the storage."""
        return object_name(self.sha256)

    @property
    def is_image(self) -> bool:
        return self.kind.startswith("image/")


class Thumbnail(models.Model):
    """A small picture of a stored image, made when it is first asked for."""

    original = models.ForeignKey(Stored, models.CASCADE, related_name="thumbnails")
    side = models.PositiveSmallIntegerField()  # pixels, the longest side at most
    picture = models.ForeignKey(Stored, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["original", "side"], name="one_thumbnail_per_side")]

    def __str__(self) -> str:
        return f"{self.original} at {self.side}"


def object_name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
