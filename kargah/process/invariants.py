"""What must be true at every moment, asked of the whole database: every app's checks and the engine's own."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from itertools import islice

from django.apps import apps
from django.db.models import F

from kargah.applications.models import Application
from kargah.journal import book
from kargah.journal.models import Entry
from kargah.process import database, standing
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal, Standing

Check = Callable[[], list[str]]


def checks() -> dict[str, Check]:
    """Every check by its sentence. Each only reads, and returns one line per violation."""
    found: dict[str, Check] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.invariants"
        if config.name.startswith("kargah.") and name != __name__ and find_spec(name):
            found |= import_module(name).CHECKS
    return found | OWN


def violations() -> dict[str, list[str]]:
    """Sentence -> its violations, for those that have any."""
    return {name: said for name, check in checks().items() if (said := check())}


def the_standing_follows_the_rule() -> list[str]:
    kept = {row.application_id: row for row in Standing.objects.all()}
    wrong = []
    every = Application.objects.order_by("pk").iterator(chunk_size=500)
    while cases := list(islice(every, 500)):
        facts = standing.facts_of(cases)
        for case in cases:
            row = kept.get(case.pk)
            if row is None:
                wrong.append(f"application {case.pk} has no standing")
                continue
            box, ended = standing.where(case, before=row.box, facts=facts[case.pk])
            if (row.box, row.ended) != (box, ended):
                wrong.append(f"application {case.pk} stands in {row.box or '-'}, the rule says {box or '-'}")
    return wrong


def every_state_was_reached_by_the_journal() -> list[str]:
    """The last entry that changed a subject ends in the state in which the subject stands."""
    wrong = []
    begun_by_a_move = {move.of for move in MOVES.values() if move.creates} | {Proposal}
    for model in {move.of for move in MOVES.values()} | {Proposal}:
        kind = model._meta.label_lower
        last = dict(
            Entry.objects.filter(subject_kind=kind)
            .exclude(move__startswith="edit:")
            .exclude(move__startswith=book.ACCESS)
            .order_by("seq")
            .values_list("subject_id", "target")
        )
        wrong += [
            f"{kind} {pk} is {state}, the journal says {last.get(pk, 'nothing')}"
            for pk, state in model._base_manager.values_list("pk", "state")
            if last.get(pk) != state and (pk in last or model in begun_by_a_move)
        ]
    return wrong


def the_journal_is_whole() -> list[str]:
    return [f"entry {said['seq']}: {said['what']}" for said in book.verify(book.entries())]


def the_rules_of_the_database_are_installed() -> list[str]:
    return database.missing()


def another_person_confirmed() -> list[str]:
    same = Proposal.objects.filter(state=Proposal.State.CONFIRMED, ended_by=F("proposed_by"))
    return [f"proposal {pk}" for pk in same.values_list("pk", flat=True)]


OWN: dict[str, Check] = {
    "the_standing_follows_the_rule": the_standing_follows_the_rule,
    "every_state_was_reached_by_the_journal": every_state_was_reached_by_the_journal,
    "the_journal_is_whole": the_journal_is_whole,
    "the_rules_of_the_database_are_installed": the_rules_of_the_database_are_installed,
    "another_person_confirmed": another_person_confirmed,
}
