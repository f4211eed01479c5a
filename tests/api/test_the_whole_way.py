"""One workshop from the planned cycle to its certificate, S1 to S14, by programs alone: with defects to mend, a report
that comes back from headquarters, and a province that objects and is decided over."""

from datetime import timedelta
from itertools import groupby

import pytest
from django.core.files.base import ContentFile

from kargah import clock
from kargah.api import tokens
from kargah.demo import photos
from kargah.guideline.loading import load as load_guideline
from kargah.journal.models import Entry
from kargah.people.models import User
from kargah.places.loading import load as load_places
from tests import cast
from tests.api.client.generated import Kargah
from tests.api.client.transport import Refusal
from tests.journeys import country
from tests.journeys.test_a_workshop_earns_its_certificate import THE_WAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
YAZD = "IR-21"


def client_of(person):
    return Kargah(tokens.make(person, name="برنامه", scope="act", days=1)[1])


def day(days_from_now):
    return (clock.today() + timedelta(days=days_from_now)).isoformat()


def a_picture(number):
    return ContentFile(photos.drawn(number), f"photo-{number}.jpg")


def the_only(page):
    """The one row of a list."""
    (row,) = page["items"]
    return row


def choices(row, move, field):
    """What may be chosen in a step that the row offers."""
    (step,) = [one for one in row["moves"] if one["name"] == move]
    (asked,) = [one for one in step["asks"] if one["name"] == field]
    return [choice["value"] for choice in asked["choices"]]


@pytest.fixture
def programs():
    """Of every colleague, and of an artisan who has an account."""
    load_places()
    load_guideline()
    staff = country.everybody_has_a_post()
    country.a_draft_that_lets_decide_at_once(staff)
    artisan = User.objects.create_user(
        first_name="زهرا", last_name="کاشانی", mobile="09131234567", national_id=cast.a_national_id(7)
    )
    return {name: client_of(person) for name, person in {**staff, "artisan": artisan}.items()}


def test_from_the_planned_cycle_to_the_certificate_through_the_interface_alone(programs):
    cycle = when_headquarters_opens_a_cycle(programs["planner"], programs["director"])
    case = when_an_artisan_sends_a_request(programs["artisan"], cycle)
    when_the_province_selects_it(programs["expert"], case)
    nomination = when_an_inspector_is_introduced_and_accepted(programs)
    visit = when_the_workshop_is_inspected(programs, case, nomination)
    when_a_defect_is_mended(programs, visit)
    report = when_the_report_is_sent(programs)
    when_headquarters_returns_it_and_a_level_is_corrected(programs, report)
    when_headquarters_approves_it(programs["reviewer"], report)
    line = when_the_list_is_drawn_and_sent(programs, cycle)
    when_the_province_objects_and_is_decided_over(programs, line)
    then_the_certificate_is_issued_and_read_by_its_holder(programs, line, case)
    taken = Entry.objects.exclude(move__startswith="edit:").values_list("move", flat=True)
    assert [move for move, _again in groupby(taken)] == THE_WAY


def when_headquarters_opens_a_cycle(planner, director):
    draft = the_only(director.list_guidelines(state="draft"))["id"]
    ruling = director.publish_guideline(draft, seen=director.read_guidelines(draft).tag)
    planned = planner.plan_cycle(
        draft, seen=ruling.tag, title="دورهٔ بهار", year=1405, requests_close_on=day(60)
    )
    assert planned.status == 201
    cycle = planned["id"]
    for province in planner.list_provinces()["items"]:
        places = 2 if province["code"] == YAZD else 0
        planned = planner.set_quota(cycle, seen=planned.tag, province=province["code"], amount=places)
    assert director.announce_quotas(cycle, seen=planned.tag)["state"] == "open"
    return cycle


def when_an_artisan_sends_a_request(artisan, cycle):
    shop = artisan.enter_workshop(
        name="سفال لاجورد",
        holder_kind="natural",
        province=YAZD,
        county="میبد",
        city="میبد",
        address="کوچهٔ نرگس",
    )
    shop = artisan.add_licence(
        shop["id"], seen=shop.tag, kind="workshop", number="۱۲۳/ص", issued_on="2016-04-22"
    )
    assert choices(shop, "start", "cycle") == [cycle]
    group = choices(shop, "start", "craft_group")[0]
    case = artisan.start(shop["id"], seen=shop.tag, cycle=cycle, craft_group=group)
    crafts = [one["code"] for one in artisan.list_craft_fields()["items"] if one["group"] == group]
    case = artisan.set_details(case["id"], seen=case.tag, craft_fields=crafts[:1], women=2, men=1)
    case = artisan.add_product(case["id"], seen=case.tag, name="کاسه", monthly_volume=120, unit="عدد")
    case = artisan.attach(case["id"], seen=case.tag, file=a_picture(1), caption="مجوز کارگاه")
    case = artisan.register(case["id"], seen=case.tag)
    assert (case["state"], case["box"]) == ("registered", "S3")
    assert case["tracking_code"]
    return case["id"]


