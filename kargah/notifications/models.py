"""Letters to people: read in their inbox, and sent as a message to their mobile."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kargah import clock


class Letter(models.Model):
    """What one person was told, in the words and the language in which they were told it."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="letters")
    address = models.CharField(_("Mobile number"), max_length=11, blank=True)
    name = models.CharField(max_length=40)  # of the template in letters.py
    context = models.JSONField(default=dict)  # public ids and plain words
    body = models.TextField(_("Text"))
    case_id = models.BigIntegerField(
        null=True, blank=True, db_index=True
    )  # the application, when it is of one
    created_at = models.DateTimeField(default=clock.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    failed = models.TextField(blank=True)  # why the gateway did not take it, the last time

    class Meta:
        verbose_name = _("Letter")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["to", "read_at"])]

    def __str__(self) -> str:
        return self.body
