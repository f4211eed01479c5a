"""Lists are made and answered. Neither changes a state of the chart; each stands in the journal with its hand and hour."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.finding import tails
from kargah.jalali import calendar
from kargah.journal import book
from kargah.notifications import letters
from kargah.people.models import OF_HEADQUARTERS, PartnerBody, Role, User
from kargah.people.queries import posts_in_force, roles_of
from kargah.refusal import NotPermitted, Refused
from kargah.registry import referrals
from kargah.registry.columns import cells_of
from kargah.registry.models import Programme, ReferralAnswer, ReferralList, ReferralRow, ReferralTail


@transaction.atomic
def make_list(
    programme: Programme, body: PartnerBody, *, by: User, province: Any = None, craft_group: Any = None
) -> ReferralList:
    """Freeze who holds a certificate in force today, in the programme's order, and give it to `body`.

    Raises NotPermitted for whoever is not of headquarters, Refused when nobody would stand in it.
    """
    if not roles_of(by) & set(OF_HEADQUARTERS):
        raise NotPermitted(_("Referral lists are made by headquarters."))
    list(Programme.objects.select_for_update().order_by("pk"))  # one list at a time takes the next number
    if not referrals.bodies_for(programme).filter(pk=body.pk).exists():
        raise Refused(_("This body receives no lists of this programme."), field="body")
    day = clock.today()
    holders = referrals.holders(programme, province=province, craft_group=craft_group, on=day)
    if not holders:
        raise Refused(_("Nobody has a certificate in force with these properties today."))
    made = ReferralList(
        programme=programme,
        body=body,
        province=province,
        craft_group=craft_group,
        year=calendar.parts(day)[0],
        day=day,
        order=programme.order,
        columns=programme.columns,
        basis=programme.basis,
        made_by=by,
    )
    last = ReferralList.objects.filter(year=made.year).aggregate(last=Max("sequence"))["last"]
    made.sequence = (last or 0) + 1
    rows = [
        ReferralRow(
            referral_list=made, place=place, certificate=holder, cells=cells_of(holder, programme.columns)
        )
        for place, holder in enumerate(holders, start=1)
    ]
    made.content_hash = referrals.content_hash(made, rows)
    made.save()
    ReferralRow.objects.bulk_create(rows)
    ReferralTail.objects.bulk_create(
        ReferralTail(of=row, text=rest)
        for row in rows
        for rest in sorted(tails(row.cells.get("workshop", ""), row.cells.get("holder", "")))
    )
    after = {"number": made.number, "hash": made.content_hash, "rows": len(rows)}
    cases = [holder.application_id for holder in holders]
    entry = book.write_edit(made, by=by, what="make_referral_list", before={}, after=after, cases=cases)
    for row in rows:
        letters.introduced(row, by, entry)
    return made


@transaction.atomic
def answer(row: ReferralRow, *, by: User, result: str, note: str = "") -> ReferralAnswer:
    """What came of this row, said by somebody of the body that received it."""
    theirs = posts_in_force(by).filter(role=Role.PARTNER_BODY, body=row.referral_list.body_id)
    if not theirs.exists():
        raise NotPermitted(_("This list was given to another body."))
    before = row.answers.order_by("pk").last()
    given = ReferralAnswer.objects.create(row=row, result=result, note=note, answered_by=by)
    told = {"result": before.result, "note": before.note} if before else {}
    book.write_edit(
        row,
        by=by,
        what="answer_referral",
        before=told,
        after={"result": result, "note": note},
        cases=[row.certificate.application_id],
    )
    return given


def note_taken(made: ReferralList, *, by: User) -> None:
    """Somebody took the file of a list along, with the personal data in it."""
    with transaction.atomic():
        book.write_access("referral_list", made, by=by, told=made.content_hash)


def note_read(made: ReferralList, *, by: User) -> None:
    """Somebody of a body outside reads the personal data of a list on the screen."""
    with transaction.atomic():
        book.write_access("referral_read", made, by=by, told=made.content_hash)
