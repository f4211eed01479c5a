"""What is written beside a certificate without changing its standing: into whose hands the paper went."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.journal import book
from kargah.people.models import Role
from kargah.people.rules import acts_as
from kargah.refusal import NotPermitted, Refused

from .models import Certificate, Handover


@transaction.atomic
def hand_over(certificate: Certificate, *, by: Any, to: str, given_on: date) -> Handover:
    """Raises NotPermitted, or Refused: once is enough, and not before it was issued."""
    if not any(
        acts_as(by, role, on=certificate) for role in (Role.PROVINCIAL_EXPERT, Role.PROVINCIAL_DEPUTY)
    ):
        raise NotPermitted(_("This step belongs to another office or person."))
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if Handover.objects.filter(certificate=certificate).exists():
        raise Refused(_("The paper was handed over already."))
    if not clock.day_of(certificate.issued_at) <= given_on <= clock.today():
        raise Refused(_("The day lies between the issue and today."), field="given_on")
    given = Handover.objects.create(certificate=certificate, to=to, given_on=given_on, by=by)
    told = {"to": to, "given_on": given_on}
    book.write_edit(
        certificate, by=by, what="hand_over", before={}, after=told, cases=[certificate.application_id]
    )
    return given
