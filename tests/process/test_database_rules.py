"""Each rule in the database is missed when it is gone, and stops by itself what nothing else stops.

For every guard an attack is looked for in a whole country: of all single changes, copies and removals of rows, one
that this guard alone refuses. Guards whose attack needs more than one value say it in ATTACKS.
"""

from itertools import islice

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from kargah import guards
from kargah.process import database
from tests.process import world
from tests.process.attacks import ATTACKS, BESIDE, attacks_on

GUARDS = {rule.name: rule for rule in database.rules() if isinstance(rule, guards.Guard)}
HERE = sorted(
    name for name, rule in GUARDS.items() if connection.vendor == "postgresql" or rule.event != "truncate"
)
MOST_TRIES = 300  # for one guard


@pytest.fixture
def undone():
    """A savepoint that is always rolled back."""

    class Undone:
        def __enter__(self):
            self.inside = transaction.atomic()
            self.inside.__enter__()

        def __exit__(self, *error):
            transaction.set_rollback(True)
            self.inside.__exit__(None, None, None)

    return Undone


@pytest.mark.django_db
@pytest.mark.parametrize("name", HERE)
def test_a_rule_that_is_gone_is_missed_and_comes_back(name):
    assert database.missing() == []
    with connection.cursor() as cursor:
        guards._drop(connection, cursor, name)
    assert database.missing() == [name]

    database.install()
    assert database.missing() == []


def test_a_state_changes_along_the_arrows_of_the_chart_alone(country, undone):
    """Every pair of states of every subject, by a raw update of a row that stands in the first."""
    from kargah.process.flowchart import MOVES
    from kargah.process.proposals import EDGES

    pairs = 0
    for model in world.SUBJECTS:
        moves = [move for move in MOVES.values() if move.of is model]
        arrows = {(source, target) for move in moves for source in move.sources for target in move.targets}
        arrows |= set(EDGES) if not moves else set()
        for source, row in world.rows_by_state(model).items():
            for target in {*model.State.values} - {source}:
                pairs += 1
                said = refusal(undone, lambda m=model, r=row, t=target: m._base_manager.filter(pk=r.pk).update(
                    state=t, version=r.version + 1
                ))  # fmt: skip
                by_the_chart = f"{model._meta.db_table}_follows_the_chart" in said
                if (source, target) not in arrows:
                    assert said, (model, source, target)
                else:
                    assert not by_the_chart, (model, source, target)
    assert pairs > 200


def refusal(undone, write):
    """What the database says to `write`; '' when it lets it pass. Nothing of it stays."""
    with undone():
        try:
            with transaction.atomic():
                write()
        except IntegrityError as error:
            return str(error)
        except DatabaseError as error:
            return f"another error: {error}"
    return ""


def laid_off(names):
    with connection.cursor() as cursor:
        for name in names:
            guards._drop(connection, cursor, name)


def beside(guard):
    """Other guards that must be out of the way: those named, those that keep a row that is written again, and
    those of the tables that are emptied together with this one."""
    keepers = {
        other.name
        for other in GUARDS.values()
        if (guard.event == "insert" and other.event == "delete" and other.table == guard.table)
        or (guard.event == other.event == "truncate" and other != guard)
    }
    return {*BESIDE.get(guard.name, ()), *keepers} & {*HERE}


@pytest.mark.slow
def test_every_guard_stops_by_itself_what_nothing_else_stops(country, undone):
    tables = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    without_an_attack, toothless = [], {}
    for name in HERE:
        guard, others = GUARDS[name], set()
        with undone():
            laid_off(beside(guard))
            for write in islice(attacks_on(guard, tables[guard.table]), MOST_TRIES):
                if not refusal(undone, write).startswith(f"{name}: "):
                    continue
                with undone():
                    laid_off([name])
                    others.add(refusal(undone, write)[:100])
                if "" in others or len(others) > 5:
                    break
        if not others:
            without_an_attack.append(name)
        elif "" not in others:
            toothless[name] = others
    assert (without_an_attack, toothless) == ([], {})


def test_the_tables_of_attacks_name_guards_that_there_are():
    told = {*ATTACKS, *BESIDE, *(name for names in BESIDE.values() for name in names)}
    assert told - {*GUARDS} == set()
