"""The owner says what may be told of the workshop, and who speaks in the owner's place."""

import pytest
from django.urls import reverse

from kargah.applications import consents
from kargah.applications.models import Consent
from kargah.journal import book
from kargah.refusal import NotPermitted, Refused
from kargah.registry import referrals
from tests import cast

pytestmark = pytest.mark.django_db


def moves_of(workshop):
    return [entry.move for entry in book.about(workshop)]


def test_nothing_is_public_unasked_and_each_word_stays():
    workshop = cast.a_workshop()
    assert consents.given_by(workshop) == {"contact": False, "referral": True}
    consents.consent(workshop, by=workshop.owner, contact=True, referral=True)
    consents.consent(workshop, by=workshop.owner, contact=False, referral=True)
    workshop.refresh_from_db()

    assert not workshop.publishes_contact
    assert list(Consent.objects.values_list("purpose", "given")) == [("contact", True), ("contact", False)]
    assert moves_of(workshop) == ["edit:consent"] * 2


def test_whoever_does_not_want_it_stands_in_no_referral_list():
    certificate = cast.a_certificate()
    workshop, programme = certificate.workshop, cast.a_programme()
    consents.consent(workshop, by=workshop.owner, referral=False)
    assert referrals.holders(programme) == []
    consents.consent(workshop, by=workshop.owner, referral=True)
    assert referrals.holders(programme) == [certificate]


def test_a_representative_is_one_at_a_time_and_named_by_the_owner():
    workshop = cast.a_workshop()
    person = {"mobile": "09131112233", "relation": "فرزند"}
    consents.name_representative(workshop, by=workshop.owner, full_name="مهدی", **person)
    second = consents.name_representative(workshop, by=workshop.owner, full_name="مریم", **person)
    assert consents.representative(workshop) == second
    for stranger in (cast.an_applicant(), cast.an_expert_of(), cast.a_director()):
        with pytest.raises(NotPermitted):
            consents.end_representative(workshop, by=stranger)
    consents.end_representative(workshop, by=workshop.owner)
    assert consents.representative(workshop) is None
    with pytest.raises(Refused):
        consents.end_representative(workshop, by=workshop.owner)


def test_the_page_takes_both_and_the_office_reads_whom_to_call(client):
    case = cast.a_registered_case()
    workshop = case.workshop
    address = reverse("workshop-consent", args=[workshop.public_id])
    client.force_login(workshop.owner)
    client.post(address, {"what": "consent", "contact": "on"})
    client.post(
        address, {"what": "name", "full_name": "مهدی کاشانی", "mobile": "۰۹۱۳۱۱۱۲۲۳۳", "relation": "فرزند"}
    )
    assert consents.given_by(type(workshop).objects.get()) == {"contact": True, "referral": False}
    assert client.post(address, {"what": "name", "full_name": "", "mobile": "12"}).status_code == 422

    client.force_login(cast.an_expert_of())
    page = client.get(reverse("row", args=["workshop", workshop.public_id])).content.decode()
    assert "مهدی کاشانی" in page and "۰۹۱۳۱۱۱۲۲۳۳" in page
