"""The page of a case: the chart with its box lit, what may be done, and to each reader what is theirs to read."""

from html import unescape

import pytest
from django.urls import reverse

from kargah.process import picture, sentences
from kargah.process.flowchart import MOVES, SHAPES
from tests import cast

pytestmark = pytest.mark.django_db


def read(client, person, case):
    client.force_login(person)
    return client.get(reverse("case", args=[case.public_id]))


def test_every_shape_of_the_chart_is_drawn_once():
    drawn = picture.drawn(["S1", "S2", "S3"], "S4")

    assert set(picture.DRAWN) - {"request", "mending"} == {shape.code for shape in SHAPES}
    assert drawn.count("<title>") == len(SHAPES)
    assert drawn.count('class="here"') == 1 and "style=" not in drawn


def test_every_move_has_a_sentence_of_its_own():
    assert set(sentences.STEPS) == set(MOVES)
    assert len({str(words) for words in sentences.STEPS.values()}) >= len(MOVES) - 1


def test_what_the_inner_steps_and_reasons_name_are_moves():
    assert sentences.INNER - set(sentences.OTHERS) <= set(MOVES)
    assert set(MOVES) >= sentences.TOLD and not sentences.TOLD & sentences.INNER


def test_a_selected_case_stands_in_the_box_of_the_inspector(client):
    case = cast.a_selected_case()

    answer = read(client, cast.an_expert_of(case.province), case)

    assert answer.context["standing"].box == "S4"
    states = {step["code"]: step["state"] for step in answer.context["way"]}
    assert states["S3"] == "done" and states["S4"] == "here" and states["S5"] == "future"
    assert "assign" in {step.move.name for step in answer.context["steps"] + answer.context["blocked"]}


def test_the_applicant_reads_of_offices_and_the_colleague_of_people(client):
    case = cast.a_selected_case()
    expert = cast.an_expert_of(case.province)

    to_the_applicant = read(client, case.applicant, case).content.decode()
    to_the_expert = read(client, expert, case).content.decode()

    history = to_the_applicant.split('id="history"')[1]
    assert expert.full_name not in history
    assert str(sentences.OFFICES["provincial_expert"]) in unescape(history)
    assert expert.full_name in to_the_expert.split('id="history"')[1]


def test_another_province_and_a_stranger_find_no_case(client):
    case = cast.a_registered_case()

    assert read(client, cast.an_expert_of(cast.a_province("فارس")), case).status_code == 404
    assert read(client, cast.an_applicant(), case).status_code == 404


def test_points_are_shown_to_office_and_applicant_but_never_to_the_inspector(client):
    inspection = cast.a_confirmed_inspection()
    case = inspection.application

    assert (
        read(client, cast.an_expert_of(case.province), case).context["scores"][0]["total"] == inspection.total
    )
    assert read(client, case.applicant, case).context["scores"]
    answer = read(client, inspection.inspector, case)
    assert answer.status_code == 200 and answer.context["scores"] == []


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


def test_a_photo_goes_only_to_those_who_see_its_inspection(client):
    inspection = cast.a_finished_visit()
    stored = inspection.photos.first().stored
    address = reverse("file", args=[stored.sha256])

    client.force_login(inspection.inspector)
    answer = client.get(address)
    client.force_login(cast.an_applicant())

    assert answer.status_code == 200 and answer["X-Content-Type-Options"] == "nosniff"
    assert "filename=" in answer["Content-Disposition"]
    assert client.get(address).status_code == 404
