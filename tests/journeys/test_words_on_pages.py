"""The words of every page in both languages: Persian is Persian and written well, English leaves nothing untranslated."""

import json
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.test import Client
from django.utils import translation

from kargah.people.models import User
from kargah.process.flowchart import SHAPES
from tests.journeys.sample import OF_THE_HOUSE, a_country_at_work
from tests.words import A_RUN, PERSIAN, Words, faults

pytestmark = pytest.mark.slow
LATIN = re.compile("[A-Za-z]")
CRITERION = re.compile(r"^[A-Z]\d{1,2} ")  # an option holds no mark-up: the code stands there before the name


@pytest.fixture(scope="module")
def read(django_db_setup, django_db_blocker):
    """{language: [(where, language of the words, words)]} of all pages, and the Persian that people entered."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole._from_testcase = True  # what must be outermost in a request may stand inside of a test
        with whole:
            sample = a_country_at_work()
            with translation.override("fa"):  # the last page leaves its language behind
                found = {language: list(_pages_in(language, sample)) for language in ("fa", "en")}
            found["entered"] = _entered()
            yield found
            transaction.set_rollback(True)


def _pages_in(language, sample):
    client = Client()
    for reader, name, address, _status in sample.pages:
        if name in OF_THE_HOUSE:
            continue
        client.cookies.clear()
        if reader:
            client.force_login(reader)
            session = client.session
            session.update(sample.sessions.get(reader, {}))
            session.save()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        answer = client.get(address)
        if answer.get("Content-Type", "").startswith("text/html"):
            for spoken, words in Words(answer.content.decode()).texts:
                yield f"{name} {address}", spoken, CRITERION.sub("", words)


def _entered() -> str:
    """Every Persian word of the database, of the office's name, of the chart and of the law's tables, in one text."""
    tables = (settings.HOUSE / "guideline" / "data" / "workbook-1.json").read_text("utf-8")
    chart = [box.words for shape in SHAPES for box in shape.boxes]
    held = [tables, *chart, *settings.OFFICE.values(), *(person.full_name for person in User.objects.all())]
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, (models.CharField, models.TextField, models.JSONField)):
                values = model._base_manager.values_list(field.attname, flat=True).distinct()
                held += (json.dumps(value, ensure_ascii=False) for value in values if value)
    return "\n".join(words for words in held if PERSIAN.search(words))


def told(found) -> list[str]:
    """Each fault once, with the first page on which it stands."""
    once = {}
    for where, what in found:
        once.setdefault(what, where)
    return [f"{where}: {what}" for what, where in once.items()]


def test_persian_pages_are_written_well(read):
    wrong = told(
        (where, f"{words!r}: {fault}")
        for where, spoken, words in read["fa"]
        if spoken == "fa"
        for fault in faults(words)
    )
    assert not wrong


def test_persian_pages_hold_no_english_outside_of_english(read):
    assert not told(
        (where, repr(words)) for where, spoken, words in read["fa"] if spoken == "fa" and LATIN.search(words)
    )


def test_english_pages_hold_no_persian_but_what_was_entered(read):
    """Names, reasons and the guideline's words are as somebody wrote them; the chart's own words are marked."""
    entered = read["entered"]
    left = told(
        (where, repr(run))
        for where, spoken, words in read["en"]
        if spoken == "en"
        for run in A_RUN.findall(words)
        if run not in entered
    )
    assert not left
