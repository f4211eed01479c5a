"""More rows do not mean more questions to the database: every page of the offices, with a country behind it and with two."""

from collections import Counter

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kargah.people.models import OF_THE_COUNTRY
from kargah.people.rules import IN_THEIR_PROVINCE
from tests.journeys.sample import a_country_at_work

WHOLE_BOOK = "/hq/journal/verify/"  # reads every entry, five hundred at a time

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def asked_by(pages, clients):
    """By page how many questions it asks, none of them remembered from before."""
    numbers = {}
    for reader, address in pages:
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            answer = clients[reader].get(address)
        numbers[reader.first_name, address] = len(asked)
        assert answer.status_code == 200, address
    return numbers


def test_no_page_of_the_offices_asks_more_questions_when_there_are_more_rows():
    staff = {*OF_THE_COUNTRY, *IN_THEIR_PROVINCE}
    sample = a_country_at_work()
    pages = [
        (reader, address)
        for reader, _name, address, status in sample.pages
        if reader and status == 200 and address != WHOLE_BOOK and reader.posts.filter(role__in=staff).exists()
    ]
    clients = {reader: Client() for reader, _address in pages}
    for reader, client in clients.items():
        client.force_login(reader)
        session = client.session
        session.update(sample.sessions.get(reader, {}))
        session.save()
    asked_by(pages, clients)  # what is read once stays in the process
    few = asked_by(pages, clients)

    a_country_at_work()

    asked_by(pages, clients)  # letters that are shown are marked as read, once
    more = asked_by(pages, clients)
    grown = {page: (few[page], number) for page, number in more.items() if number > few[page]}
    assert not grown
    assert Counter(address.split("/")[1] for _reader, address in pages)["hq"] > 20
