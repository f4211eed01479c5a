"""A long random life of the country: wild steps, legal steps and nearly legal ones; nothing forbidden ever happens.

Forms are filled by what their fields offer, so that a move with new inputs is played on the day it is drawn.
"""

from collections import Counter

import pytest
from django import forms
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from kargah import clock
from kargah.cycles import ledger
from kargah.cycles.models import Share
from kargah.files.fields import DocumentField, PhotoField
from kargah.inputs import digest
from kargah.jalali.fields import JalaliDateField
from kargah.journal import book
from kargah.journal.models import Entry
from kargah.people.models import Role, User
from kargah.people.rules import acts_as
from kargah.people.signing import Signature
from kargah.process import engine, invariants, proposals, standing
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal, Standing
from kargah.refusal import InvalidInput, NotPermitted, OutOfTurn, Overtaken, Refused
from tests import cast

NAMES = sorted(MOVES)
KINDS = sorted({move.subject for move in MOVES.values()}, key=lambda model: model._meta.label)

BEGUN = {move.of for move in MOVES.values() if move.creates} | {Proposal}


class Life(RuleBasedStateMachine):
    """One life is undone before the next; `made`, `refused` and `states` are counted over all of them."""

    made, refused, states = Counter(), Counter(), Counter()

    def __init__(self):
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.touched = []

    def teardown(self):
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    @initialize()
    def people(self):
        self.everybody = [*User.objects.filter(posts__isnull=False).distinct().order_by("pk"), None]

    # --- steps ---------------------------------------------------------------------------------------------
    @rule(data=st.data())
    def a_wild_step(self, data):
        """Anybody does anything to anything."""
        move = MOVES[data.draw(st.sampled_from(NAMES), "move")]
        subject = self.a_row(data, data.draw(st.sampled_from(KINDS), "kind"))
        if subject is None or not isinstance(subject, move.subject):
            return
        self.take(
            move,
            subject,
            data.draw(st.sampled_from(self.everybody), "person"),
            {"reason": "بی‌هوا", "amount": "3"},
        )

    @rule(data=st.data())
    def a_legal_step(self, data):
        move, subject, person = self.a_permitted(data)
        if move:
            self.take(move, subject, person, filled(data, move, subject, person), signed=True)

    @rule(data=st.data(), wrong=st.sampled_from(["person", "state", "version", "input", "signature"]))
    def a_nearly_legal_step(self, data, wrong):
        """All is right but one thing: it is never made when that thing counts."""
        move, subject, person = self.a_permitted(data, elsewhere=wrong == "state")
        if not move:
            return
        given, seen = filled(data, move, subject, person), None
        if wrong == "person":
            person = data.draw(st.sampled_from(self.everybody), "another person")
        elif wrong == "version":
            seen = subject.version + 1 if hasattr(subject, "version") else None
        elif wrong == "input" and given:
            given.pop(data.draw(st.sampled_from(sorted(given)), "left out"))
        said = self.take(move, subject, person, given, signed=wrong != "signature", seen=seen)
        if wrong == "state" and not move.creates and subject.state not in move.sources:
            assert isinstance(said, OutOfTurn | NotPermitted), said
        if wrong == "version" and seen is not None:
            assert isinstance(said, Overtaken | NotPermitted | OutOfTurn), said
        if wrong == "signature" and move.signs:
            assert isinstance(said, NotPermitted), said

    @rule(data=st.data(), yes=st.booleans())
    def a_second_person(self, data, yes):
        proposal = self.pick(data, Proposal.objects.filter(state="proposed"))
        person = data.draw(st.sampled_from(self.everybody[:-1]), "second person")
        if proposal is None:
            return
        second = next((one for one in self.everybody[:-1] if proposals.may_confirm(proposal, one)), None)
        person = second or person
        name = proposal.move if yes else "refuse"
        try:
            with transaction.atomic():
                if yes:
                    ended = proposals.confirm(proposal, by=person)
                else:
                    ended = proposals.refuse(proposal, by=person, reason="نه")
        except Refused as refusal:
            self.refused[(name, type(refusal).__name__)] += 1
            return
        assert person.pk != ended.proposed_by_id
        if ended.state == "confirmed":
            self.made[name] += 1
        self.touched = [proposals.subject_of(ended), ended]

    # --- what is always true -------------------------------------------------------------------------------
    @invariant()
    def the_journal_says_where_each_one_stands(self):
        for row in self.touched:
            last = book.about(row).exclude(move__startswith="edit:").last()
            if row.version or type(row) in BEGUN:  # a certificate begins with the step of its line
                assert last is not None and last.target == row.state, (row, row.state)
            self.states[(row._meta.label, row.state)] += 1

    @invariant()
    def the_counters_are_the_sums(self):
        for share in Share.objects.filter(pk__in=[getattr(row, "share_id", None) for row in self.touched]):
            sums = ledger.sums(share.entries.all())
            assert sums == {"allotted": share.allotted, "held": share.held, "spent": share.spent}
            assert share.free >= 0

    @invariant()
    def the_lamp_is_where_the_rule_says(self):
        cases = {pk for row in self.touched for pk in row.case_ids()}
        for row in Standing.objects.filter(application__in=cases).select_related("application"):
            assert (row.box, row.ended) == standing.where(row.application, before=row.box)

    # --- how -----------------------------------------------------------------------------------------------
    def pick(self, data, rows):
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        return rows.get(pk=data.draw(st.sampled_from(keys), "row")) if keys else None

    def a_row(self, data, model):
        """States are drawn first: the many answers of one state do not crowd out the few of another."""
        rows = model._base_manager.all()
        if hasattr(model, "State"):
            rows = rows.filter(state=data.draw(st.sampled_from(sorted(model.State.values)), "state"))
        return self.pick(data, rows)

    def a_permitted(self, data, *, elsewhere=False):
        """A move, a row that stands where it begins (or `elsewhere`), and a person who may."""
        move = MOVES[data.draw(st.sampled_from([name for name in NAMES if MOVES[name].by]), "move")]
        rows = move.subject._base_manager.all()
        if not move.creates:
            others = [state for state in move.of.State.values if state not in move.sources]
            states = others if elsewhere and others else move.sources
            rows = rows.filter(state=data.draw(st.sampled_from(states), "state"))
        subject = self.pick(data, rows)
        if subject is None:
            return None, None, None
        role = data.draw(st.sampled_from(move.by), "role")
        near = [self.by_role(role, subject), *self.everybody]
        return move, subject, next((one for one in near if acts_as(one, role, on=subject)), None)

    def by_role(self, role, subject):
        if role == Role.APPLICANT:
            return User.objects.filter(pk=getattr(subject, "owner_id", None)).first()
        if role == Role.TECHNICAL_INSPECTOR:
            return User.objects.filter(pk=getattr(subject, "inspector_id", None)).first()
        if role == Role.PANEL_MEMBER:
            return User.objects.filter(pk__in=getattr(subject, "panel_ids", ())).first()
        return None

    def take(self, move, subject, person, given, *, signed=False, seen=None):
        """Make or propose the move; the refusal, if there is one. What is made was permitted by the chart."""
        how, entries = {}, Entry.objects.count()
        if move.signs and signed and person:
            how["signature"] = Signature(person.pk, shown(subject), clock.now())
        begin = engine.perform
        if move.two_persons:
            if person is None:
                return None
            begin, how = proposals.propose, {}
        try:
            with transaction.atomic():
                done = begin(move.name, subject, by=person, seen=seen, **how, **given)
        except Refused as refusal:
            assert Entry.objects.count() == entries, "a refused step wrote something"
            self.refused[(move.name, type(refusal).__name__)] += 1
            self.touched = []
            return refusal
        assert any(acts_as(person, role, on=subject) for role in move.by), (move.name, person)
        assert move.creates or subject.state in move.sources, (move.name, subject.state)
        assert Entry.objects.count() > entries
        if not move.two_persons:
            self.made[move.name] += 1
        self.touched = [done]
        return None


