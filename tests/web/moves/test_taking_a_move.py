"""A move is taken on its page: once, by who may, on what was seen; what says no stands on the page in words."""

import pytest
from django.urls import reverse

from kargah.journal.models import Entry
from kargah.process.models import Proposal
from tests import cast

pytestmark = pytest.mark.django_db

REASON = "کارگاه در این نشانی نیست و صاحب آن پاسخ نمی‌دهد"


def page_of(name, row, next_=""):
    address = reverse("move", args=[name, row._meta.model_name, row.public_id])
    return f"{address}?next={next_}" if next_ else address


def sent(client, name, row, next_="", **data):
    fields = {"key": f"key-{name}-{row.pk}", "seen": row.version, **data}
    return client.post(page_of(name, row, next_), fields)


@pytest.fixture
def at_the_expert(client):
    """A selected case, and its province's expert at the screen."""
    case = cast.a_selected_case()
    client.force_login(cast.an_expert_of(case.province))
    return case


def test_the_page_shows_what_it_is_about_and_its_button(client, at_the_expert):
    page = client.get(page_of("release", at_the_expert)).content.decode()

    assert at_the_expert.workshop.name in page
    assert 'name="key"' in page and f'name="seen" value="{at_the_expert.version}"' in page
    assert "<button" in page.split("data-once")[1]


def test_a_taken_move_says_what_happened_and_goes_on_to_the_case(client, at_the_expert):
    answer = sent(client, "release", at_the_expert, reason=REASON, to="waitlisted")

    at_the_expert.refresh_from_db()
    assert answer.status_code == 302 and answer.url == reverse("case", args=[at_the_expert.public_id])
    assert at_the_expert.state == "waitlisted"


def test_after_it_one_goes_where_one_came_from_but_never_out_of_the_house(client, at_the_expert):
    other = cast.a_selected_case(cycle=at_the_expert.cycle)

    assert sent(client, "release", at_the_expert, "/work/", reason=REASON, to="waitlisted").url == "/work/"
    assert sent(client, "release", other, "//evil.example/", reason=REASON, to="waitlisted").url.startswith(
        "/case/"
    )


def test_sent_twice_with_the_same_key_it_is_done_once(client, at_the_expert):
    first = sent(client, "release", at_the_expert, reason=REASON, to="waitlisted")
    again = sent(client, "release", at_the_expert, reason=REASON, to="waitlisted")

    assert first.status_code == again.status_code == 302
    assert Entry.objects.filter(move="release", subject_id=at_the_expert.pk).count() == 1


def test_what_was_typed_is_kept_beside_its_error(client, at_the_expert):
    answer = sent(client, "release", at_the_expert, reason=REASON)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert REASON in page and "errsum" in page
    at_the_expert.refresh_from_db()
    assert at_the_expert.state == "selected"


def test_somebody_else_was_faster_and_the_page_says_so(client, at_the_expert):
    answer = sent(
        client, "release", at_the_expert, seen=at_the_expert.version - 1, reason=REASON, to="waitlisted"
    )

    assert answer.status_code == 409
    assert REASON in answer.content.decode()
    at_the_expert.refresh_from_db()
    assert at_the_expert.state == "selected"


def test_a_step_out_of_turn_has_no_button(client, at_the_expert):
    answer = client.get(page_of("screen_in", at_the_expert))

    assert answer.status_code == 409
    assert "data-once" not in answer.content.decode().split("<main")[1]


def test_what_a_rule_refuses_is_said_before_anything_is_typed(client):
    case = cast.a_registered_case()
    client.force_login(cast.an_expert_of(case.province))

    answer = client.get(page_of("screen_in", case))

    assert answer.status_code == 200
    main = answer.content.decode().split("<main")[1]
    assert "message warning" in main and "data-once" not in main


def test_another_provinces_case_is_not_there(client, at_the_expert):
    client.force_login(cast.an_expert_of(cast.a_province("فارس")))

    assert client.get(page_of("release", at_the_expert)).status_code == 404
    assert sent(client, "release", at_the_expert, reason=REASON, to="waitlisted").status_code == 404


def test_who_sees_a_case_may_still_not_act_on_it(client, at_the_expert):
    client.force_login(cast.an_auditor())

    assert client.get(page_of("release", at_the_expert)).status_code == 403
    assert sent(client, "release", at_the_expert, reason=REASON, to="waitlisted").status_code == 403
    at_the_expert.refresh_from_db()
    assert at_the_expert.state == "selected"


def test_a_form_without_its_key_is_not_taken(client, at_the_expert):
    assert (
        client.post(page_of("release", at_the_expert), {"reason": REASON, "to": "waitlisted"}).status_code
        == 404
    )


@pytest.fixture
def a_proposal(client):
    """The expert proposed to select a case out of order, by the page."""
    case = cast.an_eligible_case()
    cast.selecting(case.share)
    case.refresh_from_db()
    client.force_login(cast.an_expert_of(case.province))
    answer = sent(client, "select_out_of_order", case, reason=REASON)
    assert answer.status_code == 302
    return Proposal.objects.get()


def answer_to(client, proposal, answer, **more):
    fields = {"answer": answer, "seen": proposal.version, **more}
    return client.post(reverse("proposal", args=[proposal.public_id]), fields)


