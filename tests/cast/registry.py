"""Referral lists, made by headquarters and received by a bank."""

from kargah.people.models import PartnerBody, Post, Role, User
from kargah.registry import edits, loading
from kargah.registry.models import Programme

from .people import SINCE, an_hq_expert


def a_body(name="بانک توسعهٔ هنر", kind="bank"):
    return PartnerBody.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def a_partner_of(body=None, name="partner"):
    """Somebody who reads the lists of this body."""
    user, new = User.objects.get_or_create(
        username=name, defaults={"first_name": "نماینده", "last_name": "بانک", "password": "!"}
    )
    if new:
        Post.objects.create(holder=user, role=Role.PARTNER_BODY, body=body or a_body(), starts_on=SINCE)
    return user


def a_programme(code="bank_loan"):
    loading.load()
    return Programme.objects.get(code=code)


def a_referral_list(body=None, programme=None, **narrow):
    """Of everybody whose certificate is in force today."""
    return edits.make_list(programme or a_programme(), body or a_body(), by=an_hq_expert(), **narrow)
