"""Pages without an account: they answer, they set no cookie, and they never say more than they should."""

import pytest

from tests import cast

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/process/",
    "/verify/",
    "/directory/",
    "/offices/",
    "/questions/",
    "/privacy/",
    "/accessibility/",
    "/track/",
]


@pytest.fixture(autouse=True)
def the_ground():
    cast.the_ground()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_public_page_answers_in_both_languages(client, address, language):
    answer = client.get(address, HTTP_ACCEPT_LANGUAGE=language)

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


def test_the_process_shows_all_seventeen_boxes_with_their_rules(client):
    from kargah.process.flowchart import SHAPES

    page = client.get("/process/")

    assert len(page.context["boxes"]) == len(SHAPES) == 17
    assert all(box["rule"] for box in page.context["boxes"])
    for shape in SHAPES:
        assert shape.words in page.content.decode()


def test_an_unknown_code_is_told_so_with_a_small_page_and_no_cookie(client):
    answer = client.get("/c/0000-0000-0000/")

    assert answer.status_code == 404
    assert len(answer.content) < 5000
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"


def test_a_province_without_a_cycle_shows_its_office_and_no_call(client):
    answer = client.get(f"/call/{cast.a_province().numeric_code}/")

    assert answer.status_code == 200
    assert answer.context["cycle"] is None
    assert client.get("/call/99/").status_code == 404


def test_a_province_with_places_in_an_open_cycle_shows_its_call(client):
    yazd, fars = cast.a_province(), cast.a_province("فارس")
    cycle = cast.an_open_cycle(quota={yazd: 2})

    assert client.get(f"/call/{yazd.numeric_code}/").context["cycle"] == cycle
    assert client.get(f"/call/{fars.numeric_code}/").context["cycle"] is None
    assert client.get("/").context["call"] == cycle


# --- following a request -----------------------------------------------------------------------------------
def test_code_and_mobile_show_where_a_request_stands(client):
    case = cast.a_registered_case()

    answer = client.post(
        "/track/", {"code": case.tracking_code.lower(), "last_digits": case.applicant.mobile[-4:]}
    )

    assert answer.status_code == 200
    assert answer.context["case"] == case
    assert answer.context["standing"].box == "S3"
    page = answer.content.decode()
    assert case.applicant.mobile not in page and case.applicant.last_name not in page


def test_a_wrong_code_and_wrong_digits_get_the_same_answer(client):
    case = cast.a_registered_case()

    wrong_digits = client.post("/track/", {"code": case.tracking_code, "last_digits": "0000"})
    wrong_code = client.post("/track/", {"code": "ABCDEFGHJK", "last_digits": case.applicant.mobile[-4:]})

    assert wrong_digits.status_code == wrong_code.status_code == 422
    said = [list(answer.context["form"].non_field_errors()) for answer in (wrong_digits, wrong_code)]
    assert said[0] and said[0] == said[1]


def test_who_tries_many_codes_is_stopped(client):
    case = cast.a_registered_case()
    for _ in range(10):
        client.post("/track/", {"code": case.tracking_code, "last_digits": "0000"})

    answer = client.post("/track/", {"code": case.tracking_code, "last_digits": case.applicant.mobile[-4:]})

    assert answer.status_code == 429


def test_an_empty_directory_says_what_to_do(client):
    answer = client.get("/directory/", {"province": "xx", "name": "سفال"})

    assert answer.status_code == 200
    assert list(answer.context["page"]) == []
    assert 'class="empty"' in answer.content.decode()


def test_a_workshop_without_a_certificate_has_no_public_page(client):
    assert client.get(f"/directory/{cast.a_workshop().public_id}/").status_code == 404
