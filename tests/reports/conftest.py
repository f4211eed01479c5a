"""One story per file, built once: three confirmed cases of a province, one visited only, one half judged."""

from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import translation

from kargah.applications.models import ConditionDecision
from kargah.inspections.models import Inspection
from kargah.process.engine import perform
from tests import cast


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Keys of the story's rows. Each test works on it in a savepoint of its own."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        try:
            yield _build()
        finally:
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)


def _build():
    cycle = cast.an_open_cycle(quota=5)
    cases = [_half_judged(cycle), *(cast.an_eligible_case(cycle) for _ in range(4))]
    cases = [cast.selected(case) for case in cases]
    half = cast.a_confirmed_inspection(cases[0])
    ready = [
        cast.a_confirmed_inspection(case, level=level)
        for case, level in zip(cases[1:4], (3, 2, 4), strict=True)
    ]
    visited = cast.a_finished_visit(cases[4])
    return SimpleNamespace(cycle=cycle, ready=[one.pk for one in ready], visited=visited.pk, half=half.pk)


def _half_judged(cycle):
    """The expert has not said anything of the production volume yet."""
    case = cast.a_registered_case(cycle)
    expert = cast.an_expert_of(case.province)
    ConditionDecision.objects.create(application=case, condition=2, part="expert", outcome="met", by=expert)
    return perform("screen_in", case, by=expert)


@pytest.fixture
def ready(built, db):
    return list(Inspection.objects.filter(pk__in=built.ready).order_by("pk"))


@pytest.fixture
def visited(built, db):
    return Inspection.objects.get(pk=built.visited)


@pytest.fixture
def half_judged(built, db):
    return Inspection.objects.get(pk=built.half)


@pytest.fixture
def expert(built, db):
    return cast.an_expert_of()


@pytest.fixture
def deputy(built, db):
    return cast.a_deputy_of()


@pytest.fixture
def reviewer(built, db):
    return cast.an_hq_expert()


@pytest.fixture
def draft(ready):
    return cast.a_drafted_report(inspections=ready)


@pytest.fixture
def compiled(draft):
    return cast.a_compiled_report(draft)


@pytest.fixture
def sent(compiled):
    return cast.a_sent_report(compiled)
