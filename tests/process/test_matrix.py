"""Every move by every kind of person, in a right and in a wrong state: who is stopped, and who reaches the rules.

The cells are generated from the chart, so a new move is in the table on the day it is drawn.
"""

from dataclasses import dataclass

import pytest
from django.db import transaction

from kargah.people.models import Post, Role, User
from kargah.places.models import Province
from kargah.process import proposals
from kargah.process.engine import perform
from kargah.process.flowchart import MOVES
from kargah.refusal import NotPermitted, OutOfTurn, Refused
from tests import cast
from tests.process import world

HERE_ROLES = (Role.PROVINCIAL_EXPERT, Role.PROVINCIAL_DEPUTY)


@dataclass(frozen=True)
class Person:
    """`acts` is the role in which this person meets the subject, None for a stranger to it."""

    words: str
    user: User | None
    acts: Role | None


def somebody(role, province=None):
    """A person with this post and no other."""
    user = User.objects.create_user(
        username=f"matrix-{User.objects.count()}", first_name="مریم", last_name="رضایی"
    )
    Post.objects.create(holder=user, role=role, province=province, starts_on=cast.SINCE)
    return user


def people_around(subject):
    """Everybody who may come to the door, seen from `subject`."""
    here = Province.objects.filter(pk=getattr(subject, "province_id", None)).first()
    elsewhere = Province.objects.exclude(pk=here and here.pk).first()
    found = [
        Person("the clock", None, Role.CLOCK),
        Person("an auditor", somebody(Role.AUDITOR), None),
        Person("an expert of headquarters", somebody(Role.HEADQUARTERS_EXPERT), Role.HEADQUARTERS_EXPERT),
        Person("a director", somebody(Role.HEADQUARTERS_DIRECTOR), Role.HEADQUARTERS_DIRECTOR),
        Person("another applicant", cast.an_applicant(), None),
        Person(
            "an inspector without this visit", somebody(Role.TECHNICAL_INSPECTOR, here or elsewhere), None
        ),
    ]
    for role in HERE_ROLES:
        found.append(Person(f"{role} of another province", somebody(role, elsewhere), None))
        if here:
            found.append(Person(f"{role} of the province", somebody(role, here), role))
    if owner := User.objects.filter(pk=getattr(subject, "owner_id", None)).first():
        found.append(Person("the applicant", owner, Role.APPLICANT))
    if inspector := User.objects.filter(pk=getattr(subject, "inspector_id", None)).first():
        found.append(Person("the inspector of this visit", inspector, Role.TECHNICAL_INSPECTOR))
    if panel := getattr(subject, "panel_ids", ()):
        found.append(
            Person("a member of the panel", User.objects.get(pk=next(iter(panel))), Role.PANEL_MEMBER)
        )
    return found


def attempt(move, subject, person):
    """What the door says to this person with an empty form: a refusal, or None when it let the step be made."""
    begin = proposals.propose if move.two_persons else perform
    try:
        with transaction.atomic():
            begin(move.name, subject, by=person.user)
            transaction.set_rollback(True)
    except Refused as refusal:
        return refusal
    return None


def standing_right(move):
    rows = world.rows_by_state(move.subject)
    return [row for state, row in rows.items() if move.creates or state in move.sources]


def standing_wrong(move):
    rows = world.rows_by_state(move.subject)
    return [] if move.creates else [row for state, row in rows.items() if state not in move.sources]


def is_signature(refusal):
    return isinstance(refusal, NotPermitted) and "password" in str(refusal)


@pytest.mark.slow
def test_the_door_in_front_of_every_move(country):
    """A stranger is stopped before anything else is said; who is permitted reaches state, signature, rules or form."""
    cells, wrong = 0, []
    reached = set()
    for move in MOVES.values():
        subjects = standing_right(move)
        assert subjects, move.name
        for subject in subjects:
            for person in people_around(subject):
                refusal = attempt(move, subject, person)
                stopped = isinstance(refusal, NotPermitted) and not is_signature(refusal)
                may = person.acts is not None and person.acts in move.by
                cells += 1
                if stopped == may or isinstance(refusal, OutOfTurn):
                    wrong.append((move.name, subject.state, person.words, str(refusal)))
                if may and not stopped:
                    reached |= {(move.name, person.acts)}
    assert wrong == []
    assert {(move.name, role) for move in MOVES.values() for role in move.by} - reached == set()
    assert cells > 1000


@pytest.mark.slow
def test_out_of_turn_is_said_to_those_who_may_and_a_stranger_learns_nothing(country):
    cells, wrong = 0, []
    for move in MOVES.values():
        for subject in standing_wrong(move):
            for person in people_around(subject):
                refusal = attempt(move, subject, person)
                may = person.acts is not None and person.acts in move.by
                cells += 1
                if type(refusal) is not (OutOfTurn if may else NotPermitted):
                    wrong.append((move.name, subject.state, person.words, repr(refusal)))
    assert wrong == []
    assert cells > 1000


@pytest.mark.parametrize("name", sorted(move.name for move in MOVES.values() if move.two_persons))
def test_the_second_person_has_the_second_role_and_is_another(country, name):
    """Only who holds a confirming role towards the subject, and did not propose, may be asked to confirm."""
    move = MOVES[name]
    subject = standing_right(move)[0]
    everybody = people_around(subject)
    first = next(person for person in everybody if person.acts in move.by)
    proposal = proposals.Proposal(
        move=name,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_version=subject.version,
        proposed_by=first.user,
    )
    for person in everybody:
        if person.user:
            may = person.acts in move.confirmed_by and person != first
            assert proposals.may_confirm(proposal, person.user) == may, person.words
