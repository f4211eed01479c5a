"""The applicant's pages: from the first visit to the receipt, without a script, and nobody else's."""

import io
import re

import pytest
from django.urls import reverse
from PIL import Image

from kargah.applications.models import Application
from kargah.jalali.templatetags.jalali import points
from tests import cast

pytestmark = pytest.mark.django_db


def a_picture():
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "#336699").save(file, "JPEG")
    file.seek(0)
    file.name = "paper.jpg"
    return file


def step(case, name):
    return reverse("workshop-request", args=[case.public_id, name])


def hidden(answer, name):
    return re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())[1]


@pytest.fixture
def owner(client):
    person = cast.an_applicant()
    client.force_login(person)
    return person


def test_a_new_person_is_asked_for_name_then_workshop_then_request(client):
    cycle = cast.an_open_cycle()
    newcomer = cast.an_applicant(national_id="")
    client.force_login(newcomer)
    assert b'href="/workshop/identity/"' in client.get("/workshop/").content

    client.post(
        "/workshop/identity/",
        {"first_name": "مریم", "last_name": "یزدی", "national_id": cast.a_national_id(77_777)},
    )
    assert b'href="/workshop/new/"' in client.get("/workshop/").content

    answer = client.post(
        "/workshop/new/",
        {
            "name": "سفال مریم",
            "province": cast.a_province().numeric_code,
            "holder_kind": "natural",
            "county": "میبد",
            "city": "میبد",
            "address": "کوچهٔ سفالگران",
        },
    )
    workshop = newcomer.workshops.get()
    assert answer.url == reverse("workshop-start", args=[workshop.public_id])
    page = client.get(answer.url)
    assert cycle.title in page.content.decode()

    answer = client.post(
        answer.url, {"key": hidden(page, "key"), "cycle": cycle.public_id, "craft_group": _group(page)}
    )
    assert answer.url == step(newcomer.applications.get(), "identity")


def _group(page):
    return re.search(r'<select name="craft_group".*?<option value="(\w+)"', page.content.decode(), re.DOTALL)[
        1
    ]


def test_a_request_is_filled_in_five_steps_and_its_receipt_shows_the_code(client, owner):
    workshop = cast.a_workshop(owner=owner, licensed_on=None)
    case = cast.a_draft(workshop=workshop, complete=False)
    craft = case.craft_group.fields.filter(active=True).first()

    assert client.post(step(case, "identity"), {"first_name": "زهرا", "last_name": "کاشانی"}).url == step(
        case, "workshop"
    )
    facts = {
        "name": "نو",
        "holder_kind": "natural",
        "county": "میبد",
        "city": "میبد",
        "address": "خیابان امام",
    }
    assert client.post(step(case, "workshop"), facts).url == step(case, "licences")
    licence = {"licence-kind": "workshop", "licence-number": "۱۲", "licence-issued_on": "۱۳۹۰/۰۲/۰۳"}
    paper = {"paper-file": a_picture(), "paper-caption": "پروانه"}
    assert client.post(step(case, "licences"), licence | paper).url == step(case, "production")
    made = {
        "craft_fields": craft.code,
        "women": "۲",
        "men": "۰",
        "product-name": "کاسه",
        "product-monthly_volume": "۱۲۰",
        "product-unit": "عدد",
    }
    assert client.post(step(case, "production"), made).url == step(case, "review")
    page = client.get(step(case, "review"))
    move = reverse("move", args=["register", "application", case.public_id])
    receipt = reverse("workshop-receipt", args=[case.public_id])
    sent = client.post(f"{move}?next={receipt}", {"key": hidden(page, "key"), "seen": hidden(page, "seen")})

    case.refresh_from_db()
    assert case.state == Application.State.REGISTERED
    assert case.attachments.get().caption == "پروانه"
    assert sent.url == receipt
    assert case.tracking_code in client.get(receipt).content.decode()


def test_what_was_fine_is_saved_when_something_else_was_not(client, owner):
    case = cast.a_draft(workshop=cast.a_workshop(owner=owner), complete=False)
    craft = case.craft_group.fields.filter(active=True).first()

    answer = client.post(
        step(case, "production"),
        {
            "craft_fields": craft.code,
            "women": "3",
            "men": "1",
            "product-name": "کاسه",
            "product-monthly_volume": "زیاد",
        },
    )

    case.refresh_from_db()
    assert answer.status_code == 422
    assert case.women == 3 and list(case.craft_fields.all()) == [craft]
    assert not case.products.exists()
    assert 'value="زیاد"' in answer.content.decode()


def test_a_row_is_taken_away_and_what_was_typed_beside_it_is_kept(client, owner):
    case = cast.a_draft(workshop=cast.a_workshop(owner=owner))
    product = case.products.get()

    answer = client.post(
        step(case, "production"),
        {
            "remove": f"product-{product.pk}",
            "craft_fields": case.craft_fields.get().code,
            "women": "9",
            "men": "0",
        },
    )

    case.refresh_from_db()
    assert answer.url == step(case, "production")
    assert not case.products.exists() and case.women == 9


def test_the_review_says_what_is_missing_and_has_no_button_until_it_is_there(client, owner):
    case = cast.a_draft(workshop=cast.a_workshop(owner=owner), complete=False)

    page = client.get(step(case, "review")).content.decode()

    assert f"/move/register/application/{case.public_id}/" not in page
    assert "message warning" in page


