"""The day of the visit, the place in the order, the certificate in hand: what an applicant looks up."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kargah import clock
from kargah.jalali.calendar import short
from tests import cast

pytestmark = pytest.mark.django_db


def in_days(number):
    return clock.today() + timedelta(days=number)


@pytest.fixture
def planned():
    return cast.an_assigned_inspection(visit_on=in_days(5))


def test_the_home_leads_to_the_visit_and_one_press_confirms_its_day(client, planned):
    case = planned.application
    address = reverse("workshop-visit", args=[case.public_id])
    client.force_login(case.applicant)

    home = client.get("/workshop/").content.decode()
    answer = client.post(address, {"what": "suits"}, follow=True)

    assert f'href="{address}"' in home
    assert answer.context["confirmed"] and planned.inspector.full_name in answer.content.decode()


def test_a_wish_goes_to_the_inspector_who_leaves_the_day_or_gives_another(client, planned):
    case = planned.application
    client.force_login(case.applicant)
    client.post(
        reverse("workshop-visit", args=[case.public_id]), {"what": "wish", "wished_on": short(in_days(7))}
    )
    client.force_login(planned.inspector)
    day = reverse("inspector-day", args=[planned.public_id])

    before = client.get(day)
    client.post(day, {"what": "refuse", "answer": "در شهر نیستم"})

    assert before.context["reply"].wished_on == in_days(7) and b'value="refuse"' in before.content
    assert planned.replies.get().answer == "در شهر نیستم"
    assert b'value="refuse"' not in client.get(day).content


def test_the_expert_answers_a_wish_on_the_page_of_the_visit(client, planned):
    case = planned.application
    client.force_login(case.applicant)
    client.post(reverse("workshop-visit", args=[case.public_id]), {"what": "wish", "words": "پنجشنبه‌ها هستم"})
    client.force_login(cast.an_expert_of(case.province))
    address = reverse("province:visit", args=[planned.public_id])

    assert "پنجشنبه‌ها هستم" in client.get(address).content.decode()
    client.post(address, {"what": "day", "visit_on": short(in_days(8))})

    assert planned.replies.get().answered_at


@pytest.mark.parametrize(
    ("sent", "status"), [({"what": "wish"}, 422), ({"what": "wish", "wished_on": "۱۴۰۵/۱۳/۰۱"}, 422)]
)
def test_an_empty_wish_is_answered_in_words(client, planned, sent, status):
    case = planned.application
    client.force_login(case.applicant)

    answer = client.post(reverse("workshop-visit", args=[case.public_id]), sent)

    assert answer.context["form"].errors and answer.status_code in (status, 409)


def test_the_place_in_the_order_tells_why_and_nobody_elses_name(client):
    first = cast.an_eligible_case()
    case = cast.a_waitlisted_case(first.cycle)
    client.force_login(case.applicant)

    answer = client.get(reverse("workshop-waiting", args=[case.public_id]))

    assert answer.context["all"] == 2 and answer.context["place"] in (1, 2)
    assert answer.context["points"] == sum(part["earned"] for part in answer.context["parts"])
    assert first.workshop.name not in answer.content.decode()


def test_the_certificate_has_a_picture_an_address_to_share_and_a_sign_for_the_door(client):
    certificate = cast.a_certificate()
    case = certificate.application
    client.force_login(case.applicant)

    page = client.get(reverse("workshop-certificate", args=[case.public_id])).content.decode()
    sign = client.get(reverse("workshop-sign", args=[case.public_id])).content.decode()

    assert certificate.facts["holder"] in page and f"/c/{certificate.code}" in page and "sms:?body=" in page
    assert certificate.facts["workshop"] in sign and "<svg" in sign and "style=" not in sign


def test_the_certificate_tells_to_whom_its_holder_was_introduced(client):
    certificate = cast.a_certificate()
    made = cast.a_referral_list()
    client.force_login(certificate.application.applicant)

    page = client.get(reverse("workshop-certificate", args=[certificate.application.public_id]))

    assert made.body.name in page.content.decode()


def test_a_certificate_that_does_not_hold_has_no_sign(client):
    certificate = cast.a_suspended(cast.a_certificate())
    case = certificate.application
    client.force_login(case.applicant)

    assert client.get(reverse("workshop-sign", args=[case.public_id])).status_code == 302
