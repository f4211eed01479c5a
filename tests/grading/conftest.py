"""One story per file, built once: an approved report of four workshops, two of equal points, one below the pass mark."""

import pytest
from django.db import transaction
from django.utils import translation

from kargah.cycles.models import Cycle
from tests import cast


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The key of the cycle. Each test works on it in a savepoint of its own."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        try:
            yield cast.an_approved_report(
                cycle=cast.an_open_cycle(quota=8), lines=4, levels=(4, 3, 3, 1)
            ).cycle_id
        finally:
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)


@pytest.fixture
def cycle(built, db):
    return Cycle.objects.get(pk=built)


@pytest.fixture
def ranking(cycle):
    return cast.a_settled_ranking(cycle)


@pytest.fixture
def sent(ranking):
    """Three workshops qualify and stand on it."""
    return cast.a_sent_list(ranking=ranking)


@pytest.fixture
def lines(sent):
    return list(sent.lines.order_by("placement__national_rank", "pk"))


@pytest.fixture
def capped(monkeypatch):
    """Cap the certificates of every cycle: `capped(national=1)` or `capped(by_province={"21": 1})`."""
    from dataclasses import replace

    from kargah.guideline.limits import limits

    def cap(*, national=None, by_province=None):
        def capped_limits(cycle):
            return replace(
                limits(cycle.parameters), national_places=national, places_by_province=by_province or {}
            )

        monkeypatch.setattr(Cycle, "limits", property(capped_limits))

    return cap


@pytest.fixture
def expert(built, db):
    return cast.an_expert_of()


@pytest.fixture
def deputy(built, db):
    return cast.a_deputy_of()


@pytest.fixture
def hq(built, db):
    return cast.an_hq_expert()


@pytest.fixture
def director(built, db):
    return cast.a_director()
