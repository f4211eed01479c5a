"""However much hangs on a case, its page asks the database the same number of questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kargah.applications import edits
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
