"""Many moves from one file: all of them, or none."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.applications import edits
from kargah.applications.importing import Checked, Finding, Row, check
from kargah.applications.models import Application, Workshop
from kargah.crashpoints import crashpoint
from kargah.cycles.models import Share
from kargah.paper.workbook import REQUEST, read
from kargah.people.models import Role, User
from kargah.people.rules import acts_as
from kargah.persian.letters import key
from kargah.process.engine import perform
from kargah.refusal import InvalidInput, NotPermitted, Refused


class BadRows(Refused):
    """Some cells cannot be taken. `findings` name each one; nothing was entered."""

    status = 422

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(_("%(count)s cells need to be corrected; nothing was entered."), count=len(findings))
        self.findings = findings


@dataclass
class Imported:
    cases: list[Application] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


def import_requests(share: Share, file: Any, by: User) -> Imported:
    """Enter and register each row of a province's workbook, in the order of the rows.

    `file` is an uploaded .xlsx. The same file a second time adds nothing and gives the same cases. Raises
    NotPermitted, BadWorkbook, or BadRows with every bad cell.
    """
    if not acts_as(by, Role.PROVINCIAL_EXPERT, on=share):
        raise NotPermitted(_("This step belongs to another office or person."))
    file.seek(0)
    data = file.read(REQUEST.size + 1)
    checked: Checked = check(read(data), share)
    if checked.errors:
        raise BadRows(checked.errors)
    name = hashlib.sha256(data).hexdigest()[:40]
    done, begun = Imported(warnings=checked.warnings), clock.now()
    with transaction.atomic():
        for place, row in enumerate(checked.rows):
            with clock.stopped_at(
                begun + timedelta(microseconds=place)
            ):  # the order of the rows is that of time
                done.cases.append(_enter(row, share, by, f"{name}:{row.number}"))
    return done


def _enter(row: Row, share: Share, by: User, name: str) -> Application:
    try:
        owner = edits.account_of(by=by, **row.person)
        crashpoint("import.account")
        workshop = _workshop_of(row, owner, share, by)
        case: Application = perform(
            "start",
            workshop,
            by=by,
            key=f"{name}:start",
            cycle=share.cycle,
            craft_group=row.craft_group,
            channel=Application.Channel.IMPORT,
        )
        if case.state == Application.State.DRAFT:
            edits.set_details(case, by=by, **row.details)
            crashpoint("import.details")
            edits.add_product(case, by=by, **row.product)
            crashpoint("import.product")
            edits.set_letter(case, by=by, **row.letter)
            crashpoint("import.letter")
        return perform("register", case, by=by, key=f"{name}:register")  # type: ignore[no-any-return]
    except InvalidInput as refusal:
        words = (
            [str(word) for words in refusal.form.errors.values() for word in words] if refusal.form else []
        )
        raise BadRows([Finding(row.sheet, f"A{row.number}", " ".join(words) or str(refusal))]) from refusal
    except Refused as refusal:
        raise BadRows([Finding(row.sheet, f"A{row.number}", str(refusal))]) from refusal


def _workshop_of(row: Row, owner: User, share: Share, by: User) -> Workshop:
    """The owner's workshop of this name in the province, or a new one; its licence joins the history."""
    there = Workshop.objects.filter(owner=owner, province_id=share.province_id)
    workshop = there.filter(search_key=key(row.workshop["name"])[:120]).first()
    if workshop is None:
        workshop = edits.enter_workshop(owner, by=by, province=share.province, **row.workshop)
    licence = row.licence
    if not workshop.licences.filter(kind=licence["kind"], number=licence["number"]).exists():
        crashpoint("import.workshop")
        edits.add_licence(workshop, by=by, **licence)
        crashpoint("import.licence")
    return workshop
