"""Cycles, planned and announced through the engine."""

from datetime import timedelta
from itertools import count

from django.db import connection, transaction

from kargah import clock, rows
from kargah.cycles.models import Cycle, QuotaEntry, Share
from kargah.guideline.loading import load as load_guideline
from kargah.guideline.queries import in_force
from kargah.inputs import digest
from kargah.journal import book
from kargah.journal.models import Entry, Head
from kargah.persian.letters import fa
from kargah.places.loading import load as load_places
from kargah.places.models import Province
from kargah.process.engine import perform

from .people import a_director, an_hq_expert

_numbers = count(1)


def the_ground():
    """Places and guideline 1, where the test's database has none yet."""
    if not Province.objects.exists():
        load_places()
    if in_force() is None:
        load_guideline()


def a_planned_cycle(title=None, year=1405, requests_close_on=None, guideline=None):
    the_ground()
    return perform(
        "plan_cycle",
        guideline or in_force(),
        by=an_hq_expert(),
        title=title or f"دوره آزمایشی {fa(next(_numbers))}",
        year=year,
        requests_close_on=requests_close_on or clock.today() + timedelta(days=60),
    )


def an_open_cycle(quota=3, provinces=None, **planned):
    """Announced. `quota` for each of `provinces` (all when left out), or {province: places}; the others get zero."""
    cycle = a_planned_cycle(**planned)
    given = quota if isinstance(quota, dict) else dict.fromkeys(provinces or Province.objects.all(), quota)
    cycle = with_quotas(cycle, {province: given.get(province, 0) for province in Province.objects.all()})
    return perform("announce_quotas", cycle, by=a_director())


def with_quotas(cycle, given):
    """A planned cycle after a `set_quota` for each of `given`: {province: places}, every province for the first time.

    One province goes through the engine, the others take what it wrote with their own numbers, in a few statements
    instead of a thousand. `tests/process/test_cast.py` holds the result against a cycle that went the whole way.
    """
    expert, number = an_hq_expert(), "۱۲"
    (province, amount), *others = given.items()
    cycle = perform("set_quota", cycle, by=expert, province=province, amount=amount, letter_number=number)
    with transaction.atomic():
        shares = {share.province_id: share for share in cycle.shares.all()}
        first = shares[province.pk].entries.get()
        QuotaEntry.objects.bulk_create(
            QuotaEntry(
                share=shares[one.pk],
                kind=first.kind,
                amount=places,
                by=expert,
                letter_number=first.letter_number,
            )
            for one, places in others
        )
        _written_like_the_last(
            [
                digest({"province": one, "amount": places, "letter_number": first.letter_number})
                for one, places in others
            ]
        )
        one_further = f"UPDATE {Cycle._meta.db_table} SET version = version + 1 WHERE id = %s"
        with connection.cursor() as cursor:
            for _ in others:
                cursor.execute(one_further, [cycle.pk])
    cycle.refresh_from_db()
    return cycle


def _written_like_the_last(inputs):
    """One more entry of the journal for each of `inputs`, otherwise like the last one."""
    head = Head.objects.select_for_update().get()
    last = Entry.objects.get(seq=head.seq)
    for told in inputs:
        entry = Entry(
            seq=head.seq + 1,
            at=last.at,
            by_id=last.by_id,
            move=last.move,
            subject_kind=last.subject_kind,
            subject_id=last.subject_id,
            source=last.source,
            target=last.target,
            inputs=told,
            prev=head.hash,
        )
        entry.hash = book.entry_hash(entry, ())
        rows.insert(entry)
        rows.change(head, {}, seq=entry.seq, hash=entry.hash)


def the_share(cycle, province):
    return Share.objects.get(cycle=cycle, province=province)
