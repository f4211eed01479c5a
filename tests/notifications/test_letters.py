"""Letters are written with the move and reach those whom they concern, once."""

import json
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import translation

from kargah.jobs.models import Job
from kargah.notifications import letters, post
from kargah.notifications.letters import Template
from kargah.notifications.models import Letter
from kargah.people.models import Post, Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara():
    return User.objects.create_user(mobile="09121234567", first_name="سارا", last_name="کریمی")


def a_case(owner, **more):
    return SimpleNamespace(
        public_id="abc",
        owner_id=owner.pk,
        tracking_code="1405123",
        case_ids=lambda: [7],
        **more,
    )


def sent(outbox):
    return [json.loads(line) for line in outbox.read_text().splitlines()] if outbox.exists() else []


def test_a_letter_is_kept_and_sent_once(sara, an_outbox_of_its_own):
    (letter,) = letters.request_registered(a_case(sara))
    assert (letter.to, letter.case_id, letter.address) == (sara, 7, "09121234567")
    assert sent(an_outbox_of_its_own) == []
    job = Job.objects.get(name="deliver_letter")
    for _turn in range(2):
        post.deliver_letter(job, **job.args)
    (message,) = sent(an_outbox_of_its_own)
    assert (message["mobile"], message["text"], message["to"]) == ("09121234567", letter.body, "سارا کریمی")
    letter.refresh_from_db()
    assert letter.sent_at is not None


def test_a_letter_of_a_move_that_fails_is_never_sent(sara):
    with pytest.raises(RuntimeError), transaction.atomic():
        letters.request_registered(a_case(sara))
        raise RuntimeError("the move failed after its letter")
    assert not Letter.objects.exists()
    assert not Job.objects.exists()


def test_a_refusing_gateway_is_remembered_and_tried_again(sara, an_outbox_of_its_own, monkeypatch):
    (letter,) = letters.request_registered(a_case(sara))

    def refuse(self, mobile, text, **more):
        raise OSError("no credit")

    with monkeypatch.context() as broken:
        broken.setattr(post.OutboxGateway, "send", refuse)
        with pytest.raises(OSError, match="no credit"):
            post.deliver(letter)
    letter.refresh_from_db()
    assert (letter.failed, letter.sent_at) == ("no credit", None)
    post.deliver(letter)
    letter.refresh_from_db()
    assert letter.failed == ""
    assert len(sent(an_outbox_of_its_own)) == 1


def test_another_gateway_is_named_by_the_settings(settings):
    settings.SMS_GATEWAY = "tests.notifications.test_letters.CountingGateway"
    assert type(post.gateway()).__name__ == "CountingGateway"


class CountingGateway:
    def send(self, mobile, text, **more):
        pass


def test_a_colleague_without_a_mobile_reads_it_in_the_inbox(person_in_yazd):
    expert, province = person_in_yazd
    (letter,) = letters.request_withdrawn(SimpleNamespace(province_id=province.pk))
    assert letter.to == expert
    assert not Job.objects.exists()
    assert (list(post.inbox(expert)), post.unread(expert)) == ([letter], 1)
    post.mark_read([letter])
    assert post.unread(expert) == 0


@pytest.fixture
def person_in_yazd(db):
    from kargah.places.models import Province

    yazd, fars = (Province.objects.get(numeric_code=code) for code in ("21", "07"))
    expert, other, gone = (User.objects.create_user(username=name) for name in ("expert", "other", "gone"))
    for holder, where, ends in ((expert, yazd, None), (other, fars, None), (gone, yazd, date(2021, 1, 1))):
        Post.objects.create(
            holder=holder,
            role=Role.PROVINCIAL_EXPERT,
            province=where,
            starts_on=date(2020, 1, 1),
            ends_on=ends,
        )
    return expert, yazd


def test_days_and_digits_come_in_the_readers_language(sara):
    letter = Template("proof", letters.owner, "%(code)s until %(day)s")
    words = {"code": "1405123", "day": date(2026, 12, 6)}
    assert letter.written_for(sara, words) == "۱۴۰۵۱۲۳ until ۱۵ آذر ۱۴۰۵"
    sara.language = "en"
    assert "1405123 until 15" in letter.written_for(sara, words)


def test_a_code_with_letters_keeps_its_digits_in_a_persian_letter(sara):
    letter = Template("proof of a code", letters.owner, "%(code)s, %(count)s")
    assert letter.written_for(sara, {"code": "M4E4D4TARF", "count": "12 of 30"}) == "M4E4D4TARF, ۱۲ of ۳۰"


def test_a_missing_word_does_not_stop_a_move(sara):
    (letter,) = letters.request_registered(SimpleNamespace(owner_id=sara.pk))
    assert "–" in letter.body
    assert letter.case_id is None


def test_closed_accounts_get_no_letters(sara):
    User.objects.filter(pk=sara.pk).update(is_active=False)
    assert letters.request_registered(a_case(sara)) == []


def test_no_two_letters_have_one_name():
    assert all(template.name == name for name, template in letters.ALL.items())
    with pytest.raises(ValueError, match="request_registered"):
        letters.tell("request_registered", letters.owner, "again")


def test_a_torn_line_does_not_hide_the_other_messages(an_outbox_of_its_own):
    post.OutboxGateway().send("09121234567", "یک")
    with an_outbox_of_its_own.open("a") as file:
        file.write('{"at": "2026-\n')
    post.OutboxGateway().send("09121234567", "دو")
    assert [message["text"] for message in post.last_messages()] == ["دو", "یک"]
    assert [message["text"] for message in post.last_messages(1)] == ["دو"]


def test_persian_messages_fit_in_one_part():
    import re
    from pathlib import Path

    import polib

    import kargah

    parts = Path(kargah.__file__).parent / "locale" / "fa" / "parts"
    entries = [entry for part in sorted(parts.glob("*.po")) for entry in polib.pofile(str(part))]
    persian = {entry.msgid: entry.msgstr for entry in entries}
    with translation.override("en"):
        texts = {str(template.text) for template in letters.ALL.values()}
    assert texts
    lengths = {text: len(re.sub(r"%\(\w+\)s", "x" * 13, persian[text])) for text in texts}
    assert {text: length for text, length in lengths.items() if length > 70} == {}
