"""After the issue: suspended, restored, revoked, renewed, ended; and what the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from kargah import clock
from kargah.certificates import queries
from kargah.certificates.models import Certificate, CertificateAction, RegisterCounter
from kargah.process import invariants, proposals
from kargah.refusal import OutOfTurn, Refused
from tests import cast

pytestmark = pytest.mark.django_db


def test_two_persons_suspend_and_two_others_restore(certificate):
    suspended = cast.a_suspended(certificate)
    assert suspended.state == "suspended"

    restored = cast.a_restored(suspended)

    assert restored.state == "valid"
    assert [action.kind for action in restored.actions.all()] == ["suspended", "restored"]
    assert all(action.proposed_by_id != action.confirmed_by_id for action in restored.actions.all())
    assert invariants.violations() == {}


def test_who_suspended_does_not_restore(certificate):
    suspended = cast.a_suspended(certificate)

    with pytest.raises(Refused, match="suspended"):
        cast.a_restored(suspended, expert=cast.an_hq_expert())
    with pytest.raises(Refused, match="suspended"):
        cast.a_restored(suspended, director=cast.a_director())


def test_a_revoked_certificate_stays_revoked(certificate):
    revoked = cast.a_revoked(certificate)

    with pytest.raises(OutOfTurn):
        cast.a_restored(revoked)
    with pytest.raises(OutOfTurn):
        cast.a_suspended(revoked)


def test_a_certificate_is_revoked_after_its_end_too(certificate):
    clock.set_to(clock.end_of(certificate.valid_through) + timedelta(days=3))

    assert certificate.expired
    assert cast.a_revoked(certificate).state == "revoked"


def test_the_last_day_itself_is_valid(certificate):
    clock.set_to(clock.end_of(certificate.valid_through) - timedelta(minutes=1))
    assert not certificate.expired and certificate in queries.in_force()

    clock.set_to(clock.end_of(certificate.valid_through))
    assert certificate.expired and certificate not in queries.in_force()


@pytest.mark.parametrize("before", ["valid", "suspended"])
def test_a_renewal_supersedes_what_was_live(certificate, before):
    if before == "suspended":
        cast.a_suspended(certificate)
    clock.set_to(clock.now() + timedelta(days=300))

    renewal = cast.a_renewal(certificate)

    certificate.refresh_from_db()
    assert (certificate.state, renewal.state) == ("superseded", "valid")
    assert queries.renewal_of(certificate) == renewal
    assert invariants.violations() == {}


def test_striking_the_case_suspends_its_certificate_for_good(certificate):
    from kargah.process.engine import perform

    mark = perform(
        "raise_mark", certificate.application, by=cast.an_hq_expert(), kind="conflict", reason="خویشاوندی"
    )
    proposal = proposals.propose("strike", mark, by=cast.an_hq_expert(), reason="ثابت شد")
    proposals.confirm(proposal, by=cast.a_director())

    certificate.refresh_from_db()
    assert certificate.state == "suspended"
    assert certificate.actions.get().reason_class == "conflict"
    with pytest.raises(Refused, match="struck"):
        cast.a_restored(certificate)


# --- what the database refuses by itself -------------------------------------------------------------------
def refused(change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def test_what_a_certificate_says_does_not_change(certificate):
    row = Certificate.objects.filter(pk=certificate.pk)
    refused(lambda: row.update(grade="ممتازتر"))
    refused(lambda: row.update(facts={}))
    refused(lambda: row.update(valid_through=certificate.valid_through + timedelta(days=1)))
    refused(lambda: row.update(state="superseded"))  # without a version more
    refused(lambda: row.delete())


def test_a_second_certificate_is_not_slipped_in(certificate):
    other = cast.a_certificate(cast.an_agreed_line_to_issue())
    fields = {
        field.attname: getattr(other, field.attname)
        for field in Certificate._meta.fields
        if field.attname != "id"
    }
    fields |= {"public_id": "x" * 14, "code": "0" * 12, "register_sequence": other.register_sequence + 1}
    refused(lambda: Certificate.objects.create(**fields))


@pytest.mark.parametrize(
    "wrong", ["line not agreed", "number skipped", "issued by the reviewer", "other total"]
)
def test_a_certificate_without_its_chain_is_refused(line, wrong):
    if wrong == "line not agreed":
        line = cast.an_agreed_line(cast.a_sent_list().lines.get())
    case = line.application
    fields = {
        "list_line": line,
        "application": case,
        "workshop": case.workshop,
        "craft_group": case.craft_group,
        "province": case.province,
        "cycle": case.cycle,
        "guideline": case.cycle.guideline,
        "register_year": 1405,
        "register_sequence": 2 if wrong == "number skipped" else 1,
        "code": "0" * 12,
        "grade": line.placement.band,
        "total": line.placement.total + (wrong == "other total"),
        "facts": {},
        "issued_by": line.line.judged_by if wrong == "issued by the reviewer" else cast.a_director(),
        "valid_through": clock.today(),
    }
    refused(lambda: Certificate.objects.create(**fields))


def test_what_befell_a_certificate_and_the_register_are_written_for_good(certificate):
    cast.a_suspended(certificate)

    refused(lambda: CertificateAction.objects.update(reason="دیگر"))
    refused(lambda: CertificateAction.objects.all().delete())
    refused(lambda: RegisterCounter.objects.update(last=7))
    refused(lambda: RegisterCounter.objects.all().delete())
