"""How a referral list shows itself to whoever gave it and to whoever received it: its rows, and its file."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from kargah import clock
from kargah.certificates.models import Certificate
from kargah.files.intake import XLSX
from kargah.jalali.templatetags.jalali import fa, jalali
from kargah.paper.workbook import Column, Sheet, write
from kargah.people.models import User
from kargah.registry import edits, referrals
from kargah.registry.columns import ALWAYS, NATIONAL_ID, RULES, column
from kargah.registry.models import ReferralAnswer, ReferralList, ReferralRow
from kargah.web.offices import paged
from kargah.web.templatetags.kargah_web import isolated, mixed, tag

CODES = {NATIONAL_ID, "legal_id", "register_number", "licence_number", "craft_codes", "mobile", "phone"}
NUMBERS = {"people_working", "lead_time_days"}


@dataclass(frozen=True)
class Shown:
    """One row as a page shows it: the frozen cells, how the certificate stands now, the answers."""

    row: ReferralRow
    cells: list[Any]
    live: Any
    answers: list[ReferralAnswer]


def codes_of(made: ReferralList) -> list[str]:
    """The columns in their order; whoever is introduced comes before the certificate."""
    return [*made.columns, *ALWAYS]


def page_of(request: HttpRequest, made: ReferralList) -> dict[str, Any]:
    """What a page of the list shows: its head, its rule, and some of its rows."""
    codes, page = codes_of(made), paged(request, referrals.rows_of(made))
    rows = [
        Shown(row, [_cell(row, code) for code in codes], live(row.certificate), list(row.answers.all()))
        for row in page
    ]
    heads = [column(code).heading for code in codes]
    return {"list": made, "heads": heads, "rows": rows, "page": page, "rule": rule(made.order)}


def live(certificate: Certificate) -> Any:
    """How the certificate stands at this moment, as a tag."""
    if certificate.state == Certificate.State.VALID and certificate.valid_through < clock.today():
        return tag("warn", _("Expired"))
    kinds = {"valid": "ok", "suspended": "warn", "superseded": "info"}
    return tag(kinds.get(certificate.state, "bad"), certificate.get_state_display())


def rule(order: list[str]) -> str:
    """The declared rule in words."""
    return _("; then ").join(str(RULES[code]) for code in order)


def workbook(made: ReferralList, *, by: User) -> HttpResponse:
    """The list as Excel, right to left; that it was taken stands in the journal."""
    columns = [Column("place", str(_("Place")), "int", 8)]
    for code in codes_of(made):
        told = column(code)
        columns.append(Column(code, str(told.heading), "int" if code in NUMBERS else "text", told.width))
    told_rows = [
        {"place": row.place, **{code: _plain(referrals.told_of(row, code)) for code in codes_of(made)}}
        for row in referrals.rows_of(made)
    ]
    data = write(
        [Sheet(str(_("Referral list")), columns, told_rows)],
        meta={"number": made.number, "hash": made.content_hash, "body": made.body.name, "basis": made.basis},
    )
    edits.note_taken(made, by=by)
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="referral-{made.year}-{made.sequence:03d}.xlsx"'
    answer["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(answer)
    return answer


def _plain(value: Any) -> Any:
    return jalali(value) if isinstance(value, date) else value


def _cell(row: ReferralRow, code: str) -> Any:
    value = referrals.told_of(row, code)
    if value in (None, ""):
        return ""
    if isinstance(value, date):
        return jalali(value)
    if code == NATIONAL_ID:  # in full it stands in the file alone, whose taking is written down
        return isolated("•" * 6 + value[-4:])
    if code in CODES:
        return isolated(value)
    return fa(value) if isinstance(value, int) else mixed(value)
