"""A director orders many certificates at once; a job makes them, each once, whatever dies meanwhile."""

from datetime import timedelta

import pytest

from kargah import clock
from kargah.certificates.models import Certificate
from kargah.jobs import worker
from kargah.jobs.models import Job
from kargah.process import background, engine, invariants
from kargah.refusal import NotPermitted, Refused
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(db):
    return cast.an_agreed_list(lines=2)


def ordered(listed):
    director = cast.a_director()
    return background.order_issue(
        listed.cycle, listed.lines.order_by("pk"), by=director, signature=cast.issue_signed_by(director)
    )


def test_an_order_is_worked_through(listed):
    run = ordered(listed)
    assert not Certificate.objects.exists()
    clock.set_to(clock.now() + timedelta(hours=3))  # the worker was busy; the order was signed in time

    worker.drain()

    run.refresh_from_db()
    assert run.finished_at and run.refused == {}
    assert Certificate.objects.filter(state="valid", pdf__isnull=False).count() == 2
    job = Job.objects.get(name="issue_run")
    assert (job.state, job.progress_done, job.progress_total) == ("done", 2, 2)
    assert invariants.violations() == {}


def test_what_is_refused_stands_with_its_reason_and_stops_nobody(listed):
    first, second = listed.lines.order_by("pk")
    run = ordered(listed)
    engine.perform(
        "raise_mark", first.application, by=cast.an_hq_expert(), kind="conflict", reason="بررسی شود"
    )

    worker.drain()

    run.refresh_from_db()
    assert list(run.refused) == [str(first.pk)] and run.refused[str(first.pk)]
    assert Certificate.objects.get().list_line == second


def test_killed_in_the_middle_and_run_again_each_is_issued_once(listed, monkeypatch):
    run, issue, calls = ordered(listed), background._issue, []

    def dies_at_the_second(order, line):
        calls.append(line.pk)
        if len(calls) == 2:
            raise RuntimeError("killed")
        issue(order, line)

    monkeypatch.setattr(background, "_issue", dies_at_the_second)
    while len(calls) < 2:
        assert worker.run_next()
    assert Certificate.objects.count() == 1

    clock.set_to(clock.now() + timedelta(minutes=10))
    worker.drain()

    run.refresh_from_db()
    assert run.finished_at
    assert sorted(Certificate.objects.values_list("register_sequence", flat=True)) == [1, 2]


def test_only_a_signing_director_orders_and_only_lines_of_the_cycle(listed):
    expert, director = cast.an_hq_expert(), cast.a_director()
    with pytest.raises(NotPermitted):
        background.order_issue(
            listed.cycle, listed.lines.all(), by=expert, signature=cast.issue_signed_by(expert)
        )
    with pytest.raises(NotPermitted):
        background.order_issue(
            listed.cycle, listed.lines.all(), by=director, signature=cast.issue_signed_by(expert)
        )
    with pytest.raises(Refused):
        background.order_issue(listed.cycle, [], by=director, signature=cast.issue_signed_by(director))
