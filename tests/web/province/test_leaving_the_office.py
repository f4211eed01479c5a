"""What leaves the office: visits on their days, papers into hands, letters to people."""

from datetime import timedelta

import pytest

from kargah import clock
from kargah.cycles import days
from kargah.inspections import edits
from kargah.jalali import calendar
from kargah.journal.models import Entry
from kargah.notifications.models import Letter
from tests import cast

pytestmark = pytest.mark.django_db
PAGE = "/province/visits/month/"


def test_the_month_shows_each_visit_on_its_day_and_narrows_to_a_town(client):
    visit = cast.an_assigned_inspection()
    day = clock.today() + timedelta(days=3)
    edits.set_visit_day(visit, day, cast.an_expert_of())
    days.close(by=cast.an_hq_expert(), day=day, words="عید")
    client.force_login(cast.an_expert_of())
    year, month, _day = calendar.parts(day)

    page = client.get(PAGE, {"month": f"{year}-{month:02}"})

    [there] = [one for week in page.context["weeks"] for one in week if one.visits]
    assert there.day == day and there.visits == [visit] and there.closed == "عید"
    assert all(len(week) == 7 and week[-1].is_friday for week in page.context["weeks"])
    town = client.get(PAGE, {"month": f"{year}-{month:02}", "town": visit.application.workshop.city})
    assert town.context["town"] == visit.application.workshop.city


@pytest.mark.parametrize("month", ["", "1405-13", "x", "99999999999-1", "1405-"])
def test_a_month_that_is_none_is_the_month_of_today(client, month):
    cast.an_open_cycle()
    client.force_login(cast.an_expert_of())

    page = client.get(PAGE, {"month": month})

    assert any(day.is_today for week in page.context["weeks"] for day in week)


def test_a_paper_is_handed_over_once_and_the_journal_knows(client):
    certificate = cast.a_certificate()
    client.force_login(cast.an_expert_of())
    page = f"/province/certificates/{certificate.public_id}/"
    today = calendar.short(clock.today())

    assert client.post(page, {"to": "مریم رضایی", "given_on": today}).status_code == 422  # nobody signed
    assert client.post(page, {"to": "مریم رضایی", "given_on": today, "sure": "on"}).status_code == 302

    certificate.refresh_from_db()
    assert certificate.handover.to == "مریم رضایی" and certificate.state == "valid"
    assert Entry.objects.last().move == "edit:hand_over"
    again = client.post(page, {"to": "دیگری", "given_on": today, "sure": "on"})
    assert again.status_code == 422
    listed = client.get("/province/certificates/", {"given": "yes"}).context["listed"]
    assert listed.rows == [certificate]


def test_a_certificate_of_another_province_is_not_handed_over_here(client):
    certificate = cast.a_certificate()
    client.force_login(cast.an_expert_of(cast.a_province("فارس")))

    assert client.get(f"/province/certificates/{certificate.public_id}/").status_code == 404
    assert client.get("/province/certificates/").context["listed"].rows == []


def test_a_province_reads_the_letters_about_its_own_cases(client):
    cycle = cast.an_open_cycle()
    here, elsewhere = cast.a_registered_case(cycle), cast.a_registered_case(cycle, cast.a_province("فارس"))
    client.force_login(cast.an_expert_of(here.province))

    rows = client.get("/province/letters/").context["listed"].rows

    assert {row.case_id for row in rows} == {here.pk}
    client.force_login(cast.an_auditor())
    assert {row.case_id for row in client.get("/hq/letters/").context["listed"].rows} >= {
        here.pk,
        elsewhere.pk,
    }


def test_letters_are_turned_without_showing_their_key(client, monkeypatch):
    from dataclasses import replace

    from kargah.web.headquarters.views import office

    monkeypatch.setattr(office, "LETTERS", replace(office.LETTERS, size=1))
    cast.a_registered_case()
    cast.a_registered_case()
    client.force_login(cast.an_hq_expert())
    seen, address = [], "/hq/letters/"
    while address:
        listed = client.get(address).context["listed"]
        seen += listed.rows
        address = listed.next
        assert not any(f"after={row.pk}" in address for row in listed.rows)

    assert seen == list(Letter.objects.order_by("-created_at", "-pk"))
    assert client.get(f"/hq/letters/?after={seen[0].pk}").context["listed"].rows == seen[:1]  # no sealed key


def test_days_and_bodies_are_entered_by_headquarters_and_by_nobody_else(client):
    cast.an_open_cycle()
    client.force_login(cast.an_hq_expert())
    day = calendar.short(clock.today() + timedelta(days=9))

    assert client.post("/hq/days/", {"day": day, "words": "عید"}).status_code == 302
    assert client.post("/hq/days/", {"day": day, "words": "عید"}).status_code == 422
    [closed] = client.get("/hq/days/").context["days"]
    assert client.post("/hq/days/", {"open": closed.public_id}).status_code == 302
    assert not client.get("/hq/days/").context["days"]
    assert client.post("/hq/bodies/", {"name": "بیمه ایران", "kind": "insurer"}).status_code in (
        302,
        403,
        422,
    )
    client.force_login(cast.a_director())
    client.post("/hq/bodies/", {"name": "بانک ملی", "kind": "bank"})
    assert "بانک ملی" in client.get("/hq/bodies/").content.decode()
    client.force_login(cast.an_auditor())
    assert client.post("/hq/days/", {"day": day, "words": "عید"}).status_code == 403


def test_the_health_of_the_system_is_told(client):
    cast.a_registered_case()
    client.force_login(cast.an_auditor())

    condition = client.get("/hq/health/").context["condition"]

    assert condition.entries == Entry.objects.count() and condition.free > 0 and not condition.parked
