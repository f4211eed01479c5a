"""The row that is corrected, locked; and what was corrected, in the journal."""

from typing import Any

from kargah.journal import book
from kargah.people.models import User

from ..models import Inspection


def locked(inspection: Inspection) -> Inspection:
    return Inspection._base_manager.select_for_update().get(pk=inspection.pk)


def journal(
    inspection: Inspection, by: User, what: str, before: dict[str, Any], after: dict[str, Any]
) -> Any:
    return book.write_edit(
        inspection, by=by, what=what, before=before, after=after, cases=inspection.case_ids()
    )
