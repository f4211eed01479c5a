"""A bank reads the list that it was given, takes its file along, and records what came of each row."""

import io

import openpyxl
import pytest

from kargah.registry.models import ReferralAnswer
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(client):
    """A list of one holder, read by somebody of the bank."""
    cast.a_certificate()
    made = cast.a_referral_list()
    client.force_login(cast.a_partner_of(made.body))
    return made


def test_the_page_hides_the_national_id_and_the_file_has_it(client, given):
    number = given.rows.get().certificate.application.applicant.national_id
    page = client.get(f"/partner/lists/{given.public_id}/").content.decode()
    assert number not in page and number[-4:].translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) in page

    answer = client.post(f"/partner/lists/{given.public_id}/workbook/")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet.sheet_view.rightToLeft
    assert number in [cell.value for cell in sheet[2]]
    again = client.post(f"/partner/lists/{given.public_id}/workbook/")
    assert again.content == answer.content, "the same list, the same bytes"


def test_a_result_is_recorded_for_each_row(client, given):
    row = given.rows.get()
    assert client.post(f"/partner/rows/{row.public_id}/", {"result": ""}).status_code == 422
    answer = client.post(f"/partner/rows/{row.public_id}/", {"result": "used", "note": "وام"})
    assert answer.url == f"/partner/lists/{given.public_id}/"
    assert ReferralAnswer.objects.get().result == "used"
    assert "وام" in client.get(answer.url).content.decode()


def test_headquarters_sees_a_preview_and_makes_the_list(client):
    certificate = cast.a_certificate()
    cast.a_programme()
    client.force_login(cast.an_hq_expert())
    asked = {"programme": "bank_loan", "body": cast.a_body().public_id}
    page = client.get("/hq/referrals/", asked)
    assert page.context["preview"] == [certificate]
    assert client.get("/hq/referrals/").context["preview"] is None

    made = client.post("/hq/referrals/", asked)

    assert made.status_code == 302
    assert certificate.workshop.name in client.get(made.url).content.decode()
    insurer = cast.a_body("صندوق بیمه", "insurer")
    assert client.post("/hq/referrals/", asked | {"body": insurer.public_id}).status_code == 422
