"""Holders are introduced to a body: who stands in a list, what is frozen, who reads it, what comes of it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from kargah import clock
from kargah.certificates.models import Certificate
from kargah.journal.models import Entry
from kargah.refusal import NotPermitted, Refused
from kargah.registry import edits, loading, referrals
from kargah.registry.models import Programme, ReferralList, ReferralRow
from tests import cast

pytestmark = pytest.mark.django_db


def certificates():
    return list(Certificate.objects.order_by("-total", "pk"))


def test_programmes_are_entered_once_and_keep_what_headquarters_changed():
    assert loading.load() == 6
    Programme.objects.filter(code="insurance").update(order=["first_licensed_on"])
    assert loading.load() == 0
    assert Programme.objects.get(code="insurance").order == ["first_licensed_on"]


def test_a_list_holds_whoever_has_a_certificate_in_force_in_the_declared_order():
    lines = list(cast.an_agreed_list(lines=3).lines.all())
    for line in lines:
        cast.an_issued(line)
    fallen = certificates()[1]
    cast.a_suspended(fallen)

    made = cast.a_referral_list()

    assert [row.certificate for row in made.rows.all()] == [one for one in certificates() if one != fallen]
    assert [row.place for row in made.rows.all()] == [1, 2]
    assert made.number.endswith("/001")


def test_the_rule_of_the_programme_orders_and_the_register_number_settles():
    first, second = cast.an_agreed_list(lines=2).lines.all()
    early = cast.an_issued(second)
    with clock.stopped_at(clock.now() + timedelta(days=3)):
        late = cast.an_issued(first)
    programme = cast.a_programme()
    programme.order = ["issued_at"]
    programme.save()

    assert referrals.holders(programme) == [early, late]


def test_a_list_is_narrowed_to_a_province():
    certificate = cast.a_certificate()
    programme = cast.a_programme()
    assert referrals.holders(programme, province=certificate.province) == [certificate]
    assert referrals.holders(programme, province=cast.a_province("فارس")) == []
    with pytest.raises(Refused):
        cast.a_referral_list(province=cast.a_province("فارس"))


def test_what_was_given_stays_whatever_becomes_of_the_workshop():
    certificate = cast.a_certificate()
    made = cast.a_referral_list()
    workshop = certificate.workshop
    name, workshop.name = workshop.name, "نام تازه"
    workshop.save()

    row = made.rows.get()
    assert row.cells["workshop"] == name
    assert made.content_hash == referrals.content_hash(made, referrals.rows_of(made))
    for table in (ReferralList, ReferralRow):
        with pytest.raises(DatabaseError), transaction.atomic():
            table.objects.update(created_at=clock.now())


def test_the_national_id_is_told_and_never_frozen():
    certificate = cast.a_certificate()
    row = cast.a_referral_list().rows.get()
    number = certificate.application.applicant.national_id
    assert number not in str(row.cells)
    assert referrals.told_of(row, "national_id") == number


def test_each_holder_is_told_to_whom_they_were_introduced():
    certificate = cast.a_certificate()
    made = cast.a_referral_list()
    letter = certificate.application.applicant.letters.get(name="introduced")
    assert str(made.body) in letter.body
    assert letter.case_id == certificate.application_id


def test_numbers_count_within_the_year():
    cast.a_certificate()
    assert [cast.a_referral_list().sequence for _turn in range(3)] == [1, 2, 3]


def test_a_programme_has_its_kind_of_body_and_headquarters_makes_the_list():
    cast.a_certificate()
    insurer = cast.a_body("صندوق بیمه", "insurer")
    with pytest.raises(Refused):
        cast.a_referral_list(body=insurer)
    with pytest.raises(NotPermitted):
        edits.make_list(cast.a_programme(), cast.a_body(), by=cast.an_expert_of())
    with pytest.raises(NotPermitted):
        edits.make_list(cast.a_programme(), cast.a_body(), by=cast.an_auditor())


# --- who reads, and what comes of it ----------------------------------------------------------------------
def test_a_body_reads_its_own_lists_and_no_others():
    cast.a_certificate()
    made = cast.a_referral_list()
    reader = cast.a_partner_of(made.body)
    other = cast.a_partner_of(cast.a_body("بانک دیگر"), name="other-partner")

    assert list(referrals.lists(reader)) == [made]
    assert list(referrals.lists(other)) == [] and list(referrals.changed(other)) == []
    assert referrals.row(other, made.rows.get().public_id) is None
    assert list(referrals.lists(cast.an_auditor())) == [made]
    assert list(referrals.lists(cast.an_expert_of())) == []


def test_the_body_answers_row_by_row_and_the_newest_answer_counts():
    cast.a_certificate()
    made = cast.a_referral_list()
    partner, row = cast.a_partner_of(made.body), made.rows.get()
    edits.answer(row, by=partner, result="accepted")
    edits.answer(row, by=partner, result="used", note="وام پرداخت شد")

    assert referrals.rows_of(made).get().result == "used"
    assert (referrals.lists(partner).get().answered, row.answers.count()) == (1, 2)
    moves = [entry.move for entry in Entry.objects.filter(subject_kind="registry.referralrow")]
    assert moves == ["edit:answer_referral"] * 2
    with pytest.raises(NotPermitted):
        edits.answer(row, by=cast.a_director(), result="refused")


def test_whoever_lost_the_certificate_since_shows_as_a_change():
    certificate = cast.a_certificate()
    made = cast.a_referral_list()
    partner = cast.a_partner_of(made.body)
    assert list(referrals.changed(partner)) == []

    cast.a_revoked(certificate)

    assert [row.certificate for row in referrals.changed(partner)] == [certificate]


def test_a_certificate_that_ended_shows_as_a_change():
    certificate = cast.a_certificate()
    partner = cast.a_partner_of(cast.a_referral_list().body)
    with clock.stopped_at(clock.end_of(certificate.valid_through) + timedelta(hours=1)):
        assert [row.certificate for row in referrals.changed(partner)] == [certificate]
