"""What a list may tell of a holder, and by what holders may be ordered: each under the code that programmes name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kargah.applications.models import Licence
from kargah.certificates.models import Certificate
from kargah.clock import day_of

NATIONAL_ID = "national_id"  # is read from where it is kept encrypted, never frozen into a list


@dataclass(frozen=True)
class Column:
    heading: Any
    read: Callable[[Certificate], Any]
    width: int = 16


def _licence(certificate: Certificate) -> Licence | None:
    """The one that runs longest; a licence without an end runs longer than any other."""
    held = list(certificate.workshop.licences.all())
    return max(held, key=lambda one: (one.expires_on is None, one.expires_on or one.issued_on), default=None)


def _fields(certificate: Certificate, name: str) -> str:
    return "، ".join(getattr(one, name) for one in certificate.application.craft_fields.all())


COLUMNS: dict[str, Column] = {
    "workshop": Column(_("Workshop"), lambda c: c.workshop.name, 28),
    "holder": Column(_("Holder"), lambda c: c.workshop.owner_name, 24),
    NATIONAL_ID: Column(_("National ID"), lambda c: ""),
    "legal_id": Column(_("National ID of the company"), lambda c: c.workshop.legal_id),
    "licence_number": Column(_("Licence"), lambda c: getattr(_licence(c), "number", "")),
    "licence_expires_on": Column(_("Licence until"), lambda c: getattr(_licence(c), "expires_on", None)),
    "craft_fields": Column(_("Craft fields"), lambda c: _fields(c, "name"), 32),
    "craft_codes": Column(_("Codes of the crafts"), lambda c: _fields(c, "code")),
    "products": Column(
        _("Products"), lambda c: "، ".join(one.name for one in c.application.products.all()), 32
    ),
    "order_capacity": Column(_("Capacity for orders"), lambda c: c.application.order_capacity, 24),
    "lead_time_days": Column(_("Days to deliver"), lambda c: c.application.lead_time_days),
    "people_working": Column(_("People working"), lambda c: c.application.people_working),
    "first_licensed_on": Column(_("Licensed since"), lambda c: c.application.first_licensed_on),
    "county": Column(_("County"), lambda c: c.workshop.county),
    "city": Column(_("City"), lambda c: c.workshop.city),
    "address": Column(_("Address"), lambda c: c.workshop.address, 40),
    "mobile": Column(_("Mobile number"), lambda c: c.application.applicant.mobile or ""),
    "phone": Column(_("Telephone"), lambda c: c.workshop.phone),
}

# Beside what a programme asks, every list says by which certificate somebody stands in it.
ALWAYS: dict[str, Column] = {
    "register_number": Column(_("Certificate"), lambda c: c.register_number),
    "grade": Column(_("Grade"), lambda c: c.grade),
    "valid_through": Column(_("Valid through"), lambda c: c.valid_through),
    "province": Column(_("Province"), lambda c: c.province.name),
}

RULES: dict[str, Any] = {
    "grade": _("grade, the highest first"),
    "total": _("points, the most first"),
    "first_licensed_on": _("the earlier licence"),
    "issued_at": _("the earlier certificate"),
}


def column(code: str) -> Column:
    return ALWAYS.get(code) or COLUMNS[code]


def cells_of(certificate: Certificate, codes: Sequence[str]) -> dict[str, Any]:
    """What the list freezes of this holder: days as ISO text."""
    read = {code: column(code).read(certificate) for code in (*ALWAYS, *codes) if code != NATIONAL_ID}
    return {code: value.isoformat() if isinstance(value, date) else value for code, value in read.items()}


def place_of(certificate: Certificate, rule: Sequence[str], grades: Sequence[str]) -> tuple[Any, ...]:
    """What is compared, the smaller first; the number of the register settles what is left."""
    told = {
        "grade": grades.index(certificate.grade) if certificate.grade in grades else len(grades),
        "total": -certificate.total,
        "first_licensed_on": certificate.application.first_licensed_on or date.max,
        "issued_at": day_of(certificate.issued_at),
    }
    return (*(told[code] for code in rule), certificate.register_number)
