"""Two versions of a list side by side, for headquarters and for the province."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kargah.grading.comparing import compare
from kargah.grading.models import ListVersion
from kargah.grading.queries import absence_sentence


def compared(request: HttpRequest, versions: list[ListVersion]) -> dict[str, Any]:
    """`?from=` and `?to=` are numbers of versions; else the newest one against the one before it."""
    by_number = {str(version.number): version for version in versions}
    new = by_number.get(request.GET.get("to", "")) or (versions[-1] if versions else None)
    old = by_number.get(request.GET.get("from", "")) or (versions[-2] if len(versions) > 1 else None)
    changes = compare(old.content, new.content) if old and new and old != new else []
    return {
        "versions": versions,
        "old": old,
        "new": new,
        "changes": [(one, _why(one.why) if one.after is None else "") for one in changes],
    }


def _why(told: Any) -> str:
    return absence_sentence(told) if told else _("It is not named among the others either.")
