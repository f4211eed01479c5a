"""What headquarters does on its pages, by their forms."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kargah import clock
from kargah.certificates.models import IssueRun
from kargah.grading.models import CandidateList
from kargah.guideline import workbook
from kargah.guideline.models import Guideline
from kargah.guideline.queries import in_force
from kargah.jalali import calendar
from kargah.journal.models import Entry
from kargah.people.models import Post, User
from kargah.process import scope
from kargah.web.headquarters.views.journal import KINDS
from tests.cast.cycles import a_planned_cycle, an_open_cycle, the_ground, the_share
from tests.cast.grading import a_settled_ranking, an_agreed_list
from tests.cast.people import a_director, a_province, an_hq_expert
from tests.cast.reports import a_sent_report, the_lines

pytestmark = pytest.mark.django_db


def amounts(response):
    """What the form of the quotas would send back unchanged."""
    given = {"letter_number": "۱۲/۳", "key": response.context["key"]}
    for row in response.context["rows"]:
        iso = row.share.province.iso_code
        given[f"amount_{iso}"] = row.typed
        given[f"had_{iso}"] = row.typed
    return given


def test_all_quotas_are_set_in_one_form_and_a_bad_row_leaves_the_others(client):
    cycle, province = a_planned_cycle(), a_province()
    client.force_login(an_hq_expert())
    given = amounts(client.get("/hq/quotas/"))
    isos = [name.removeprefix("amount_") for name in given if name.startswith("amount_")]
    given |= {f"amount_{iso}": "۷" for iso in isos} | {f"amount_{province.iso_code}": "هفت"}
    page = client.post("/hq/quotas/", given)
    assert page.status_code == 200
    assert [row.share.province for row in page.context["rows"] if row.error] == [province]
    assert sum(row.done for row in page.context["rows"]) == 30
    assert page.context["sums"]["allotted"] == 210
    client.post("/hq/quotas/", amounts(client.get("/hq/quotas/")) | {f"amount_{province.iso_code}": "0"})
    assert the_share(cycle, province).entries.get().amount == 0
    assert client.get(f"/hq/quotas/{the_share(cycle, province).public_id}/").context["entries"].count() == 1


def test_after_the_announcement_the_director_changes_a_quota_by_letter(client):
    cycle, province = an_open_cycle(quota=3), a_province()
    for person, quota in ((an_hq_expert(), 3), (a_director(), 5)):
        client.force_login(person)
        given = amounts(client.get("/hq/quotas/")) | {f"amount_{province.iso_code}": "5"}
        client.post("/hq/quotas/", given)
        assert the_share(cycle, province).allotted == quota
    client.post(
        "/hq/quotas/",
        amounts(client.get("/hq/quotas/")) | {f"amount_{province.iso_code}": "6", "letter_number": ""},
    )
    assert the_share(cycle, province).allotted == 5


def test_a_line_is_approved_beside_its_sheet_and_the_next_one_follows(client):
    report = a_sent_report(lines=2)
    first, second = the_lines(report)
    client.force_login(an_hq_expert())
    page = client.get(f"/hq/lines/{first.public_id}/")
    assert page.context["then"] == f"/hq/lines/{second.public_id}/"
    photo = next(one["photos"][0] for one in first.content["answers"] if one["photos"])
    assert client.get(f"/file/{photo}/small/").status_code == 200
    assert sum(len(section["rows"]) for section in page.context["sections"]) == len(first.content["answers"])
    answer = client.post(
        f"/move/approve_line/reportline/{first.public_id}/?next={page.context['then']}",
        {"key": "k", "seen": first.version},
    )
    assert answer.url == page.context["then"]
    assert client.get(f"/hq/reports/{report.public_id}/").context["pending"] == [second]
    last = client.get(f"/hq/lines/{second.public_id}/")
    assert last.context["then"] == f"/hq/reports/{report.public_id}/"


def test_the_lists_of_all_provinces_are_drawn_at_once(client):
    ranking = a_settled_ranking()
    client.force_login(an_hq_expert())
    assert client.get("/hq/lists/").context["undrawn"][0][1] == [a_province()]
    assert client.post(f"/hq/rankings/{ranking.public_id}/draw/").status_code == 302
    assert CandidateList.objects.get().province == a_province()
    assert client.get("/hq/lists/").context["undrawn"][0][1] == []


def test_a_director_signs_what_was_shown_and_orders_the_issue(client):
    agreed = an_agreed_list(lines=1)
    line = agreed.lines.get()
    director = a_director()
    director.set_password("a long secret")
    director.save()
    client.force_login(director)
    look = client.post("/hq/issue/", {"line": line.public_id})
    assert look.status_code == 200 and look.context["able"] == 1
    given = {"line": line.public_id, "shown": look.context["shown"], "secret": "wrong"}
    assert client.post("/hq/issue/", given).status_code == 422
    stale = client.post("/hq/issue/", given | {"secret": "a long secret", "shown": "0" * 64})
    assert stale.status_code == 422 and not IssueRun.objects.exists()
    ordered = client.post("/hq/issue/", given | {"secret": "a long secret"})
    run = IssueRun.objects.get()
    assert ordered.url == f"/hq/issue/{run.public_id}/" and run.lines == [line.pk]
    assert client.get(ordered.url).context["number"] == 1


def test_an_expert_orders_no_issue(client):
    line = an_agreed_list(lines=1).lines.get()
    expert = an_hq_expert()
    expert.set_password("a long secret")
    expert.save()
    client.force_login(expert)
    look = client.post("/hq/issue/", {"line": line.public_id})
    given = {"line": line.public_id, "shown": look.context["shown"], "secret": "a long secret"}
    assert client.post("/hq/issue/", given).status_code == 422
    assert not IssueRun.objects.exists()


def test_a_draft_of_the_guideline_is_edited_here_and_in_excel(client):
    the_ground()
    client.force_login(an_hq_expert())
    published = in_force()
    client.post(f"/hq/guidelines/{published.public_id}/new/")
    draft = Guideline.objects.get(state="draft")
    page = f"/hq/guidelines/{draft.public_id}/"
    axis, criterion = draft.axes.first(), draft.criteria.first()
    changed = {
        "name": "محور تازه",
        "name_en": axis.name_en,
        "points": axis.points,
        "minimum_percent": axis.minimum_percent,
    }
    assert client.post(f"{page}axis/{axis.code}/", changed).status_code == 302
    axis.refresh_from_db()
    assert axis.name == "محور تازه"
    assert client.get(f"{page}criterion/{criterion.code}/").status_code == 200
    assert client.post(f"{page}criterion/{criterion.code}/", {"name": ""}).status_code == 422
    assert client.post(f"{page}settings/", {"parameters": "{}"}).status_code == 422
    data = client.get(f"{page}workbook/").content
    assert not workbook.read(io.BytesIO(data)).errors
    assert client.post(page, {"workbook": SimpleUploadedFile("g.xlsx", data)}).status_code == 302
    assert client.post(page, {"workbook": SimpleUploadedFile("g.xlsx", b"no")}).context["bad"]
    for part in ("settings/", f"axis/{published.axes.first().code}/"):
        assert client.get(f"/hq/guidelines/{published.public_id}/{part}").status_code == 404


def test_a_colleague_is_entered_gets_a_post_and_loses_it_and_the_journal_has_it(client):
    client.force_login(a_director())
    province = a_province()
    new = {
        "what": "enter",
        "username": "mahdavi",
        "first_name": "سارا",
        "last_name": "مهدوی",
        "password": "پنجرهٔ-باز-۴۸۱",
    }
    assert client.post("/hq/people/", new).status_code == 302
    post = {
        "what": "appoint",
        "username": "mahdavi",
        "role": "provincial_expert",
        "province": province.iso_code,
    }
    assert client.post("/hq/people/", post).status_code == 302
    held = Post.objects.get(holder=User.objects.get(username="mahdavi"))
    assert client.post("/hq/people/", post).status_code == 422  # the same post again
    assert client.post("/hq/people/", post | {"username": "nobody"}).status_code == 422
    client.post(f"/hq/people/{held.public_id}/end/")
    assert not held.holder.posts.in_force().exists()
    written = set(Entry.objects.values_list("move", flat=True))
    assert {"edit:enter_colleague", "edit:appoint", "edit:end_post"} <= written


def test_an_expert_gives_no_post_of_headquarters(client):
    client.force_login(an_hq_expert())
    a_director()
    page = client.post(
        "/hq/people/", {"what": "appoint", "username": "director", "role": "headquarters_expert"}
    )
    assert page.status_code == 422


def test_days_and_kinds_narrow_the_journal_and_the_older_pages_keep_them(client, monkeypatch):
    monkeypatch.setattr("kargah.web.headquarters.views.journal.AT_A_TIME", 1)
    an_open_cycle()
    client.force_login(an_hq_expert())
    last = Entry.objects.order_by("-seq").first()
    day, before = (calendar.short(clock.day_of(last.at) - timedelta(days=back)) for back in (0, 1))

    asked = {"since": day, "until": day, "kind": "cycles.cycle"}
    page = client.get("/hq/journal/", asked)
    first = page.context["lines"][0].entry
    assert first.subject_kind == "cycles.cycle"
    assert f"before={first.seq}" in page.content.decode() and "kind=cycles.cycle" in page.content.decode()
    older = client.get("/hq/journal/", {**asked, "before": first.seq}).context["lines"]
    assert [line.entry.subject_kind for line in older] == ["cycles.cycle"] and older[0].entry.seq < first.seq

    assert client.get("/hq/journal/", {"until": before, "move": first.move}).context["lines"] == []
    wrong = client.get("/hq/journal/", {"since": "1405/13/40"})
    assert wrong.status_code == 200 and "since" in wrong.context["days"].errors


def test_every_kind_of_row_of_the_journal_has_a_name():
    assert set(KINDS) == set(scope.KINDS)


def test_the_journal_is_searched_and_proved(client):
    an_open_cycle()
    client.force_login(an_hq_expert())
    lines = client.get("/hq/journal/", {"move": "announce_quotas"}).context["lines"]
    assert [line.move for line in lines] == ["announce_quotas"]
    assert not client.get("/hq/journal/", {"by": "nobody"}).context["lines"]
    older = client.get("/hq/journal/", {"before": lines[0].entry.seq}).context["lines"]
    assert older and all(line.entry.seq < lines[0].entry.seq for line in older)
    proof = client.get("/hq/journal/verify/")
    assert proof.context["breaks"] == [] and proof.context["number"] == Entry.objects.count()
