"""The builder of cycles takes a short way; it must end where the engine ends."""

import pytest

from kargah.journal import book
from kargah.journal.models import Entry
from kargah.places.models import Province
from kargah.process.engine import perform
from kargah.process.invariants import violations
from tests import cast
from tests.cast.cycles import a_planned_cycle, with_quotas

pytestmark = pytest.mark.django_db


def _told(cycle):
    shares = cycle.shares.order_by("province")
    return {
        "version": cycle.version,
        "shares": [*shares.values_list("province", "state", "version", "allotted", "held", "spent")],
        "ledger": [
            [*share.entries.values_list("kind", "amount", "letter_number", "case", "by")] for share in shares
        ],
        "journal": [
            *book.about(cycle)
            .filter(move="set_quota")
            .values_list("move", "source", "target", "inputs", "words", "by", "case_id", "cause")
        ],
    }


def test_quotas_set_in_one_go_are_those_that_the_engine_sets_one_by_one():
    given = {province: place % 5 for place, province in enumerate(Province.objects.all())}
    by_the_engine = a_planned_cycle()
    for province, amount in given.items():
        by_the_engine = perform(
            "set_quota",
            by_the_engine,
            by=cast.an_hq_expert(),
            province=province,
            amount=amount,
            letter_number="۱۲",
        )
    in_one_go = with_quotas(a_planned_cycle(), given)

    assert _told(in_one_go) == _told(by_the_engine)
    assert len(_told(in_one_go)["journal"]) == len(given) == 31
    assert book.verify(book.entries()) == []
    assert Entry.objects.filter(subject_id=in_one_go.pk, move="set_quota").count() == 31
    assert violations() == {}