def test_two_persons_take_a_two_person_move(client, a_proposal):
    assert a_proposal.state == "proposed" and a_proposal.case.state == "eligible"
    deputy = cast.a_deputy_of(a_proposal.province)
    client.force_login(deputy)
    page = client.get(reverse("proposal", args=[a_proposal.public_id])).content.decode()
    assert REASON in page

    assert answer_to(client, a_proposal, "confirm").status_code == 302
    assert answer_to(client, a_proposal, "confirm").status_code == 302  # pressed twice

    a_proposal.refresh_from_db()
    a_proposal.case.refresh_from_db()
    assert a_proposal.state == "confirmed" and a_proposal.case.state == "selected"


def test_the_author_of_a_proposal_cannot_confirm_it_but_may_take_it_back(client, a_proposal):
    assert answer_to(client, a_proposal, "confirm").status_code == 403
    assert answer_to(client, a_proposal, "take_back").status_code == 302

    a_proposal.refresh_from_db()
    assert a_proposal.state == "taken_back" and a_proposal.case.state == "eligible"


def test_refusing_a_proposal_needs_a_reason(client, a_proposal):
    client.force_login(cast.a_deputy_of(a_proposal.province))

    assert answer_to(client, a_proposal, "refuse").status_code == 422
    assert answer_to(client, a_proposal, "refuse", reason=REASON).status_code == 302

    a_proposal.refresh_from_db()
    assert a_proposal.state == "refused" and a_proposal.answer == REASON


def test_a_proposal_of_another_province_is_not_there(client, a_proposal):
    client.force_login(cast.a_deputy_of(cast.a_province("فارس")))

    assert client.get(reverse("proposal", args=[a_proposal.public_id])).status_code == 404


def signing(client, report, secret):
    deputy = cast.a_deputy_of(report.province)
    deputy.set_password("kargah-deputy-1405")
    deputy.save()
    client.force_login(deputy)
    page = client.get(page_of("send_report", report)).content.decode()
    shown = page.split('name="shown" value="')[1].split('"')[0]
    return sent(client, "send_report", report, secret=secret, shown=shown), shown


def test_a_signature_is_bound_to_what_was_shown(client):
    report = cast.a_compiled_report()

    answer, shown = signing(client, report, "kargah-deputy-1405")

    report.refresh_from_db()
    assert answer.status_code == 302 and report.state == "sent"
    assert Entry.objects.get(move="send_report").shown == shown


def test_a_wrong_password_signs_nothing(client):
    report = cast.a_compiled_report()

    answer, _shown = signing(client, report, "not-the-password")

    report.refresh_from_db()
    assert answer.status_code == 409 and report.state == "compiled"
    assert "not-the-password" not in answer.content.decode()


def test_what_changed_since_it_was_shown_is_not_signed(client):
    report = cast.a_compiled_report()
    signing(client, report, "")

    answer = sent(client, "send_report", report, secret="kargah-deputy-1405", shown="0" * 64)

    report.refresh_from_db()
    assert answer.status_code == 409 and report.state == "compiled"


def test_one_step_on_many_rows_is_looked_at_and_then_done_row_by_row(client):
    first = cast.an_eligible_case()
    second = cast.an_eligible_case(cycle=first.cycle)
    cast.selecting(first.share)
    client.force_login(cast.an_expert_of(first.province))
    address = reverse("moves", args=["waitlist"])
    chosen = [first.public_id, second.public_id]
    assert first.workshop.name in client.get(address).content.decode()

    look = client.post(address, {"subject": chosen}).content.decode()
    done = client.post(
        address,
        {"subject": chosen, "confirm": "yes", "key": "many", f"seen_{first.public_id}": 99},
    ).content.decode()

    first.refresh_from_db()
    second.refresh_from_db()
    assert look.count('name="subject"') == 2
    assert (first.state, second.state) == ("eligible", "waitlisted")
    assert done.count("tag-ok") >= 1


def test_a_signed_or_two_person_move_is_not_taken_on_many_at_once(client):
    client.force_login(cast.a_director())

    for name in ("issue", "decide_over", "cancel_inspection"):
        assert client.get(reverse("moves", args=[name])).status_code == 404


def test_one_inspector_is_given_several_workshops_at_once(client):
    cycle = cast.an_open_cycle(quota=3)
    cases = [cast.a_selected_case(cycle) for _ in range(2)]
    nomination = cast.an_accepted_nomination(cast.the_share(cycle, cases[0].province))
    client.force_login(cast.an_expert_of(cases[0].province))
    address = reverse("moves", args=["assign"])
    chosen = [case.public_id for case in cases]

    look = client.post(address, {"subject": chosen})
    answer = client.post(
        address, {"subject": chosen, "confirm": "yes", "key": "many", "nomination": nomination.public_id}
    )

    assert nomination.public_id in look.content.decode()
    assert [row.done for row in answer.context["rows"]] == [True, True]
    assert {case.inspections.get().inspector for case in cases} == {nomination.inspector}


def test_the_look_says_what_will_become_of_each_row(client):
    case = cast.an_eligible_case()
    cast.selecting(case.share)
    client.force_login(cast.an_expert_of(case.province))

    page = client.post(reverse("moves", args=["select"]), {"subject": [case.public_id]})

    assert [row.after.state for row in page.context["rows"]] == ["selected"]
    assert page.context["letters"] == 1
    case.refresh_from_db()
    assert case.state == "eligible"


def test_rows_are_ticked_all_at_once_without_any_script(client):
    case = cast.a_registered_case()
    client.force_login(cast.an_expert_of(case.province))
    address = reverse("moves", args=["screen_in"])

    assert " checked" not in client.get(address).content.decode()
    assert " checked" in client.get(f"{address}?all=1").content.decode()
