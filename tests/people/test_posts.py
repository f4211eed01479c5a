"""Posts are given by those who stand at least as high, and end at once."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kargah import clock
from kargah.people.edits import appoint, end_post
from kargah.people.models import PartnerBody, Post, Role, User
from kargah.people.rules import acts_as
from kargah.refusal import NotPermitted, Refused

pytestmark = pytest.mark.django_db
SINCE = date(2020, 1, 1)


def test_the_database_refuses_a_post_in_the_wrong_place(person, yazd):
    reza = person("reza")
    body = PartnerBody.objects.create(name="بانک", kind="bank")
    wrong = [
        {"role": Role.PROVINCIAL_EXPERT},
        {"role": Role.TECHNICAL_INSPECTOR, "province": None},
        {"role": Role.PROVINCIAL_DEPUTY, "province": yazd, "body": body},
        {"role": Role.HEADQUARTERS_DIRECTOR, "province": yazd},
        {"role": Role.AUDITOR, "body": body},
        {"role": Role.PARTNER_BODY},
        {"role": Role.APPLICANT},
        {"role": Role.CLOCK},
        {"role": Role.AUDITOR, "ends_on": SINCE - timedelta(days=1)},
    ]
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.create(holder=reza, starts_on=SINCE, **fields)
    assert not Post.objects.exists()


def test_nobody_gives_a_post_above_their_own(person, yazd, fars):
    deputy = person("deputy", Role.PROVINCIAL_DEPUTY, province=yazd)
    hq_expert = person("hq", Role.HEADQUARTERS_EXPERT)
    director = person("director", Role.HEADQUARTERS_DIRECTOR)
    auditor = person("auditor", Role.AUDITOR)
    new = person("new")
    given = set()
    for by in (deputy, hq_expert, director, auditor, new):
        for role in set(Role) - {Role.PARTNER_BODY, Role.APPLICANT, Role.CLOCK}:
            for where in (yazd, fars):
                place = where if Post(role=role).role in PROVINCIAL else None
                try:
                    with transaction.atomic():
                        appoint(new, role, by=by, province=place)
                        given.add((by.username, role, place and place.iso_code))
                        Post.objects.filter(holder=new).delete()
                except NotPermitted:
                    assert not new.posts.exists()
    in_yazd = {("deputy", r, "IR-21") for r in (Role.PROVINCIAL_EXPERT, Role.TECHNICAL_INSPECTOR)}
    by_hq = {("hq", r, p) for r in PROVINCIAL for p in ("IR-21", "IR-07")}
    by_director = {("director", r, p) for r in PROVINCIAL for p in ("IR-21", "IR-07")} | {
        ("director", r, None) for r in (Role.HEADQUARTERS_EXPERT, Role.HEADQUARTERS_DIRECTOR, Role.AUDITOR)
    }
    assert given == in_yazd | by_hq | by_director


PROVINCIAL = (Role.PROVINCIAL_EXPERT, Role.PROVINCIAL_DEPUTY, Role.TECHNICAL_INSPECTOR)


def test_nobody_gives_a_post_to_themselves(person, yazd):
    director = person("director", Role.HEADQUARTERS_DIRECTOR)
    with pytest.raises(NotPermitted):
        appoint(director, Role.PROVINCIAL_EXPERT, by=director, province=yazd)


def test_the_first_director_is_appointed_at_the_machine(person):
    first = person("first")
    post = appoint(first, Role.HEADQUARTERS_DIRECTOR, by=None)
    assert (post.starts_on, post.ends_on, post.appointed_by) == (clock.today(), None, None)


def test_a_post_is_held_once_at_a_time(person, yazd, fars):
    director = person("director", Role.HEADQUARTERS_DIRECTOR)
    new = person("new")
    first = appoint(new, Role.PROVINCIAL_EXPERT, by=director, province=yazd)
    with pytest.raises(Refused, match="new"):
        appoint(new, Role.PROVINCIAL_EXPERT, by=director, province=yazd)
    appoint(new, Role.PROVINCIAL_EXPERT, by=director, province=fars)
    end_post(first, by=director)
    appoint(new, Role.PROVINCIAL_EXPERT, by=director, province=yazd)
    assert new.posts.in_force().count() == 2


def test_a_provincial_post_without_its_province_is_refused(person):
    with pytest.raises(Refused) as refusal:
        appoint(person("new"), Role.PROVINCIAL_EXPERT, by=None)
    assert refusal.value.field == "province"
    with pytest.raises(ValidationError):
        appoint(User.objects.create_user(username="other"), Role.PARTNER_BODY, by=None)


def test_an_ended_post_is_gone_at_once(person, yazd):
    director = person("director", Role.HEADQUARTERS_DIRECTOR)
    new = person("new")
    post = appoint(new, Role.PROVINCIAL_EXPERT, by=director, province=yazd)
    subject = SimpleNamespace(province_id=yazd.pk)
    assert acts_as(new, Role.PROVINCIAL_EXPERT, on=subject)
    end_post(post, by=director)
    assert not acts_as(new, Role.PROVINCIAL_EXPERT, on=subject)
    with pytest.raises(Refused):
        end_post(post, by=director)


def test_a_post_is_ended_by_those_who_could_give_it(person, yazd, fars):
    inspector = person("inspector", Role.TECHNICAL_INSPECTOR, province=yazd)
    post = inspector.posts.get()
    with pytest.raises(NotPermitted):
        end_post(post, by=person("theirs", Role.PROVINCIAL_DEPUTY, province=fars))
    with pytest.raises(Refused):
        end_post(post, by=None, on=SINCE - timedelta(days=1))
    end_post(post, by=person("ours", Role.PROVINCIAL_DEPUTY, province=yazd))
    assert not inspector.posts.in_force().exists()
