"""What the database's own rules say, in words for a person."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db import IntegrityError
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from kargah.journal.models import Entry
from kargah.refusal import Overtaken, Refused

SPOKEN = {
    "held_and_spent_within_quota": _("The last place was taken meanwhile."),
    "one_case_per_workshop_group_and_cycle": _(
        "This workshop already has a request for this craft group in this cycle."
    ),
    "one_running_inspection_per_case": _("An inspection of this workshop is already running."),
    "one_notice_per_turn": _("This notice was already given."),
    "a_case_stands_once_in_a_batch": _("This workshop already stands in the batch."),
    "one_live_certificate_per_workshop_and_group": _(
        "This workshop already has a live certificate for this craft group."
    ),
    "one_open_proposal_per_move_and_subject": _(
        "The same was already proposed and waits for the second person."
    ),
    "an_inspector_is_nominated_once_at_a_time": _("This inspector is already nominated in this cycle."),
}


def in_words(error: IntegrityError) -> Refused:
    said = str(error)
    for name, words in SPOKEN.items():
        if name in said:
            return Refused(words)
    if told := SPOKEN.get(_by_columns().get(said, "")):
        return Refused(told)
    guard, colon, rest = said.partition(": ")
    if colon and " " not in guard:
        return Refused(_("The database refuses this step: %(rule)s."), rule=rest.splitlines()[0])
    return Refused(_("Somebody did the same at this moment. Open the page again to see how it stands."))


@cache
def _by_columns() -> dict[str, str]:
    """What SQLite says when a unique rule is broken -> the rule's name: it tells the columns, not the name."""
    return {
        "UNIQUE constraint failed: "
        + ", ".join(
            f"{model._meta.db_table}.{getattr(model._meta.get_field(name), 'column', name)}"
            for name in rule.fields
        ): rule.name
        for model in apps.get_models()
        for rule in model._meta.constraints
        if isinstance(rule, UniqueConstraint) and rule.fields
    }


def somebody_acted(row: Any = None) -> Any:
    """Who acted since the page was shown, and when, as far as the journal knows."""
    if row is None:
        return _("Somebody else acted meanwhile. Open the page again.")
    last = (
        Entry.objects.filter(subject_kind=row._meta.label_lower, subject_id=row.pk).order_by("-seq").first()
    )
    if last is None or last.by is None:
        return _("This changed meanwhile. Open the page again.")
    return Overtaken(
        _("%(name)s acted meanwhile. Open the page again to see how it stands."), name=last.by.full_name
    ).__str__()
