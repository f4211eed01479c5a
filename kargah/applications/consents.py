"""The owner gives consent or takes it back, and names or ends a representative. Each stands in the journal."""

from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.journal import book
from kargah.people.models import User
from kargah.refusal import NotPermitted, Refused

from .models import Consent, Representative, Workshop

Purpose = Consent.Purpose


def given_by(workshop: Workshop) -> dict[str, bool]:
    """What the owner consents to now, by purpose."""
    said = dict(workshop.consents.order_by("pk").values_list("purpose", "given"))
    told = {str(purpose): said.get(purpose, unsaid) for purpose, unsaid in Consent.UNTIL_SAID.items()}
    return told | {str(Purpose.CONTACT): workshop.publishes_contact}


def unwilling() -> QuerySet[Workshop]:
    """Workshops whose owners do not want to be introduced to other bodies."""
    newest = Consent.objects.filter(workshop=OuterRef("pk"), purpose=Purpose.REFERRAL).order_by("-pk")
    return Workshop.objects.annotate(lets=Subquery(newest.values("given")[:1])).filter(lets=False)


@transaction.atomic
def consent(workshop: Workshop, *, by: User, **wanted: bool) -> None:
    """`wanted` by purpose; only what changes is written."""
    workshop = _of_the_owner(workshop, by)
    before = given_by(workshop)
    changed = {purpose: value for purpose, value in wanted.items() if before[purpose] != value}
    if not changed:
        return
    Consent.objects.bulk_create(
        Consent(workshop=workshop, purpose=purpose, given=value, by=by) for purpose, value in changed.items()
    )
    if Purpose.CONTACT in changed:
        workshop.publishes_contact = changed[Purpose.CONTACT]
        workshop.save(update_fields=["publishes_contact"])
    _write(workshop, by, "consent", {purpose: before[purpose] for purpose in changed}, changed)


def representative(workshop: Workshop) -> Representative | None:
    """Who speaks for the owner now."""
    return workshop.representatives.filter(ended_at__isnull=True).first()


@transaction.atomic
def name_representative(workshop: Workshop, *, by: User, **fields: Any) -> Representative:
    """Takes the place of the one before."""
    workshop = _of_the_owner(workshop, by)
    workshop.representatives.filter(ended_at__isnull=True).update(ended_at=clock.now())
    named = Representative.objects.create(workshop=workshop, named_by=by, **fields)
    _write(workshop, by, "representative", {}, fields)
    return named


@transaction.atomic
def end_representative(workshop: Workshop, *, by: User) -> None:
    workshop = _of_the_owner(workshop, by)
    if not workshop.representatives.filter(ended_at__isnull=True).update(ended_at=clock.now()):
        raise Refused(_("Nobody is named as representative."))
    _write(workshop, by, "representative_ended", {}, {})


def _of_the_owner(workshop: Workshop, by: User) -> Workshop:
    if workshop.owner_id != by.pk:
        raise NotPermitted(_("Only the owner of the workshop decides this."))
    return Workshop.objects.select_for_update().get(pk=workshop.pk)


def _write(workshop: Workshop, by: User, what: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    cases = list(workshop.applications.order_by("pk").values_list("pk", flat=True))
    book.write_edit(workshop, by=by, what=what, before=before, after=after, cases=cases)
