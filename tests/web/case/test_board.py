"""The board of a cycle: the number of workshops in each box, each number a list."""

import pytest
from django.urls import reverse

from tests import cast

pytestmark = pytest.mark.django_db


def test_the_board_counts_the_cases_of_each_box_and_each_number_opens_its_list(client):
    case = cast.a_selected_case()
    client.force_login(cast.an_expert_of(case.province))
    address = reverse("cycle", args=[case.cycle.public_id])

    boxes = {box["code"]: box for box in client.get(address).context["boxes"]}
    listed = client.get(boxes["S4"]["address"]).context["page"].object_list

    assert boxes["S4"]["number"] == 1 and boxes["S5"]["number"] == 0
    assert list(listed) == [case]


def test_the_board_of_a_province_holds_its_own_cases_and_applicants_see_none(client):
    case = cast.a_selected_case()
    address = reverse("cycle", args=[case.cycle.public_id])

    client.force_login(cast.an_expert_of(cast.a_province("فارس")))
    elsewhere = {box["code"]: box["number"] for box in client.get(address).context["boxes"]}
    client.force_login(cast.an_hq_expert())
    here = client.get(address, {"province": case.province.numeric_code}).context["boxes"]
    client.force_login(case.applicant)

    assert elsewhere["S4"] == 0
    assert {box["code"]: box["number"] for box in here}["S4"] == 1
    assert client.get(address).status_code == 403
