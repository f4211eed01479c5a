"""How complete a sheet is: answered and photographed. Nothing here knows what an answer is worth."""

from dataclasses import dataclass
from typing import Any

from kargah.inspections import queries
from kargah.inspections.models import Inspection
from kargah.inspections.sheet import JUDGED_BY_INSPECTOR


@dataclass(frozen=True)
class Part:
    """One section: an axis of the form."""

    section: queries.Section

    @property
    def all(self) -> int:
        return len(self.section.items)

    @property
    def unanswered(self) -> list[queries.Item]:
        return [item for item in self.section.items if not item.is_answered]

    @property
    def without_photo(self) -> list[queries.Item]:
        return [item for item in self.section.items if lacks_photo(item)]

    @property
    def done(self) -> bool:
        return not (self.unanswered or self.without_photo)


@dataclass(frozen=True)
class Progress:
    form: queries.Form
    parts: list[Part]
    photos: int
    photos_needed: int
    conditions: dict[int, Any]

    @property
    def undecided(self) -> list[int]:
        return [number for number in JUDGED_BY_INSPECTOR if number not in self.conditions]

    @property
    def without_photo(self) -> int:
        return sum(len(part.without_photo) for part in self.parts)

    @property
    def complete(self) -> bool:
        return (
            all(part.done for part in self.parts) and not self.undecided and self.photos >= self.photos_needed
        )


def of(inspection: Inspection) -> Progress:
    form = queries.form_of(inspection)
    photos = len(form.whole_workshop) + sum(
        len(item.photos) for section in form.sections for item in section.items
    )
    return Progress(
        form=form,
        parts=[Part(section) for section in form.sections],
        photos=photos,
        photos_needed=inspection.application.cycle.limits.photos_at_least,
        conditions=queries.decided_conditions(inspection),
    )


def lacks_photo(item: queries.Item) -> bool:
    """A photo is asked, none is there, and the criterion was not left out."""
    left_out = item.answer is not None and item.answer.not_applicable
    return item.criterion.photo_required and not item.photos and not left_out