def shown(subject):
    from kargah.grading import queries as lists
    from kargah.grading.models import CandidateList
    from kargah.reports import queries as reports
    from kargah.reports.models import Report

    if isinstance(subject, Report):
        return reports.shown_hash(subject)
    return (
        lists.shown_hash(subject)
        if isinstance(subject, CandidateList)
        else digest("the lines that were shown")
    )


def filled(data, move, subject, person):
    """Inputs that the form of the move offers, as a page would send them."""
    given = {}
    for name, field in engine.form_for(move.name, subject, by=person).fields.items():
        value = of_field(data, name, field)
        if value is not None:
            given[name] = value
    return given


def of_field(data, name, field):
    match field:
        case PhotoField() | DocumentField():
            return cast.a_photo()
        case forms.ModelMultipleChoiceField():
            return [field.prepare_value(row) for row in field.queryset[:3]]
        case forms.ModelChoiceField():
            rows = list(field.queryset[:6])
            return field.prepare_value(data.draw(st.sampled_from(rows), name)) if rows else None
        case forms.MultipleChoiceField():
            return [value for value, _words in field.choices][:2]
        case forms.ChoiceField():
            values = [value for value, _words in flat(field.choices) if value != ""]
            return data.draw(st.sampled_from(values), name) if values else None
        case forms.BooleanField():
            return data.draw(st.booleans(), name) or None
        case JalaliDateField():
            return clock.today() if field.required or data.draw(st.booleans(), name) else None
        case forms.IntegerField():
            return str(max(field.min_value or 0, data.draw(st.integers(0, 9), name)))
        case _:
            return f"سخنی برای {name} {data.draw(st.integers(0, 999), name)}"


def flat(choices):
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from words
        else:
            yield value, words


def lives(how_many, steps):
    Life.made.clear(), Life.refused.clear(), Life.states.clear()
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=how_many,
            stateful_step_count=steps,
            derandomize=True,
            database=None,
            phases=[
                Phase.generate
            ],  # a life is told as it was: shrinking it would take longer than reading it
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return Life


def test_a_short_life_keeps_every_promise(country):
    life = lives(4, 20)
    assert sum(life.made.values()) > 5 and sum(life.refused.values()) > 10, (life.made, life.refused)


@pytest.mark.slow
def test_a_long_life_keeps_every_promise(country):
    life = lives(80, 60)
    assert len(life.made) > len(MOVES) * 0.4, sorted(set(MOVES) - set(life.made))
    assert {kind for _move, kind in life.refused} >= {
        kind.__name__ for kind in (NotPermitted, OutOfTurn, Overtaken, InvalidInput, Refused)
    }
    assert invariants.violations() == {}


def test_every_move_of_the_chart_was_made_in_the_country(country):
    """The builders walk all of it; the random lives begin where they end."""
    made = set(Entry.objects.values_list("move", flat=True).distinct())
    assert set(MOVES) - made == set()
