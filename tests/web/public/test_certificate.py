"""Whoever scans the paper learns how the certificate stands, and no more of people than the paper says."""

from datetime import timedelta

import pytest
from django.utils.html import escape

from kargah import clock
from kargah.persian.letters import fa
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(db):
    return cast.a_certificate()


def page_of(client, certificate):
    answer = client.get(f"/c/{certificate.code}/")
    assert answer.status_code == 200
    return answer


def test_a_valid_certificate_says_what_the_paper_says(client, certificate):
    answer = page_of(client, certificate)

    assert answer.context["verdict"].kind == "ok"
    page = answer.content.decode()
    for words in ("workshop", "holder", "grade", "city", "public_code"):
        assert escape(certificate.facts[words]) in page
    assert fa(certificate.register_number) in page


def test_the_page_is_small_and_leaves_nothing_with_the_visitor(client, certificate):
    answer = page_of(client, certificate)

    assert len(answer.content) < 5000
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    assert "csrf" not in answer.content.decode()


def test_no_particulars_of_people_beyond_the_paper(client, certificate):
    owner, workshop = certificate.application.applicant, certificate.workshop
    page = page_of(client, certificate).content.decode()

    for private in (owner.mobile, owner.national_id, workshop.address, certificate.application.tracking_code):
        assert private and private not in page and fa(private) not in page


def test_the_code_is_read_in_any_case_with_and_without_hyphens(client, certificate):
    code = certificate.code
    for typed in (code.lower(), certificate.facts["public_code"], code.replace("0", "o").replace("1", "l")):
        assert client.get(f"/c/{typed}").context["certificate"] == certificate
        assert client.get(f"/c/{typed}/").context["certificate"] == certificate


def test_after_its_last_day_it_has_ended(client, certificate):
    clock.set_to(clock.end_of(certificate.valid_through))

    assert page_of(client, certificate).context["verdict"].kind == "warn"


def test_suspended_and_revoked_say_since_when_and_the_class_of_the_reason_only(client, certificate):
    secret = "شکایت همسایه از خانم کاشانی"
    cast.a_suspended(certificate, reason_class="quality", reason=secret)
    suspended = page_of(client, certificate)
    assert suspended.context["verdict"].kind == "warn"
    assert str(certificate.actions.last().get_reason_class_display()) in suspended.content.decode()

    cast.a_revoked(certificate, reason_class="misuse", reason=secret)
    clock.set_to(clock.end_of(certificate.valid_through))
    revoked = page_of(client, certificate)

    assert revoked.context["verdict"].kind == "bad"  # revoked for ever, also after its end
    for page in (suspended, revoked):
        assert secret not in page.content.decode() and len(page.content) < 5000


def test_a_replaced_certificate_leads_to_the_newer_one(client, certificate):
    clock.set_to(clock.now() + timedelta(days=300))
    renewal = cast.a_renewal(certificate)

    answer = page_of(client, certificate)

    assert answer.context["verdict"].kind == "plain"
    assert f'href="/c/{renewal.code}/"' in answer.content.decode()
    assert page_of(client, renewal).context["verdict"].kind == "ok"


def test_code_and_number_lead_to_the_certificate(client, certificate):
    for typed in (certificate.code.lower(), certificate.register_number, fa(certificate.register_number)):
        answer = client.get("/verify/", {"code": typed})
        assert (answer.status_code, answer["Location"]) == (302, f"/c/{certificate.code}/")
    for typed in ("1405/99/1", "nothing", "1/2/3/4", "1405/00/۹۹۹۹۹۹۹۹۹۹۹۹"):
        assert client.get("/verify/", {"code": typed}).status_code == 422


def test_who_walks_through_the_numbers_is_slowed_down(client, certificate):
    answers = {client.get("/verify/", {"code": f"1405/1/{n}"}).status_code for n in range(62)}

    assert answers == {422, 429}


# --- the directory -----------------------------------------------------------------------------------------
def test_the_directory_finds_by_province_craft_grade_and_name(client, certificate):
    right = {
        "province": certificate.province.numeric_code,
        "group": certificate.craft_group.code,
        "grade": certificate.grade,
        "name": certificate.workshop.name[:6],
    }
    wrong = {
        "province": cast.a_province("فارس").numeric_code,
        "group": "00",
        "grade": "درجه سه",
        "name": "قالی‌شویی",
    }
    assert list(client.get("/directory/", right).context["page"]) == [certificate]
    for name in ("province", "grade", "name"):
        assert list(client.get("/directory/", {**right, name: wrong[name]}).context["page"]) == []


def test_only_certificates_in_force_stand_in_the_directory(client, certificate):
    address = f"/directory/{certificate.workshop.public_id}/"
    assert client.get(address).status_code == 200

    cast.a_suspended(certificate)
    assert list(client.get("/directory/").context["page"]) == []
    assert client.get(address).status_code == 404

    cast.a_restored(certificate)
    clock.set_to(clock.end_of(certificate.valid_through))
    assert list(client.get("/directory/").context["page"]) == []


def test_contact_is_shown_with_consent_alone(client, certificate):
    workshop = certificate.workshop
    workshop.phone = "03532220000"
    workshop.save()
    address = f"/directory/{workshop.public_id}/"
    page = client.get(address).content.decode()
    assert workshop.address not in page and workshop.phone not in page

    workshop.publishes_contact = True
    workshop.save()

    page = client.get(address).content.decode()
    assert workshop.address in page and workshop.phone in page
