"""What the chart, the pages and the registry ask of certificates."""

from datetime import date

from django.db.models import Q, QuerySet

from kargah import clock
from kargah.applications.models import Mark
from kargah.cycles.models import Cycle
from kargah.grading.models import ListLine

from . import codes
from .models import Certificate, CertificateAction, IssueRun

State = Certificate.State
LIVE = (State.VALID, State.SUSPENDED)


# --- what the chart asks -----------------------------------------------------------------------------------
def live_of_the_same(line: ListLine) -> list[Certificate]:
    """The certificate that this issue renews: of the same workshop and craft group, its last day over or not."""
    case = line.application
    return list(
        Certificate.objects.filter(
            workshop_id=case.workshop_id, craft_group_id=case.craft_group_id, state__in=LIVE
        )
    )


def valid_of_mark(mark: Mark) -> list[Certificate]:
    return list(Certificate.objects.filter(application_id=mark.application_id, state=State.VALID))


# --- what everybody may ask ------------------------------------------------------------------------------------
def of_code(typed: str) -> Certificate | None:
    """The certificate of a public code, in whatever case and with whatever hyphens it was typed."""
    code = codes.typed(typed)
    if len(code) != codes.LENGTH:
        return None
    return Certificate.objects.filter(code=code).select_related("province").first()


def of_number(typed: str) -> Certificate | None:
    """The certificate of a number of the register, `1405/10/00027`, in digits of any script."""
    which = number_as_filter(typed)
    return None if which is None else Certificate.objects.filter(which).select_related("province").first()


def number_as_filter(typed: str) -> Q | None:
    """The condition of a number of the register; None when it is no such number."""
    parts = [part for part in codes.typed_number(typed).split("/") if part]
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) <= 9 for part in parts):
        return None
    year, province, sequence = parts
    return Q(
        register_year=min(int(year), 9999),
        province__numeric_code=province.zfill(2),
        register_sequence=int(sequence),
    )


def in_force(on: date | None = None) -> QuerySet[Certificate]:
    """Valid, and the last day not over."""
    return Certificate.objects.filter(state=State.VALID, valid_through__gte=on or clock.today())


def last_action(certificate: Certificate) -> CertificateAction | None:
    """What last befell it: its suspension, restoration or revocation."""
    return certificate.actions.order_by("pk").last()


def renewal_of(certificate: Certificate) -> Certificate | None:
    """The certificate that replaced this one."""
    if certificate.state != State.SUPERSEDED:
        return None
    later = Certificate.objects.filter(
        workshop_id=certificate.workshop_id, craft_group_id=certificate.craft_group_id, pk__gt=certificate.pk
    )
    return later.order_by("pk").first()


def history_of(certificate: Certificate) -> QuerySet[Certificate]:
    """All certificates of this workshop in this craft group, the newest first."""
    return Certificate.objects.filter(
        workshop_id=certificate.workshop_id, craft_group_id=certificate.craft_group_id
    ).order_by("-pk")


# --- what headquarters asks ------------------------------------------------------------------------------------
def lines_to_issue(cycle: Cycle) -> QuerySet[ListLine]:
    """Agreed or decided, standing, not certified: what a director may order to be issued."""
    return (
        ListLine.objects.filter(
            candidate_list__cycle=cycle, state__in=[ListLine.State.AGREED, ListLine.State.DECIDED], left=""
        )
        .select_related("application__workshop", "candidate_list", "placement", "province", "line__report")
        .order_by("province__rank", "placement__national_rank", "pk")
    )


def runs_of(cycle: Cycle) -> QuerySet[IssueRun]:
    return IssueRun.objects.filter(cycle=cycle).select_related("ordered_by").order_by("-pk")


def run_of(public_id: str) -> IssueRun | None:
    """The order of this public name."""
    return IssueRun.objects.filter(public_id=public_id).select_related("ordered_by", "cycle").first()
