"""What an expert does on the pages of the province, by their forms."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kargah import clock
from kargah.applications.importing import template
from kargah.applications.models import Application, Workshop
from kargah.paper.workbook import read
from kargah.places.models import CraftField, CraftGroup
from kargah.reports.models import ReportLine
from tests.cast.applications import a_registered_case, a_workshop, an_eligible_case, selecting
from tests.cast.cycles import an_open_cycle, the_share
from tests.cast.grading import a_sent_list
from tests.cast.inspections import a_confirmed_inspection, a_photo, an_assigned_inspection
from tests.cast.people import a_deputy_of, a_national_id, a_province, an_applicant, an_expert_of
from tests.cast.reports import a_batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle():
    return an_open_cycle(quota=3)


@pytest.fixture
def expert(client, cycle):
    client.force_login(an_expert_of())
    return client


def test_requests_are_found_by_code_name_and_applicant(expert, cycle):
    case, other = a_registered_case(cycle), a_registered_case(cycle)
    for sought in (case.tracking_code, case.workshop.name, case.applicant.last_name.split()[-1]):
        found = expert.get("/province/requests/", {"q": sought}).context["listed"].rows
        assert case in found
    assert other not in expert.get("/province/requests/", {"q": case.tracking_code}).context["listed"].rows
    assert expert.get("/province/requests/", {"state": "declined"}).context["listed"].rows == []


def test_requests_are_turned_from_a_row_so_that_a_new_one_moves_nobody(expert, cycle, monkeypatch):
    from dataclasses import replace

    from kargah.web.province.views import requests as views

    monkeypatch.setattr(views, "REQUESTS", replace(views.REQUESTS, size=2))
    cases = [a_registered_case(cycle) for _ in range(5)]
    first = expert.get("/province/requests/").context["listed"].part
    second = expert.get("/province/requests/", {"after": first.after}).context["listed"].part
    again = expert.get("/province/requests/", {"before": second.before}).context["listed"].part
    assert first.rows == cases[:2] and second.rows == cases[2:4] and again.rows == cases[:2]
    last = expert.get("/province/requests/", {"after": second.after}).context["listed"].part
    assert last.rows == cases[4:] and not last.after


def test_a_condition_is_judged_on_the_page_of_the_request(expert, cycle):
    case = a_registered_case(cycle)
    page = f"/province/requests/{case.public_id}/"
    assert expert.post(page, {"condition": "2", "outcome": "met"}).status_code == 302
    assert case.condition_decisions.get().outcome == "met"
    assert expert.post(page, {"condition": "2", "outcome": "not_met", "why": ""}).status_code == 422


def test_the_day_from_which_the_years_are_full_is_said_in_the_readers_calendar(expert, cycle):
    workshop = a_workshop(licensed_on=clock.today() - timedelta(days=365))
    case = a_registered_case(cycle, workshop=workshop)
    page = expert.get(f"/province/requests/{case.public_id}/").content.decode()
    assert re.search(r"سال‌های لازم پیش از ۱۴\d\d/\d\d/\d\d کامل نمی‌شود", page)


def test_what_comes_only_after_the_selection_is_not_spoken_of_at_the_screening(expert, cycle):
    case = a_registered_case(cycle)
    assert "سپردن به بازرس" not in expert.get(f"/province/requests/{case.public_id}/").content.decode()


def test_the_deputy_does_not_judge_a_condition(client, cycle):
    case = a_registered_case(cycle)
    client.force_login(a_deputy_of())
    client.post(f"/province/requests/{case.public_id}/", {"condition": "2", "outcome": "met"})
    assert not case.condition_decisions.exists()


def test_a_double_is_decided_side_by_side(expert, cycle):
    owner = an_applicant()
    from tests.cast.applications import a_workshop

    a_registered_case(cycle, workshop=a_workshop(owner=owner))
    case = a_registered_case(cycle, workshop=a_workshop(owner=owner))
    pair = case.duplicates.get()
    page = f"/province/requests/{case.public_id}/"
    assert len(expert.get(page).context["duplicates"]) == 1
    assert expert.post(page, {"duplicate": str(pair.pk), "verdict": "different"}).status_code == 302
    pair.refresh_from_db()
    assert pair.verdict == "different"
    assert expert.post(page, {"duplicate": "999999", "verdict": "same"}).status_code == 404


def test_somebody_at_the_counter_leaves_with_a_receipt(expert, cycle):
    person = {
        "first_name": "مریم",
        "last_name": "یزدی",
        "national_id": a_national_id(7777),
        "mobile": "09130007777",
    }
    assert expert.post("/province/counter/", person).status_code == 302
    place = {
        "name": "کارگاه ترمه",
        "holder_kind": "natural",
        "county": "یزد",
        "city": "یزد",
        "address": "کوچهٔ بهار",
    }
    assert expert.post("/province/counter/workshop/", place).status_code == 302
    workshop = Workshop.objects.get(name="کارگاه ترمه")
    group = CraftGroup.objects.filter(active=True).first()
    started = expert.post(
        f"/province/counter/workshop/{workshop.public_id}/", {"craft_group": group.code, "key": "k1"}
    )
    case = Application.objects.get(workshop=workshop)
    page = f"/province/counter/{case.public_id}/"
    assert started.url == page and expert.get(page).status_code == 200

    field = CraftField.objects.filter(group=group, active=True).first()
    parts = [
        {
            "what": "licence",
            "licence-kind": "workshop",
            "licence-number": "۱۲",
            "licence-issued_on": "1390/01/05",
        },
        {"what": "details", "details-craft_fields": [field.code], "details-women": "2", "details-men": "0"},
        {"what": "product", "product-name": "ترمه", "product-monthly_volume": "۱۲", "product-unit": "متر"},
        {
            "what": "letter",
            "letter-letter_number": "۵",
            "letter-letter_date": "1405/01/05",
            "letter-letter_scan": a_photo(),
        },
        {"what": "paper", "paper-file": a_photo(), "paper-caption": "پروانه"},
    ]
    for part in parts:
        answer = expert.post(page, part)
        assert answer.status_code == 302, answer.context["form"].errors
    assert not expert.get(page).context["missing"]
    registered = expert.post(f"{page}register/", {"key": "k2"})
    case.refresh_from_db()
    assert case.state == "registered" and case.channel == "counter" and case.letter_scan
    receipt = expert.get(registered.url)
    assert receipt.status_code == 200 and "کارگاه ترمه" in receipt.content.decode()
    assert expert.get(page).url == registered.url


def test_without_the_scan_of_the_letter_nothing_is_registered(expert, cycle):
    case = a_registered_case(cycle)
    assert expert.get(f"/province/counter/{case.public_id}/").status_code == 302
    draft = expert.post(
        "/province/counter/", {"first_name": "", "last_name": "", "national_id": "1", "mobile": ""}
    )
    assert draft.status_code == 422


def test_the_empty_workbook_of_the_province_can_be_downloaded(expert, cycle):
    answer = expert.get("/province/import/template/")
    assert answer.status_code == 200
    assert read(answer.content).sheets


def test_a_bad_workbook_comes_back_with_its_cells_named(expert, cycle):
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(template(a_province())))
    sheet = book.worksheets[0]
    sheet.append(["مریم"] + ["؟"] * (sheet.max_column - 1))
    filled = io.BytesIO()
    book.save(filled)
    answer = expert.post("/province/import/", {"workbook": SimpleUploadedFile("a.xlsx", filled.getvalue())})
    assert answer.status_code == 200
    assert answer.context["checked"].errors and answer.context["checked"].errors[0].cell
    marked = expert.get("/province/import/marked/")
    assert marked.status_code == 200
    commented = [
        cell
        for row in load_workbook(io.BytesIO(marked.content)).worksheets[0]
        for cell in row
        if cell.comment
    ]
    assert commented
    assert expert.post("/province/import/all/").context["checked"].errors
    assert not Application.objects.exists()


def test_what_is_no_workbook_is_refused_beside_the_field(expert, cycle):
    answer = expert.post("/province/import/", {"workbook": SimpleUploadedFile("a.xlsx", b"no")})
    assert answer.status_code == 422 and answer.context["form"].errors["workbook"]


def test_the_first_of_the_order_are_selected_at_once(expert, cycle):
    cases = [an_eligible_case(cycle) for _ in range(4)]
    share = selecting(the_share(cycle, a_province()))
    page = expert.get("/province/selection/")
    assert len(page.context["order"]) == 4 and page.context["upcoming"] == cases[0]
    for _press in range(2):
        expert.post("/province/selection/first/", {"number": "2", "held": "0"})
    share.refresh_from_db()
    assert share.held == 2  # pressed twice, selected once
    expert.post("/province/selection/first/", {"number": "9", "held": "2"})
    share.refresh_from_db()
    assert share.held == 3
    assert [case.public_id for case, _spent in expert.get("/province/selection/").context["selected"]] == [
        case.public_id for case in cases[:3]
    ]


def test_the_deputy_selects_nobody(client, cycle):
    an_eligible_case(cycle)
    share = selecting(the_share(cycle, a_province()))
    client.force_login(a_deputy_of())
    client.post("/province/selection/first/", {"number": "1"})
    share.refresh_from_db()
    assert share.held == 0


def test_the_day_of_a_visit_is_set(expert, cycle):
    from datetime import timedelta

    from kargah import clock
    from kargah.jalali.calendar import short

    inspection = an_assigned_inspection(cycle=cycle)
    day = clock.today() + timedelta(days=3)
    page = f"/province/visits/{inspection.public_id}/"
    assert expert.get(page).status_code == 200
    assert expert.post(page, {"what": "day", "visit_on": short(day)}).status_code == 302
    inspection.refresh_from_db()
    assert inspection.visit_on == day
    assert expert.post(page, {"what": "day", "visit_on": "1400/01/01"}).status_code == 422


def test_workshops_that_are_ready_are_put_in_and_taken_out(expert, cycle):
    inspection = a_confirmed_inspection(cycle=cycle)
    a_confirmed_inspection(cycle=cycle)
    batch = a_batch(cycle)
    page = f"/province/reports/{batch.public_id}/"
    assert len(expert.get(page).context["ready"]) == 2
    expert.post(page, {"add": inspection.public_id})
    line = ReportLine.objects.get(report=batch)
    expert.post(page, {"line": line.public_id, "suggestion": "درخور درجهٔ یک"})
    line.refresh_from_db()
    assert line.suggestion
    expert.post(page, {"add_all": "yes"})
    assert batch.lines.count() == 2
    expert.post(page, {"remove": line.public_id})
    assert batch.lines.count() == 1
    assert expert.post(page, {"remove": "nothing"}).status_code == 404


def test_the_opinion_is_prepared_after_every_line(client):
    candidates = a_sent_list()
    client.force_login(an_expert_of())
    page = f"/province/lists/{candidates.public_id}/"
    client.post(page, {"prepare": "yes"})
    candidates.refresh_from_db()
    assert candidates.prepared_by is None
    lines = [line.public_id for line in candidates.lines.all()]
    client.post("/moves/agree_line/", {"subject": lines, "confirm": "yes", "key": "all"})
    client.post(page, {"prepare": "yes"})
    candidates.refresh_from_db()
    assert candidates.prepared_by == an_expert_of()
    client.force_login(a_deputy_of())
    assert "give_opinion" in client.get(page).content.decode()


def test_the_office_and_the_call_are_changed(expert, cycle):
    expert.post(
        "/province/office/",
        {
            "what": "office",
            "office_address": "خیابان امام",
            "office_phone": "035-1",
            "office_expert": "خانم یزدی",
        },
    )
    expert.post("/province/office/", {"what": "call", "call_text": "بیایید"})
    share = the_share(cycle, a_province())
    assert share.province.office_address == "خیابان امام" and share.call_text == "بیایید"
    assert expert.post("/province/office/", {"what": "office", "office_address": ""}).status_code == 422
