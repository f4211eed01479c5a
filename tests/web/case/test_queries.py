"""However much hangs on a case, its page asks the database the same number of questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kargah.applications import edits
from kargah.inspections.models import Photo, VisitFailure
from kargah.inspections.sheet import criteria_of
from tests import cast

pytestmark = pytest.mark.django_db

ONE = (("P1", "major", "نقش‌ها یکدست نیست"),)
MANY = tuple((code, "minor", f"ایراد {code}") for code in ("P1", "P2", "P3", "P4", "P5", "P6"))

REMARKS = tuple((code, f"عکس {code} روشن نیست") for code in ("P1", "P2", "P3", "P4"))


def questions(client, case, part):
    client.force_login(cast.an_hq_expert())
    address = reverse("case-part", args=[case.public_id, part])
    client.get(address)  # what is read once per process is read now
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("part", ["defects", "history", "letters", "way"])
def test_six_defects_cost_no_more_than_one(client, part):
    few = cast.an_answered_notice(defects=ONE).application
    many = cast.an_answered_notice(defects=MANY).application

    assert questions(client, many, part) == questions(client, few, part)


def test_five_papers_cost_no_more_than_one(client):
    few, many = cast.a_draft(), cast.a_draft()
    for case, number in ((few, 1), (many, 5)):
        for _ in range(number):
            edits.attach(case, by=case.applicant, file=cast.a_photo(), caption="پروانه")

    assert questions(client, many, "papers") == questions(client, few, "papers")


def test_four_remarks_on_a_line_cost_no_more_than_one(client):
    few = cast.a_supplemented_report(remarks=REMARKS[:1]).lines.get().application
    many = cast.a_supplemented_report(remarks=REMARKS).lines.get().application

    assert questions(client, many, "decisions") == questions(client, few, "decisions")


@pytest.fixture
def failed_visits():
    def add(inspection, number):
        for at in range(number):
            VisitFailure.objects.create(
                inspection=inspection,
                of_revisit=False,
                reason=f"در بسته بود {at}",
                photo=cast.a_stored_photo(),
                by=inspection.inspector,
            )

    return add


def test_more_photos_and_failed_attempts_of_a_visit_cost_no_more(client, failed_visits):
    few, many = cast.an_assigned_inspection(), cast.an_assigned_inspection()
    criteria = criteria_of(few)
    for visit, number in ((few, 1), (many, 4)):
        failed_visits(visit, number)
        for criterion in (*criteria[:number], *[None] * number):
            Photo.objects.create(
                inspection=visit, criterion=criterion, stored=cast.a_stored_photo(), by=visit.inspector
            )

    assert questions(client, many.application, "visits") == questions(client, few.application, "visits")


def test_more_criteria_that_fall_short_cost_no_more(client):
    few = cast.a_confirmed_inspection(level=4).application
    many = cast.a_confirmed_inspection(level=1).application

    assert questions(client, many, "points") == questions(client, few, "points")
