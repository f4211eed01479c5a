"""The board of a cycle: the number of workshops in each box, each number a list."""

from dataclasses import replace

import pytest
from django.urls import reverse

from kargah.paper.workbook import read
from kargah.web.case import board
from tests import cast

pytestmark = pytest.mark.django_db


def test_the_board_counts_the_cases_of_each_box_and_each_number_opens_its_list(client):
    case = cast.a_selected_case()
    client.force_login(cast.an_expert_of(case.province))
    address = reverse("cycle", args=[case.cycle.public_id])

    boxes = {box["code"]: box for box in client.get(address).context["boxes"]}
    listed = client.get(boxes["S4"]["address"]).context["listed"].rows

    assert boxes["S4"]["number"] == 1 and boxes["S5"]["number"] == 0
    assert listed == [case]


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


def test_a_box_is_turned_by_a_row_and_a_case_that_comes_in_moves_nobody(client, monkeypatch):
    monkeypatch.setattr(board, "CASES", replace(board.CASES, size=2))
    cycle = cast.an_open_cycle()
    province = cast.a_province()
    cases = [cast.a_registered_case(cycle, province) for _ in range(5)]
    client.force_login(cast.an_expert_of(province))
    first = client.get(reverse("cycle-box", args=[cycle.public_id, "S3"])).context["listed"]

    late = cast.a_registered_case(cycle, province)
    second = client.get(first.next).context["listed"]
    third = client.get(second.next).context["listed"]
    back = client.get(third.previous).context["listed"]

    assert first.rows + second.rows + third.rows == [*cases, late]
    assert back.rows == second.rows
    assert (first.previous, third.next, third.number) == ("", "", 6)


def test_a_box_keeps_its_province_when_it_is_turned_and_is_given_as_a_workbook(client, monkeypatch):
    monkeypatch.setattr(board, "CASES", replace(board.CASES, size=1))
    cycle = cast.an_open_cycle()
    here, elsewhere = cast.a_province(), cast.a_province("فارس")
    cases = [cast.a_registered_case(cycle, province) for province in (here, elsewhere, here)]
    client.force_login(cast.an_hq_expert())
    address = reverse("cycle-box", args=[cycle.public_id, "S3"])

    first = client.get(address, {"province": here.numeric_code}).context["listed"]
    sheet = read(client.get(first.as_workbook).content).sheets[0]

    assert client.get(first.next).context["listed"].rows == [cases[2]]
    assert first.rows == [cases[0]]
    assert [row[0].text for row in sheet.rows] == [cases[0].workshop.name, cases[2].workshop.name]


def test_an_empty_box_leads_back_to_the_board(client):
    cycle = cast.an_open_cycle()
    client.force_login(cast.an_hq_expert())

    page = client.get(reverse("cycle-box", args=[cycle.public_id, "S13"])).content.decode()

    assert page.count(f'href="{reverse("cycle", args=[cycle.public_id])}"') == 2
