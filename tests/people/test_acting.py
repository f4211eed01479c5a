"""Who may act as whom on what."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from kargah import clock
from kargah.people import queries
from kargah.people.models import PartnerBody, Post, Role, User
from kargah.people.rules import acts_as

pytestmark = pytest.mark.django_db


def test_nobody_is_the_clock_and_the_clock_is_nobody_else(person):
    subject = SimpleNamespace(owner_id=None, inspector_id=None, province_id=None)
    assert [role for role in Role if acts_as(None, role, on=subject)] == [Role.CLOCK]
    director = person("director", Role.HEADQUARTERS_DIRECTOR)
    assert not acts_as(director, Role.CLOCK, on=subject)


def test_every_role_acts_where_its_post_lies_and_nowhere_else(person, yazd, fars):
    expert = person("expert", Role.PROVINCIAL_EXPERT, province=yazd)
    deputy = person("deputy", Role.PROVINCIAL_DEPUTY, province=yazd)
    inspector = person("inspector", Role.TECHNICAL_INSPECTOR, province=yazd)
    hq_expert = person("hq", Role.HEADQUARTERS_EXPERT)
    director = person("director", Role.HEADQUARTERS_DIRECTOR)
    auditor = person("auditor", Role.AUDITOR)
    sara = User.objects.create_user(mobile="09121234567")
    partner = person("partner")
    body = PartnerBody.objects.create(name="بیمه", kind="insurer")
    Post.objects.create(holder=partner, role=Role.PARTNER_BODY, body=body, starts_on=date(2020, 1, 1))

    here = SimpleNamespace(owner_id=sara.pk, inspector_id=inspector.pk, province_id=yazd.pk)
    there = SimpleNamespace(owner_id=expert.pk, inspector_id=deputy.pk, province_id=fars.pk)
    people = [expert, deputy, inspector, hq_expert, director, auditor, sara, partner]
    allowed = lambda on: {(p, r) for p in people for r in Role if acts_as(p, r, on=on)}  # noqa: E731

    everywhere = {(hq_expert, Role.HEADQUARTERS_EXPERT), (director, Role.HEADQUARTERS_DIRECTOR)}
    assert allowed(here) == everywhere | {
        (expert, Role.PROVINCIAL_EXPERT),
        (deputy, Role.PROVINCIAL_DEPUTY),
        (inspector, Role.TECHNICAL_INSPECTOR),
        (sara, Role.APPLICANT),
    }
    # The deputy is named as inspector there without being one; the expert owns a workshop in the other province.
    assert allowed(there) == everywhere | {(expert, Role.APPLICANT)}


def test_what_the_subject_does_not_tell_is_denied(person, yazd):
    expert = person("expert", Role.PROVINCIAL_EXPERT, Role.TECHNICAL_INSPECTOR, province=yazd)
    for silent in (None, object(), SimpleNamespace(owner_id=None, inspector_id=None, province_id=None)):
        assert not any(acts_as(expert, role, on=silent) for role in Role)
    unsaved = User(username="ghost")
    assert not any(
        acts_as(unsaved, role, on=SimpleNamespace(owner_id=None, inspector_id=None)) for role in Role
    )


def test_a_closed_account_acts_as_nobody(person):
    director = person("director", Role.HEADQUARTERS_DIRECTOR, is_active=False)
    assert not acts_as(director, Role.HEADQUARTERS_DIRECTOR, on=object())
    assert queries.roles_of(director) == set()
    assert not queries.sees_everything(director)
    assert not queries.holders(Role.HEADQUARTERS_DIRECTOR).exists()


def test_a_visitor_holds_nothing():
    assert queries.roles_of(AnonymousUser()) == set()
    assert queries.provinces_of(AnonymousUser()) == set()
    assert not queries.sees_everything(AnonymousUser())
    assert not acts_as(AnonymousUser(), Role.APPLICANT, on=SimpleNamespace(owner_id=None))


def test_a_post_counts_from_its_first_day_in_tehran_until_the_day_it_ends(person, yazd):
    reza = person("reza")
    post = Post.objects.create(
        holder=reza,
        role=Role.PROVINCIAL_EXPERT,
        province=yazd,
        starts_on=date(2026, 5, 2),
        ends_on=date(2026, 5, 4),
    )
    subject = SimpleNamespace(province_id=yazd.pk)
    found = {}
    for day, hour in ((1, 20), (1, 21), (3, 20), (3, 21)):  # midnight in Tehran is 20:30 in UTC
        with clock.stopped_at(datetime(2026, 5, day, hour, tzinfo=UTC)):
            found[day, hour] = acts_as(reza, Role.PROVINCIAL_EXPERT, on=subject)
            assert post.in_force() is found[day, hour]
            assert (reza in queries.holders(Role.PROVINCIAL_EXPERT, yazd)) is found[day, hour]
    assert found == {(1, 20): False, (1, 21): True, (3, 20): True, (3, 21): False}


def test_queries_say_where_and_as_what_somebody_works(person, yazd, fars):
    both = person("both", Role.PROVINCIAL_EXPERT, province=yazd)
    Post.objects.create(holder=both, role=Role.TECHNICAL_INSPECTOR, province=fars, starts_on=date(2020, 1, 1))
    assert queries.roles_of(both) == {Role.PROVINCIAL_EXPERT, Role.TECHNICAL_INSPECTOR}
    assert queries.provinces_of(both) == {yazd.pk, fars.pk}
    assert queries.provinces_of(both, roles=["provincial_expert"]) == {yazd.pk}
    assert queries.roles_of(both, date(2019, 1, 1)) == {Role.APPLICANT}
    assert list(queries.holders(Role.TECHNICAL_INSPECTOR, fars)) == [both]
    assert list(queries.holders(Role.TECHNICAL_INSPECTOR, yazd)) == []
    assert not queries.sees_everything(both)
    assert queries.sees_everything(person("auditor", Role.AUDITOR))
    assert queries.sees_everything(person("hq", Role.HEADQUARTERS_EXPERT))
