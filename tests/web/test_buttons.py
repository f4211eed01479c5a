"""What a page offers can be done, and where all steps of a row stand, none that can be done is missing.

Every page of the sample is opened by everybody of its office. A button or link that leads to a move is asked of the engine:
may this reader, does the row stand where the move begins, and is there a rule that says no already?
"""

import re
from html import unescape

import pytest
from django.test import Client

from kargah.people.models import OF_THE_COUNTRY, Role, User
from kargah.people.rules import IN_THEIR_PROVINCE
from kargah.process import engine, scope
from kargah.process.flowchart import MOVES
from kargah.refusal import Refused
from kargah.web.case.steps import subjects_of
from tests.journeys.sample import a_country_at_work

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ONE = re.compile(r'(?:href|action)="/move/(\w+)/([\w.]+)/(\w+)/')
MANY = re.compile(r'<form[^>]*action="/moves/(\w+)/[^"]*"[^>]*>(.*?)</form>', re.DOTALL)
SUBJECT = re.compile(r'name="subject" value="(\w+)"')


@pytest.fixture(scope="module")
def looks(django_db_setup, django_db_blocker):
    """(reader, name of the address, address, what stands on the page): each page seen by everybody of its office."""
    from django.db import transaction

    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole._from_testcase = True
        with whole:
            yield list(_looks())
            transaction.set_rollback(True)


def _looks():
    sample = a_country_at_work()
    here = User.objects.filter(posts__role__in=IN_THEIR_PROVINCE, posts__province__name="یزد").distinct()
    country = User.objects.filter(posts__role__in=OF_THE_COUNTRY).distinct()
    clients = {}
    for reader, name, address, status in sample.pages:
        if reader is None or status != 200 or name == "move":
            continue
        readers = {reader}
        if reader in here:
            readers |= set(here)
        if reader in country:
            readers |= set(country)
        for one in readers:
            if one not in clients:
                clients[one] = Client()
                clients[one].force_login(one)
                session = clients[one].session
                session.update(sample.sessions.get(one, {}))
                session.save()
            answer = clients[one].get(address)
            if answer.status_code == 200:
                yield one, name, address, unescape(answer.content.decode())


def offered(page):
    """(move, kind of row or None, public name) of every button and link that leads to a move."""
    yield from ONE.findall(page)
    for name, form in MANY.findall(page):
        for subject in SUBJECT.findall(form):
            yield name, MOVES[name].subject._meta.model_name, subject


def refusal(reader, name, kind, public_id):
    """Why the move would be refused; "" when it would not."""
    move = MOVES[name]
    subject = scope.one(move.subject, reader, public_id)
    if subject is None or move.subject._meta.model_name != kind.split(".")[-1]:
        return "the reader may not see the row"
    try:
        engine.permit(move, subject, by=reader)
        engine.stands_where_it_begins(move, subject)
    except Refused as refused:
        return str(refused)
    return str(engine.obstacle(move, subject, by=reader) or "")


def test_no_page_offers_a_step_that_would_be_refused(looks):
    wrong, seen = set(), 0
    for reader, page_name, _address, page in looks:
        for name, kind, public_id in set(offered(page)):
            seen += 1
            if said := refusal(reader, name, kind, public_id):
                roles = "/".join(sorted({post.role for post in reader.posts.all()}))
                wrong.add(f"{page_name} ({roles}): {name} on {kind}: {said}")
    assert not wrong, "\n".join(sorted(wrong))
    assert seen > 150


def test_the_page_of_a_row_hides_no_step_that_would_be_taken(looks):
    hidden, seen = set(), 0
    for reader, page_name, address, page in looks:
        if page_name == "case":
            case = scope.one(scope.KINDS["application"], reader, address.split("/")[-2])
            subjects = subjects_of(case, reader)
        elif page_name == "row":
            kind, public_id = address.split("/")[-3:-1]
            subjects = [scope.one(scope.KINDS[kind], reader, public_id)]
        else:
            continue
        there = {(name, public_id) for name, _kind, public_id in offered(page)}
        for subject in subjects:
            for move in engine.open_moves(subject, by=reader):
                seen += 1
                kind = subject._meta.model_name
                if refusal(reader, move.name, kind, subject.public_id):
                    continue
                if (move.name, subject.public_id) not in there:
                    hidden.add(f"{page_name}: {move.name} on {kind}")
    assert not hidden, "\n".join(sorted(hidden))
    assert seen > 20


# Where an office works on one row, each step that is this office's own on that row has its button.
OWN = {
    "province:request": ("application", {"screen_in", "decline", "ask_completion"}),
    "province:visit": ("inspection", {"reassign"}),
    "province:report": ("report", {"compile_report", "send_report", "send_back", "supplement_report"}),
    "province:list": ("candidatelist", {"give_opinion", "name_omission", "send_back_opinion"}),
    "headquarters:report": ("report", {"approve_report", "return_report"}),
    "headquarters:line": ("reportline", {"approve_line", "exclude_line", "postpone_line", "return_line"}),
    "headquarters:ranking": ("ranking", {"settle_ranking"}),
    "headquarters:list": ("candidatelist", {"send_list", "remind_opinion", "revise_list", "close_list"}),
    "headquarters:guideline": ("guideline", {"publish_guideline"}),
}


def test_where_an_office_works_its_own_steps_are_not_hidden(looks):
    hidden, seen = set(), set()
    for reader, page_name, address, page in looks:
        if page_name not in OWN:
            continue
        kind, names = OWN[page_name]
        public_id = address.split("?")[0].split("/")[-2]
        there = {name for name, _kind, row in offered(page) if row == public_id}
        for name in names:
            if not refusal(reader, name, kind, public_id):
                seen.add((page_name, name))
                if name not in there:
                    hidden.add(f"{page_name} ({reader.username}): {name}")
    assert not hidden, "\n".join(sorted(hidden))
    assert len(seen) > 8


def test_an_auditor_is_offered_nothing(looks):
    offers = {
        (page_name, name)
        for reader, page_name, _address, page in looks
        if reader.posts.filter(role=Role.AUDITOR).exists()
        for name, _kind, _row in offered(page)
    }
    assert not offers
