"""The inbox: the newest first, turned by a letter, and what was shown counts as read."""

from datetime import timedelta

import pytest

from kargah import clock
from kargah.notifications.models import Letter
from tests import cast

pytestmark = pytest.mark.django_db
NOW = clock.now()


@pytest.fixture
def reader(client):
    person = cast.an_applicant()
    client.force_login(person)
    return person


def letters_to(person, number):
    """The newest first; two and two were written in the same moment."""
    kept = [
        Letter.objects.create(to=person, name="x", body=f"{at}", created_at=NOW + timedelta(minutes=at // 2))
        for at in range(number)
    ]
    return kept[::-1]


def listed(client, address):
    return client.get(address).context["listed"]


def test_a_letter_that_comes_meanwhile_moves_no_other_to_the_next_page(client, reader):
    kept = letters_to(reader, 45)
    first = listed(client, "/letters/")

    Letter.objects.create(to=reader, name="x", body="late", created_at=NOW + timedelta(days=1))
    second = listed(client, first.next)
    third = listed(client, second.next)

    assert first.rows + second.rows + third.rows == kept
    assert listed(client, third.previous).rows == second.rows
    assert (first.previous, third.next) == ("", "")


def test_reading_the_first_page_of_what_is_new_skips_nothing_of_the_second(client, reader):
    kept = letters_to(reader, 25)
    first = listed(client, "/letters/?new=1")

    second = listed(client, first.next)

    assert first.rows + second.rows == kept
    assert not Letter.objects.filter(read_at=None).exists()


def test_the_key_of_a_letter_stands_in_no_address_and_leads_to_no_letter_of_others(client, reader):
    theirs = letters_to(cast.an_applicant(), 1)[0]
    kept = letters_to(reader, 21)
    first = listed(client, "/letters/")

    assert str(kept[19].pk) not in first.next.split("=")
    assert listed(client, f"/letters/?after={theirs.pk}").rows == first.rows
    assert "after=" in first.next
