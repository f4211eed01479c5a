"""The page of a case: its parts, the chart with its box lit, and what may be done."""

from html import unescape

import pytest
from django.urls import reverse

from kargah.process import picture, sentences
from kargah.process.flowchart import MOVES, SHAPES
from tests import cast

pytestmark = pytest.mark.django_db


def read(client, person, case, part=""):
    client.force_login(person)
    return client.get(reverse("case-part", args=[case.public_id, part or "summary"]))


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


def test_the_case_opens_with_its_summary_and_links_to_its_other_parts(client):
    case = cast.a_selected_case()
    client.force_login(cast.an_expert_of(case.province))

    answer = client.get(reverse("case", args=[case.public_id]))

    assert answer.context["place"].box == "S4"
    assert "assign" in {step.move.name for step in answer.context["steps"] + answer.context["blocked"]}
    for tab in answer.context["tabs"]:
        assert client.get(tab["address"]).status_code == 200


def test_a_part_that_is_not_there_is_not_found(client):
    case = cast.a_selected_case()

    assert read(client, case.applicant, case, "money").status_code == 404


def test_the_way_lights_the_box_and_each_box_gone_through_leads_to_who_did_what_there(client):
    case = cast.a_selected_case()

    answer = read(client, cast.an_expert_of(case.province), case, "way")

    boxes = {box["code"]: box for box in answer.context["boxes"]}
    assert boxes["S3"]["state"] == "done" and boxes["S4"]["state"] == "here"
    assert [line.move for line in boxes["S3"]["lines"] if line.move in ("register", "select")] == [
        "register",
        "select",
    ]
    body = answer.content.decode()
    assert 'href="#box-S3"' in body and 'id="box-S3"' in body
    assert 'href="#box-S10"' not in body


def test_the_lit_box_tells_the_days_left_of_the_term_and_the_turn(client):
    inspection = cast.a_defect_notice()
    case = inspection.application

    body = read(client, case.applicant, case, "way").content.decode()

    assert "۴۵ روز از ۴۵ روز مانده" in body
    assert "نوبت ۱ از ۲" in body


def test_the_applicant_reads_of_offices_and_the_colleague_of_people(client):
    case = cast.a_selected_case()
    expert = cast.an_expert_of(case.province)

    to_the_applicant = read(client, case.applicant, case, "history").content.decode()
    to_the_expert = read(client, expert, case, "history").content.decode()

    history = to_the_applicant.split('id="history"')[1]
    assert expert.full_name not in history
    assert str(sentences.OFFICES["provincial_expert"]) in unescape(history)
    assert expert.full_name in to_the_expert.split('id="history"')[1]


def test_a_defect_stands_with_its_photos_before_and_after_beside_each_other(client):
    inspection = cast.an_answered_notice(defects=(("P1", "major", "نقش‌ها یکدست نیست"),))
    case = inspection.application
    answered = case.notices.get().defects.get().answers.get()

    shown = read(client, case.applicant, case, "defects").context["notices"][0]["defects"][0]

    assert shown["after"] == [answered.photo]
    assert all(photo.is_image for photo in shown["before"])


def test_the_arithmetic_ends_in_the_sum_and_adds_up_criterion_by_criterion(client):
    inspection = cast.a_confirmed_inspection()
    case = inspection.application

    (outcome,) = read(client, case.applicant, case, "points").context["outcomes"]

    assert outcome.total == inspection.total
    for axis in outcome.axes:
        assert axis.earned == sum(row.earned or 0 for row in axis.rows)
    assert outcome.earned == sum(axis.earned for axis in outcome.axes)
    assert "=" in outcome.sentence


def test_a_long_history_is_read_page_by_page(client, monkeypatch):
    from kargah.web.case import views

    monkeypatch.setattr(views, "LONG", 3)
    case = cast.a_selected_case()
    client.force_login(cast.an_expert_of(case.province))
    address = reverse("case-part", args=[case.public_id, "history"])

    first, second = client.get(address), client.get(address, {"page": 2})

    assert len(first.context["page"]) == 3 and first.context["page"].has_next()
    assert [*first.context["page"]] != [*second.context["page"]]


def test_every_version_of_a_report_line_is_reachable_and_says_what_it_changed(client):
    report = cast.a_supplemented_report()
    line = report.lines.get()
    case = line.application
    client.force_login(cast.an_hq_expert())

    body = client.get(reverse("case-part", args=[case.public_id, "decisions"])).content.decode()
    for number in (1, 2):
        address = reverse("case-report-version", args=[case.public_id, line.public_id, number])
        assert f'href="{address}"' in body
        assert client.get(address).context["version"].version.number == number
    assert client.get(address).context["changes"] is not None
    assert client.get(address.replace("/2/", "/3/")).status_code == 404


def test_every_version_of_a_list_is_reachable_from_the_case(client):
    line = cast.a_sent_list(lines=1).lines.get()
    address = reverse("case-list-version", args=[line.application.public_id, line.public_id, 1])
    client.force_login(cast.an_expert_of(line.province))

    assert client.get(address).context["told"]["case"] == line.application.public_id
    assert address in read(client, cast.an_hq_expert(), line.application, "decisions").content.decode()
