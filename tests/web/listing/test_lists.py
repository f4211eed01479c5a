"""The lists of the offices: narrowed, ordered, turned by a row, and given as a workbook."""

from dataclasses import replace
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from kargah import clock
from kargah.applications.models import Application
from kargah.journal.models import Entry
from kargah.paper.workbook import read
from kargah.process.engine import perform
from kargah.web.headquarters.views import requests as views
from kargah.web.listing.listing import COUNTED
from kargah.web.listing.words import opened, sealed
from tests import cast

pytestmark = pytest.mark.django_db
ALL, HERE = "/hq/requests/", "/province/requests/"


@pytest.fixture
def cycle():
    return cast.an_open_cycle(quota=3)


@pytest.fixture
def headquarters(client, cycle):
    client.force_login(cast.an_hq_expert())
    return client


def listed(client, address, **asked):
    return client.get(address, asked).context["listed"]


def test_words_that_were_typed_stand_sealed_in_the_address(headquarters, cycle):
    case = cast.a_registered_case(cycle)
    cast.a_registered_case(cycle)
    name = case.tracking_code

    answer = headquarters.post("/seek/", {"to": f"{ALL}?before=x", "q": f" {name} ", "state": "registered"})

    assert answer.status_code == 302
    assert (
        answer.url.startswith(f"{ALL}?") and "state=registered" in answer.url and "before" not in answer.url
    )
    assert name not in unquote(answer.url)
    page = headquarters.get(answer.url)
    assert page.context["listed"].rows == [case]
    assert page.context["listed"].sought.asked["q"] == name


def test_a_search_leads_to_no_other_site_and_an_empty_one_to_the_whole_list(headquarters):
    assert headquarters.post("/seek/", {"to": "https://example.org/", "q": "a"}).url.startswith("/work/?q=")
    assert headquarters.post("/seek/", {"to": ALL, "q": "", "state": ""}).url == ALL


@given(some.text(max_size=60))
def test_sealed_words_are_opened_again_and_two_seals_of_them_differ(words):
    assert opened(sealed(words)) == words
    assert sealed(words) != sealed(words)


@given(some.text(max_size=60))
def test_what_was_never_sealed_stands_as_it_is(words):
    assert opened(words) == words


@pytest.mark.parametrize("sort", ["", "-registered"])
def test_every_row_stands_on_one_page_both_ways(headquarters, cycle, monkeypatch, sort):
    monkeypatch.setattr(views, "ALL_REQUESTS", replace(views.ALL_REQUESTS, size=2))
    cast.a_registered_case(cycle)
    with clock.stopped_at(clock.now()):  # three of them in one instant
        for _ in range(3):
            cast.a_registered_case(cycle)
    cast.a_registered_case(cycle)
    order = ["-registered_at", "-pk"] if sort else ["registered_at", "pk"]
    expected = list(Application.objects.order_by(*order))

    there, page = [], listed(headquarters, ALL, sort=sort)
    while True:
        there += page.rows
        last = page
        if not page.part.after:
            break
        page = listed(headquarters, ALL, sort=sort, after=page.part.after)
    back, page = list(last.rows), last
    while page.part.before:
        page = listed(headquarters, ALL, sort=sort, before=page.part.before)
        back = [*page.rows, *back]

    assert there == back == expected


def test_a_page_goes_on_from_a_row_that_was_narrowed_away(headquarters, cycle, monkeypatch):
    monkeypatch.setattr(views, "ALL_REQUESTS", replace(views.ALL_REQUESTS, size=1))
    first, second = cast.a_registered_case(cycle), cast.a_registered_case(cycle)
    Application.objects.filter(pk=first.pk).update(not_completed=True)
    page = listed(headquarters, ALL, state="registered", after=first.public_id)

    assert page.rows == [second]


def test_whatever_the_address_says_that_is_no_choice_narrows_nothing(headquarters, cycle):
    case = cast.a_registered_case(cycle)
    page = listed(headquarters, ALL, state="x", sort="pk", province="99", box="S99", group="0")

    assert page.rows == [case] and page.order == "registered"


def test_a_box_holds_those_who_stand_in_it_and_nobody_who_ended_there(headquarters, cycle):
    case = cast.a_registered_case(cycle)
    ended = cast.a_registered_case(cycle)
    perform("withdraw", ended, by=ended.applicant, reason="انصراف")

    assert listed(headquarters, ALL, box="S3").rows == [case]


def test_rows_are_not_counted_beyond_a_thousand(headquarters, cycle):
    cast.a_registered_case(cycle)
    with CaptureQueriesContext(connection) as asked:
        headquarters.get(ALL)

    counts = [
        one["sql"] for one in asked if "COUNT(" in one["sql"] and "applications_application" in one["sql"]
    ]
    assert counts and all(f"LIMIT {COUNTED + 1}" in sql for sql in counts)
    assert not [one["sql"] for one in asked if "OFFSET" in one["sql"]]


def test_htmx_gets_the_part_that_it_replaces_and_a_reader_the_page(headquarters, cycle):
    cast.a_registered_case(cycle)

    part = headquarters.get(ALL, headers={"HX-Request": "true", "HX-Target": "section#list"}).content.decode()
    page = headquarters.get(ALL).content.decode()

    assert part.strip().startswith('<section class="stack" id="list"') and "<html" not in part
    assert "<html" in page and part.strip().splitlines()[0] in page


def test_the_workbook_holds_the_rows_of_the_list_and_no_formula(headquarters, cycle):
    case = cast.a_registered_case(cycle)
    other = cast.a_waitlisted_case(cycle)
    type(case.workshop).objects.filter(pk=case.workshop_id).update(name="=1+1")
    before = Entry.objects.count()

    answer = headquarters.get(ALL, {"state": "registered", "as": "xlsx"})

    sheet = read(answer.content).sheets[0]
    assert answer["Content-Disposition"].endswith('requests.xlsx"')
    told = [cell.text for row in sheet.rows for cell in row]
    assert len(sheet.rows) == 1 and told[0] == "=1+1"
    assert case.tracking_code in told and other.tracking_code not in told
    assert Entry.objects.count() == before + 1 and Entry.objects.last().move == "access:export"


def test_a_workbook_of_too_many_rows_is_to_be_narrowed_first(headquarters, cycle, monkeypatch):
    monkeypatch.setattr("kargah.web.listing.export.MOST", 1)
    cast.a_registered_case(cycle)
    cast.a_registered_case(cycle)

    answer = headquarters.get(ALL, {"state": "registered", "as": "xlsx"}, follow=True)

    assert answer.redirect_chain == [(f"{ALL}?state=registered", 302)]
    assert "حداکثر ۱ ردیف" in answer.content.decode()


def test_a_province_gets_its_own_rows_in_the_list_and_in_the_workbook(client, cycle):
    case = cast.a_registered_case(cycle)
    elsewhere = cast.a_registered_case(cycle, cast.a_province("فارس"))
    client.force_login(cast.an_expert_of(case.province))

    assert listed(client, HERE).rows == [case]
    assert listed(client, HERE, after=elsewhere.public_id).rows == [case]
    assert elsewhere.tracking_code.encode() not in client.get(HERE, {"as": "xlsx"}).content
