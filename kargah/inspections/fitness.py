"""Whether an inspector may inspect a workshop: accepted for it, no stranger to the rules of distance."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications.models import Application
from kargah.cycles.models import Cycle
from kargah.refusal import Refused

from .models import Conflict, Inspection, Nomination


def accepted_for(application: Application, on: date | None = None) -> QuerySet[Nomination]:
    """Accepted nominations of the case's share that hold for its craft group on the day `on` (today)."""
    on = on or clock.today()
    return Nomination.objects.filter(
        share=application.share_id,
        state=Nomination.State.ACCEPTED,
        crafts=application.craft_group_id,
        starts_on__lte=on,
        ends_on__gte=on,
    )


def may_inspect(nomination: Nomination, application: Application, on: date | None = None) -> None:
    """Silent when this nomination allows to inspect this case on the day `on` (today). Raises Refused."""
    on = on or clock.today()
    if nomination.share_id != application.share_id:
        raise Refused(_("This inspector is nominated in another province or cycle."), field="nomination")
    if nomination.state != Nomination.State.ACCEPTED:
        raise Refused(_("This nomination is not accepted by headquarters."), field="nomination")
    if not nomination.starts_on <= on <= nomination.ends_on:
        raise Refused(_("This nomination does not hold on that day."), field="nomination")
    if not nomination.crafts.filter(pk=application.craft_group_id).exists():
        raise Refused(_("This inspector is not authorised for the craft group."), field="nomination")
    keeps_distance(nomination.inspector_id, application)


def keeps_distance(inspector_id: int, application: Application) -> None:
    """Never the owner's own, never with a declared conflict, never twice in a row. Raises Refused."""
    workshop = application.workshop
    if inspector_id in (workshop.owner_id, application.applicant_id):
        raise Refused(_("Nobody inspects their own workshop."), field="nomination")
    if Conflict.objects.filter(inspector=inspector_id, workshop=workshop).exists():
        raise Refused(
            _("This inspector declared a conflict of interest with the workshop."), field="nomination"
        )
    before = previous_cycle(application.cycle)
    if (
        before
        and Inspection.objects.filter(
            inspector=inspector_id,
            application__workshop=workshop,
            application__cycle=before,
            visited_at__isnull=False,
        ).exists()
    ):
        raise Refused(_("This inspector inspected the workshop in the previous cycle."), field="nomination")


def previous_cycle(cycle: Cycle) -> Cycle | None:
    """The cycle before this one, by year and then by the order of planning; one that never opened is none."""
    earlier = Cycle.objects.filter(Q(year__lt=cycle.year) | Q(year=cycle.year, pk__lt=cycle.pk))
    return earlier.exclude(state=Cycle.State.PLANNED).order_by("-year", "-pk").first()
