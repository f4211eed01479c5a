"""Who stands in a list and in which order; what was told, and what became of it since."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from kargah import clock
from kargah.applications.consents import unwilling
from kargah.certificates.models import Certificate
from kargah.certificates.queries import in_force
from kargah.inputs import digest
from kargah.people.models import PartnerBody
from kargah.persian.letters import fa
from kargah.registry.columns import NATIONAL_ID, place_of
from kargah.registry.models import Programme, ReferralAnswer, ReferralList, ReferralRow
from kargah.registry.queries import grades

NEWEST_ANSWER = ReferralAnswer.objects.filter(row=OuterRef("pk")).order_by("-pk")


def programmes() -> QuerySet[Programme]:
    return Programme.objects.filter(active=True)


def bodies_for(programme: Programme) -> QuerySet[PartnerBody]:
    """The bodies that may receive a list of this programme."""
    found = PartnerBody.objects.order_by("name")
    return found.filter(kind=programme.kind) if programme.kind else found


def holders(
    programme: Programme, *, province: Any = None, craft_group: Any = None, on: date | None = None
) -> list[Certificate]:
    """Whose certificate is in force on the day and who lets it be told, by the programme's declared rule."""
    willing = in_force(on).exclude(workshop__in=unwilling().values("pk"))
    found = willing.select_related("workshop__owner", "application__applicant", "province")
    if province:
        found = found.filter(province=province)
    if craft_group:
        found = found.filter(craft_group=craft_group)
    told = found.prefetch_related("workshop__licences", "application__craft_fields", "application__products")
    highest_first = grades()
    return sorted(told, key=lambda one: place_of(one, programme.order, highest_first))


def content_hash(made: ReferralList, rows: Iterable[ReferralRow]) -> str:
    """Hex SHA-256 over the number, the rule and every row; the national id enters under its keyed index."""
    told = [
        [row.place, row.cells, _owner(row).national_id_index if NATIONAL_ID in made.columns else None]
        for row in rows
    ]
    head = [made.number, made.day, made.programme.code, made.body.public_id, made.order, made.columns]
    return digest({"head": head, "rows": told})


def lists(user: Any) -> QuerySet[ReferralList]:
    """The lists that this person may see, with how many rows each has and how many were answered."""
    seen = ReferralList.objects.visible_to(user)
    return (
        seen.select_related("programme", "body", "province", "craft_group", "made_by")
        .annotate(
            number_of_rows=Count("rows", distinct=True),
            answered=Count("rows", filter=Q(rows__answers__isnull=False), distinct=True),
        )
        .order_by("-pk")
    )


def rows_of(made: ReferralList) -> QuerySet[ReferralRow]:
    """The rows as they were given, with the certificate as it stands now and the newest answer."""
    answers = Prefetch("answers", ReferralAnswer.objects.select_related("answered_by").order_by("pk"))
    return (
        made.rows.select_related("certificate__province", "certificate__application__applicant")
        .prefetch_related(answers)
        .annotate(result=Subquery(NEWEST_ANSWER.values("result")[:1]))
        .order_by("place")
    )


def rows_given_to(user: Any) -> QuerySet[ReferralRow]:
    """All rows that this person may see, the newest list first."""
    seen = ReferralRow.objects.visible_to(user)
    return seen.select_related("referral_list__programme", "certificate__province").order_by(
        "-referral_list__pk", "place"
    )


def row(user: Any, public_id: str) -> ReferralRow | None:
    """The row of this name, if it was given to them."""
    seen = ReferralRow.objects.visible_to(user).filter(public_id=public_id)
    return seen.select_related("referral_list__body", "certificate__province").first()


def changed(user: Any) -> QuerySet[ReferralRow]:
    """Rows of the lists given to them whose certificate is in force no more, the newest list first."""
    fallen = ~Q(certificate__state=Certificate.State.VALID) | Q(certificate__valid_through__lt=clock.today())
    seen = ReferralRow.objects.visible_to(user).filter(fallen)
    return (
        seen.select_related("referral_list__programme", "referral_list__body", "certificate__province")
        .prefetch_related("certificate__actions")
        .order_by("-referral_list__pk", "place")
    )


def told_of(row: ReferralRow, code: str) -> Any:
    """A cell as the receiver reads it: days as days, the national id from where it is kept."""
    if code == NATIONAL_ID:
        return _owner(row).national_id
    value = row.cells.get(code)
    is_day = code in {"valid_through", "licence_expires_on", "first_licensed_on"} and value
    return date.fromisoformat(value) if is_day else value


def title_of(made: ReferralList) -> str:
    return f"{made.programme}، {made.body}، {fa(made.number)}"


def _owner(row: ReferralRow) -> Any:
    return row.certificate.application.applicant