def when_the_province_selects_it(expert, public_id):
    assert the_only(expert.list_work("screen_in"))["id"] == public_id
    case = expert.read_applications(public_id)
    for condition in ("2", "3"):
        case = expert.judge_condition(public_id, seen=case.tag, condition=condition, outcome="met")
    case = expert.screen_in(public_id, seen=case.tag)
    share = the_only(expert.list_shares(province=YAZD))["id"]
    expert.open_selection(share, seen=expert.read_shares(share).tag)
    assert expert.select(public_id, seen=case.tag)["state"] == "selected"


def when_an_inspector_is_introduced_and_accepted(programs):
    expert = programs["expert"]
    share = expert.read_shares(the_only(expert.list_shares())["id"])
    (inspector,) = choices(share, "nominate", "inspector")
    nomination = expert.nominate(
        share["id"], seen=share.tag, inspector=inspector, crafts=choices(share, "nominate", "crafts"),
        starts_on=day(0), ends_on=day(300),
    )  # fmt: skip
    public_id = nomination["id"]
    nomination = programs["deputy"].introduce(public_id, seen=nomination.tag, letter_number="۴۵/م")
    return programs["reviewer"].accept_inspector(public_id, seen=nomination.tag)["id"]


def when_the_workshop_is_inspected(programs, case, nomination):
    expert, inspector = programs["expert"], programs["inspector"]
    seen = expert.read_applications(case).tag
    visit = expert.assign(case, seen=seen, nomination=nomination, visit_on=day(3))
    public_id = visit["id"]
    visit = inspector.declare_no_conflict(public_id, seen=visit.tag)
    criteria = inspector.read_guidelines(the_only(inspector.list_guidelines(state="published"))["id"])[
        "criteria"
    ]
    levels = {one["code"]: min(one["levels"], key=lambda level: abs(level - 3)) for one in criteria}
    answers = {code: {"level": level} for code, level in levels.items()}
    visit = inspector.save_answers(public_id, seen=visit.tag, answers=answers)
    places = [one["code"] for one in criteria if one["photo_required"]] + [None] * 8
    for number, code in enumerate(places, start=10):
        visit = inspector.add_photo(public_id, seen=visit.tag, photo=a_picture(number), criterion=code)
    for condition in (3, 4, 5):
        visit = inspector.decide_condition(public_id, condition, seen=visit.tag, outcome="met")
    assert visit["missing"] == []
    assert inspector.finish_visit(public_id, seen=visit.tag)["state"] == "visited"
    return public_id


def when_a_defect_is_mended(programs, public_id):
    artisan, inspector = programs["artisan"], programs["inspector"]
    inspector.notify_defects(
        public_id, seen=inspector.read_inspections(public_id).tag,
        item_1_about="S2", item_1_class="critical", item_1_text="خاموش‌کننده در کارگاه نیست", item_1_photo=a_picture(60),
    )  # fmt: skip
    told = artisan.read_inspections(public_id)
    (defect,) = told["notices"][0]["defects"]
    key = defect["key"]
    told = artisan.answer_defects(
        public_id, seen=told.tag, done=True, **{f"text_{key}": "خریده شد", f"photo_{key}": a_picture(61)}
    )
    visit = inspector.finish_revisit(
        public_id, seen=told.tag, **{f"mended_{key}": "yes", f"level_{key}": "3"}
    )
    assert visit["notices"][0]["defects"][0]["mended"] is True
    assert inspector.confirm(public_id, seen=visit.tag)["state"] == "confirmed"


def when_the_report_is_sent(programs):
    expert = programs["expert"]
    share = expert.read_shares(the_only(expert.list_shares())["id"])
    report = expert.open_batch(share["id"], seen=share.tag)
    report = expert.add_all_ready(report["id"], seen=report.tag)
    expert.compile_report(report["id"], seen=report.tag)
    the_deputy_signs(programs["deputy"], report["id"])
    return report["id"]


