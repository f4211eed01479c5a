"""The last chapter: headquarters introduces the holders to the bank, which answers some of the rows."""

from kargah.demo.staff import Staff
from kargah.people.models import PartnerBody
from kargah.registry import edits, referrals

RESULTS = ("accepted", "used", "refused")


def introduce(staff: Staff) -> None:
    programme = referrals.programmes().get(code="bank_loan")
    body = PartnerBody.objects.get(kind=PartnerBody.Kind.BANK)
    made = edits.make_list(programme, body, by=staff.drawer)
    for row, result in zip(referrals.rows_of(made)[:9], RESULTS * 3, strict=False):
        edits.answer(row, by=staff["partner"][0], result=result)
