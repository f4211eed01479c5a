"""A national id is never at rest in the clear."""

import pytest
from cryptography.exceptions import InvalidTag
from django.db import IntegrityError, connection, transaction

from kargah.people import crypto
from kargah.people.edits import introduce_oneself
from kargah.people.models import User
from kargah.people.throttle import TooMany
from kargah.refusal import Refused

ID, OTHER = "0012345679", "1234567891"
pytestmark = pytest.mark.django_db


def test_it_is_read_back_and_found_through_its_index():
    user = User.objects.create_user(mobile="09121234567", national_id=ID)
    kept = User.objects.get(pk=user.pk)
    assert kept.national_id == ID
    assert User.objects.with_national_id(ID) == user
    assert User.objects.with_national_id(OTHER) is None
    assert User(mobile="09121234568").national_id == ""


def test_the_database_holds_no_digit_of_it_in_a_row():
    user = User.objects.create_user(mobile="09121234567", national_id=ID)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_user WHERE id = %s", [user.pk])
        row = b"|".join(
            bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
            for value in cursor.fetchone()
        )
    assert b"09121234567" in row  # the search finds what is there
    assert ID.encode() not in row


@pytest.mark.sqlite  # reads the database's file
def test_the_database_file_holds_it_nowhere():
    User.objects.create_user(mobile="09121234567", national_id=ID)
    content = connection.connection.serialize()
    assert b"09121234567" in content
    assert ID.encode() not in content


def test_the_same_id_is_sealed_differently_each_time_under_the_numbered_key():
    first, second = (crypto.encrypt(ID, bound_to="a") for _turn in range(2))
    assert first != second
    assert first[0] == second[0] == crypto.CURRENT_KEY


def test_a_cipher_moved_to_another_row_does_not_open():
    one = User.objects.create_user(mobile="09121234567", national_id=ID)
    two = User.objects.create_user(mobile="09121234568")
    two.national_id_cipher = one.national_id_cipher
    with pytest.raises(InvalidTag):
        _ = two.national_id


def test_an_old_key_still_opens_what_it_sealed(settings, monkeypatch):
    sealed = crypto.encrypt(ID, bound_to="a")
    settings.OLD_CIPHER_KEYS = {1: settings.CIPHER_KEY}
    settings.CIPHER_KEY = "another secret"
    monkeypatch.setattr(crypto, "CURRENT_KEY", 2)
    assert crypto.decrypt(sealed, bound_to="a") == ID
    assert crypto.encrypt(ID, bound_to="a")[0] == 2


def test_two_people_do_not_share_one():
    User.objects.create_user(mobile="09121234567", national_id=ID)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(mobile="09121234568", national_id=ID)


def test_a_person_says_it_once_and_a_taken_one_is_answered_like_a_second_one():
    User.objects.create_user(mobile="09121234567", national_id=ID)
    sara = User.objects.create_user(mobile="09121234568")
    said = {"first_name": "سارا", "last_name": "کریمی", "language": "fa"}
    with pytest.raises(Refused) as taken:
        introduce_oneself(sara, **said, national_id=ID)
    introduce_oneself(sara, **said, national_id=OTHER)
    with pytest.raises(Refused) as second:
        introduce_oneself(sara, **said, national_id="0499370899")
    assert str(taken.value) == str(second.value)
    sara.refresh_from_db()
    assert (sara.full_name, sara.national_id) == ("سارا کریمی", OTHER)


def test_ids_cannot_be_tried_one_after_the_other():
    User.objects.create_user(mobile="09121234567", national_id=ID)
    curious = User.objects.create_user(mobile="09121234568")
    said = {"first_name": "الف", "last_name": "ب", "language": "fa", "national_id": ID}
    for _turn in range(5):
        with pytest.raises(Refused):
            introduce_oneself(curious, **said)
    with pytest.raises(TooMany):
        introduce_oneself(curious, **said)
