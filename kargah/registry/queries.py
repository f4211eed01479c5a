"""The public register of capable producers: who holds a certificate in force, and what everybody may learn of them."""

import hmac

from django.db.models import QuerySet

from kargah.applications.models import Application, Workshop
from kargah.certificates.models import Certificate
from kargah.certificates.queries import in_force
from kargah.cycles.models import Cycle, Share
from kargah.guideline.queries import in_force as guideline_in_force
from kargah.persian.letters import digits, key
from kargah.places.models import Province
from kargah.places.queries import active_groups, provinces

LAST_DIGITS = 4


# --- the directory -----------------------------------------------------------------------------------------
def directory(
    *, province: str = "", group: str = "", grade: str = "", name: str = ""
) -> QuerySet[Certificate]:
    """Certificates in force, by the codes of province and craft group, the grade, and a part of the workshop's name.

    Suspended, revoked, replaced and ended ones are not among them. By province, then by the workshop's name.
    """
    found = in_force().select_related("workshop", "province", "craft_group")
    if province:
        found = found.filter(province__numeric_code=province)
    if group:
        found = found.filter(craft_group__code=group)
    if grade:
        found = found.filter(grade=grade)
    if sought := key(name):
        found = found.filter(workshop__search_key__contains=sought)
    return found.order_by("province__rank", "workshop__search_key", "pk")


def workshop_in_directory(public_id: str) -> Workshop | None:
    """A workshop that holds a certificate in force; others have no public page."""
    return Workshop.objects.filter(public_id=public_id, pk__in=in_force().values("workshop")).first()


def certificates_of(workshop: Workshop) -> QuerySet[Certificate]:
    """All that the workshop was ever given, the newest first."""
    return Certificate.objects.filter(workshop=workshop).select_related("province", "craft_group")


def grades() -> list[str]:
    """The grades of the guideline in force, the highest first, and then those that older certificates bear."""
    guideline = guideline_in_force()
    named = [band.name for band in guideline.limits.bands] if guideline else []
    older = in_force().exclude(grade__in=named).order_by("grade").values_list("grade", flat=True).distinct()
    return [*named, *older]


def choices() -> dict[str, list[tuple[str, str]]]:
    """What the filters of the directory offer: pairs of code and name."""
    return {
        "province": [(row.numeric_code, row.title) for row in provinces()],
        "group": [(row.code, row.title) for row in active_groups()],
        "grade": [(grade, grade) for grade in grades()],
    }


# --- offices and calls -------------------------------------------------------------------------------------
def province_of(code: str) -> Province | None:
    return Province.objects.filter(numeric_code=code).first()


def offices() -> QuerySet[Province]:
    return provinces()


def open_call(province: Province | None = None) -> Cycle | None:
    """The cycle that takes requests today; for a province, one in which it has a quota."""
    for cycle in Cycle.objects.filter(state=Cycle.State.OPEN).order_by("-year", "-pk"):
        if cycle.takes_requests and (province is None or share_of(cycle, province)):
            return cycle
    return None


def share_of(cycle: Cycle, province: Province) -> Share | None:
    """The province's part of the cycle; None where it was given no place."""
    return Share.objects.filter(cycle=cycle, province=province, allotted__gt=0).first()


# --- following one's own request ---------------------------------------------------------------------------
def tracked(code: str, last_digits: str) -> Application | None:
    """The request of this tracking code, when the last four digits are those of its applicant's mobile.

    A wrong code and wrong digits cannot be told apart.
    """
    case = (
        Application.objects.filter(tracking_code=digits(code).strip().upper())
        .select_related("applicant", "workshop", "province", "cycle", "craft_group")
        .first()
    )
    mobile = (case.applicant.mobile if case else None) or ""
    typed = digits(last_digits).strip()
    same = hmac.compare_digest(mobile[-LAST_DIGITS:].encode(), typed.encode())
    return case if same and len(typed) == LAST_DIGITS else None