def test_what_was_asked_is_shown_and_the_steps_open_again(client):
    case = cast.a_registered_case()
    cast.perform("ask_completion", case, by=cast.an_expert_of(case.province), items="تصویر پروانه")
    client.force_login(case.applicant)

    page = client.get(reverse("workshop-asked", args=[case.public_id])).content.decode()
    review = client.get(step(case, "review")).content.decode()

    assert "تصویر پروانه" in page
    assert f"/move/complete/application/{case.public_id}/" in review


def test_a_handed_in_request_opens_no_step(client):
    case = cast.a_registered_case()
    client.force_login(case.applicant)

    answer = client.get(step(case, "production"))

    assert answer.url == reverse("workshop-receipt", args=[case.public_id])


@pytest.mark.parametrize(
    "page",
    ["asked", "receipt", "conditions", "defects", "give-up", "result", "certificate", "appeals", "withdraw"],
)
def test_the_pages_of_another_persons_case_are_not_found(client, owner, page):
    case = cast.a_registered_case()

    assert client.get(reverse(f"workshop-{page}", args=[case.public_id])).status_code == 404
    assert client.get(step(case, "production")).status_code == 404


def test_the_self_check_says_from_which_day_one_may_come(client):
    cast.an_open_cycle()
    answers = dict.fromkeys(("handicraft", "record", "volume", "quality", "orders"), "yes")

    early = client.post("/workshop/check/", answers | {"first_licence": "1405/01/01"}).content.decode()
    fit = client.post("/workshop/check/", answers | {"first_licence": "1390/01/01"}).content.decode()

    assert "۱ فروردین ۱۴۰۸" in early
    assert "verdict ok" in fit


def test_defects_are_answered_from_their_page(client):
    inspection = cast.a_defect_notice()
    case = inspection.application
    client.force_login(case.applicant)
    address = reverse("workshop-defects", args=[case.public_id])

    page = client.get(address)
    assert "نقش‌ها یکدست نیست" in page.content.decode()
    defect = inspection.notices.get().defects.get()
    move = reverse("move", args=["answer_defects", "inspection", inspection.public_id])
    client.post(
        f"{move}?next={address}",
        {
            "key": hidden(page, "key"),
            "seen": hidden(page, "seen"),
            f"text_{defect.pk}": "نقش‌ها را از نو زدم",
            "done": "on",
        },
    )

    after = client.get(address).content.decode()
    assert "نقش‌ها را از نو زدم" in after
    assert f"/move/answer_defects/inspection/{inspection.public_id}/" not in after


def test_the_result_shows_the_sum_only_when_the_inspection_ended(client):
    inspection = cast.a_finished_visit()
    case = inspection.application
    client.force_login(case.applicant)
    address = reverse("workshop-result", args=[case.public_id])
    assert "<table" not in client.get(address).content.decode()

    ended = cast.perform("confirm", inspection, by=inspection.inspector)

    page = client.get(address).content.decode()
    assert f"<b>{points(ended.total)}</b>" in page
    assert page.count("<summary>") == case.cycle.guideline.axes.count()


def test_the_home_has_one_main_button_and_a_timeline_for_each_case(client):
    case = cast.a_defect_notice().application
    client.force_login(case.applicant)

    page = client.get("/workshop/").content.decode()

    assert page.count("btn-primary") == 1
    assert reverse("workshop-defects", args=[case.public_id]) in page
    assert page.count("tl-done") == 3 and page.count("tl-now") == 1


def test_messages_are_read_once(client):
    case = cast.a_registered_case()
    client.force_login(case.applicant)
    assert 'class="count"' in client.get("/workshop/").content.decode()

    page = client.get("/letters/").content.decode()
    assert case.applicant.letters.first().body in re.sub(r"</?bdi[^>]*>", "", page)

    assert client.get("/letters/").status_code == 200
    assert not case.applicant.letters.filter(read_at=None).exists()


def test_a_request_is_withdrawn_after_one_question(client):
    case = cast.a_registered_case()
    client.force_login(case.applicant)
    page = client.get(reverse("workshop-withdraw", args=[case.public_id]))
    move = reverse("move", args=["withdraw", "application", case.public_id])

    client.post(
        f"{move}?next=/workshop/", {"key": hidden(page, "key"), "seen": hidden(page, "seen"), "reason": ""}
    )

    case.refresh_from_db()
    assert case.state == Application.State.WITHDRAWN
    after = client.get(reverse("workshop-withdraw", args=[case.public_id])).content.decode()
    assert "/move/withdraw/" not in after


def test_the_certificate_shows_its_state_and_the_address_of_its_verification(client):
    certificate = cast.a_certificate()
    case = certificate.application
    client.force_login(case.applicant)

    page = client.get(reverse("workshop-certificate", args=[case.public_id])).content.decode()
    result = client.get(reverse("workshop-result", args=[case.public_id])).content.decode()
    home = client.get("/workshop/").content.decode()

    assert f"/c/{certificate.code}" in page and certificate.grade in page
    assert case.placements.get().band in result
    assert reverse("workshop-certificate", args=[case.public_id]) in home


def test_the_appeals_stand_with_the_way_to_lodge_one(client):
    case = cast.a_confirmed_inspection().application
    client.force_login(case.applicant)

    page = client.get(reverse("workshop-appeals", args=[case.public_id])).content.decode()

    assert f"/move/lodge/application/{case.public_id}/" in page


def test_who_will_not_mend_says_so_in_words(client):
    inspection = cast.a_defect_notice()
    case = inspection.application
    client.force_login(case.applicant)
    address = reverse("workshop-give-up", args=[case.public_id])

    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "توان رفع آن را ندارم"})

    inspection.refresh_from_db()
    assert inspection.repair_given_up
