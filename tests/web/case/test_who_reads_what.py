"""To each reader of a case what is theirs to read, part by part."""

import pytest
from django.urls import reverse

from kargah.jalali.templatetags.jalali import points
from kargah.people.models import PartnerBody, Post, Role, User
from kargah.process.engine import perform
from kargah.web.case.parts import PARTS
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EVERYBODYS = {"summary", "way", "papers", "visits", "defects", "letters", "history"}


@pytest.fixture
def case():
    """Gone all the way: with defects that were mended, a report, a list, and the certificate."""
    inspection = cast.a_finished_revisit(cast.an_answered_notice(case=cast.a_selected_case()))
    inspection = perform("confirm", inspection, by=inspection.inspector)
    report = cast.an_approved_report(inspections=[inspection])
    ranking = cast.a_settled_ranking(report.cycle)
    agreed = cast.an_agreed_list(ranking=ranking)
    return cast.a_certificate(agreed.lines.get()).application


def read(client, person, case, part):
    client.force_login(person)
    return client.get(reverse("case-part", args=[case.public_id, part]))


def parts_of(client, person, case):
    return {part for part in PARTS if read(client, person, case, part).status_code == 200}


def everything(client, person, case):
    """All that this person can read of the case, as one text."""
    answers = [read(client, person, case, part) for part in PARTS]
    return "\n".join(one.content.decode() for one in answers if one.status_code == 200)


def test_offices_and_auditor_read_every_part(client, case):
    for person in (
        cast.an_expert_of(case.province), cast.a_deputy_of(case.province), cast.an_hq_expert(), cast.a_director(),
        cast.an_auditor(),
    ):  # fmt: skip
        assert parts_of(client, person, case) == set(PARTS)


def test_the_applicant_reads_the_arithmetic_and_not_what_offices_said_among_themselves(client, case):
    assert parts_of(client, case.applicant, case) == EVERYBODYS | {"points"}


def test_the_applicant_meets_the_inspectors_name_and_no_colleagues(client, case):
    told = everything(client, case.applicant, case)

    assert case.inspections.get().inspector.full_name in told
    for person in User.objects.filter(posts__role__in=set(Role) - {Role.TECHNICAL_INSPECTOR}):
        assert person.full_name not in told


def test_the_inspector_reads_the_case_and_never_a_total(client, case):
    inspection = case.inspections.get()
    told = everything(client, inspection.inspector, case)

    assert parts_of(client, inspection.inspector, case) == EVERYBODYS
    assert points(inspection.total) not in told


def test_others_find_no_case(client, case):
    partner = User.objects.create_user(username="partner", first_name="نماینده", last_name="بانک")
    body = PartnerBody.objects.create(name="بانک")
    Post.objects.create(holder=partner, role=Role.PARTNER_BODY, body=body, starts_on=cast.SINCE)
    elsewhere = cast.a_province("فارس")

    for person in (
        partner, cast.an_applicant(), cast.an_expert_of(elsewhere), cast.a_deputy_of(elsewhere),
        cast.an_inspector_of(case.province, name="idle-inspector"),
    ):  # fmt: skip
        assert parts_of(client, person, case) == set()


def test_letters_to_headquarters_are_no_matter_of_the_province_and_each_other_reads_their_own(client, case):
    here, of_the_country = cast.an_expert_of(case.province), cast.an_hq_expert()
    letters = {
        person: [*read(client, person, case, "letters").context["page"]]
        for person in (here, of_the_country, case.applicant)
    }

    assert {letter.to for letter in letters[case.applicant]} == {case.applicant}
    assert of_the_country not in {letter.to for letter in letters[here]}
    assert {letter.pk for letter in letters[here]} <= {letter.pk for letter in letters[of_the_country]}


def test_frozen_versions_are_for_offices(client, case):
    line = case.report_lines.get()
    address = reverse("case-report-version", args=[case.public_id, line.public_id, 1])

    seen = {}
    for person in (cast.an_expert_of(case.province), case.applicant, line.inspection.inspector):
        client.force_login(person)
        seen[person] = client.get(address).status_code

    assert [*seen.values()] == [200, 404, 404]


def test_a_list_that_was_not_sent_is_unknown_to_the_province(client):
    line = cast.a_drawn_list(lines=1).lines.get()
    case = line.application

    here = read(client, cast.an_expert_of(case.province), case, "decisions").context["list_lines"]
    of_the_country = read(client, cast.an_hq_expert(), case, "decisions").context["list_lines"]

    assert [*here] == [] and [*of_the_country] == [line]


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


def test_the_panel_of_an_appeal_reads_the_case_with_its_points_until_it_has_decided(client):
    elsewhere = cast.a_province("فارس")
    member = cast.an_expert_of(elsewhere, name="member")
    case = cast.a_confirmed_inspection().application
    before = parts_of(client, member, case)
    appeal = cast.an_appeal_in_review(case=case, against="score", members=[member])
    photo = case.inspections.get().photos.first().stored

    meanwhile = parts_of(client, member, case)
    seen = client.get(reverse("file", args=[photo.sha256])).status_code
    told = everything(client, member, case)
    perform("reject", appeal, by=member, reason="امتیازها درست است")

    assert before == set() and meanwhile == EVERYBODYS | {"points"} and seen == 200
    assert cast.an_expert_of(case.province).full_name not in told
    assert parts_of(client, member, case) == set()
    assert client.get(reverse("file", args=[photo.sha256])).status_code == 404