def the_deputy_signs(deputy, public_id):
    report = deputy.read_reports(public_id)
    sent = deputy.send_report(public_id, seen=report.tag, secret=country.PASSWORD, shown=report["shown"])
    assert sent["state"] == "sent"


def when_headquarters_returns_it_and_a_level_is_corrected(programs, public_id):
    expert, inspector, reviewer = (programs[name] for name in ("expert", "inspector", "reviewer"))
    (line,) = reviewer.read_reports(public_id)["lines"]
    criterion = choices(reviewer.read_report_lines(line), "return_line", "criterion_1")[2]
    reviewer.return_line(
        line,
        seen=reviewer.read_report_lines(line).tag,
        text_1="عکس با این سطح نمی‌خواند",
        criterion_1=criterion,
    )
    reviewer.return_report(public_id, seen=reviewer.read_reports(public_id).tag)
    asked = expert.read_report_lines(line)
    key = asked["remarks"][0]["key"]
    expert.answer_remarks(line, seen=asked.tag, **{f"ask_{key}": True})
    told = inspector.read_report_lines(line)
    told = inspector.correct_level(
        line,
        seen=told.tag,
        criterion=choices(told, "correct_level", "criterion")[0],
        level="2",
        reason="سطح ۲",
    )
    expert.answer_remarks(line, seen=told.tag, **{f"answer_{key}": "اصلاح شد", f"ask_{key}": True})
    expert.supplement_report(public_id, seen=expert.read_reports(public_id).tag)
    the_deputy_signs(programs["deputy"], public_id)


def when_headquarters_approves_it(reviewer, public_id):
    report = reviewer.read_reports(public_id)
    assert [version["number"] for version in report["versions"]] == [1, 2]
    (line,) = report["lines"]
    reviewer.approve_line(line, seen=reviewer.read_report_lines(line).tag)
    assert reviewer.approve_report(public_id, seen=report.tag)["state"] == "approved"


def when_the_list_is_drawn_and_sent(programs, cycle):
    planner, director = programs["planner"], programs["director"]
    ranking = planner.preview_ranking(cycle, seen=planner.read_cycles(cycle).tag)
    settled = director.settle_ranking(ranking["id"], seen=ranking.tag)
    assert the_only(director.list_placements(ranking["id"]))["qualifies"]
    (province,) = choices(planner.read_rankings(ranking["id"]), "draw_list", "province")
    drawn = planner.draw_list(ranking["id"], seen=settled.tag, province=province)
    sent = director.send_list(drawn["id"], seen=drawn.tag)
    return sent["lines"][0]


def when_the_province_objects_and_is_decided_over(programs, line):
    expert, deputy, reviewer = (programs[name] for name in ("expert", "deputy", "reviewer"))
    objected = expert.object_line(
        line, seen=expert.read_list_lines(line).tag, reason="صاحب کارگاه جابه‌جا شده است"
    )
    public_id = objected["candidate_list"]
    expert.prepare_opinion(public_id, seen=expert.read_lists(public_id).tag)
    sent = deputy.read_lists(public_id)
    signed = deputy.give_opinion(public_id, seen=sent.tag, secret=country.PASSWORD, shown=sent["shown"])
    assert signed["state"] == "objected"
    kept = reviewer.keep_line(line, seen=reviewer.read_list_lines(line).tag, reason="نشانی دیده شده است")
    proposal = reviewer.decide_over(line, seen=kept.tag, reason="دلیل استان مدرکی ندارد")
    assert (proposal.status, proposal["may_confirm"]) == (202, False)
    director = programs["director"]
    assert director.read_work()["proposals"] == [proposal["id"]]
    assert director.confirm_proposal(proposal["id"], seen=proposal.tag)["state"] == "confirmed"


def then_the_certificate_is_issued_and_read_by_its_holder(programs, line, case):
    issuer, artisan = programs["issuer"], programs["artisan"]
    decided = issuer.read_list_lines(line)
    with pytest.raises(Refusal) as wrong:
        issuer.issue(line, seen=decided.tag, secret="نادرست", shown=decided["shown"])
    assert wrong.value.problem["errors"].keys() == {"secret"}
    issuer.issue(line, seen=decided.tag, secret=country.PASSWORD, shown=decided["shown"])
    certificate = the_only(artisan.list_certificates(application=case))
    assert certificate["state"] == "valid"
    assert artisan.read_applications(case)["box"] == "END"
