"""One workshop on its whole way, S1 to S14, each step by its role on its page: with defects to mend, a report that
comes back from headquarters, and a province that objects and is decided over."""

import subprocess
from datetime import timedelta
from itertools import groupby

import pytest

from kargah import clock
from kargah.jalali.calendar import short
from kargah.journal.models import Entry
from tests.journeys import artisan, country
from tests.journeys.hands import Person

# The steps in the order in which they are taken; set_quota follows itself, once for each province.
THE_WAY = [
    "supersede_guideline",
    "publish_guideline",
    "plan_cycle",
    "set_quota",
    "announce_quotas",
    "start",
    "register",
    "screen_in",
    "open_selection",
    "select",
    "nominate",
    "introduce",
    "accept_inspector",
    "assign",
    "declare_no_conflict",
    "finish_visit",
    "notify_defects",
    "answer_defects",
    "finish_revisit",
    "confirm",
    "open_batch",
    "compile_report",
    "send_report",
    "return_line",
    "return_report",
    "answer_remarks",
    "correct_level",
    "answer_remarks",
    "supplement_report",
    "send_report",
    "open_line_again",
    "approve_line",
    "approve_report",
    "preview_ranking",
    "settle_ranking",
    "draw_list",
    "send_list",
    "object_line",
    "give_opinion",
    "keep_line",
    "propose",
    "proposal_confirmed",
    "decide_over",
    "issue",
]

pytestmark = pytest.mark.browser


def day(days_from_now):
    """As people type it."""
    return short(clock.today() + timedelta(days=days_from_now))


def test_from_the_planned_cycle_to_the_public_page_of_the_certificate(a_site, open_page, enters, pictures):
    given_the_offices(a_site)
    when_headquarters_opens_a_cycle(enters)
    applicant = when_an_artisan_sends_a_request(a_site, open_page, pictures)
    when_the_province_selects_it(enters)
    when_an_inspector_is_introduced_and_accepted(enters)
    when_the_workshop_is_inspected_and_a_defect_is_mended(enters, applicant, pictures)
    when_the_report_is_sent(enters)
    when_headquarters_returns_it_and_a_level_is_corrected(enters)
    when_headquarters_approves_it(enters)
    when_the_workshops_are_ranked_and_the_list_is_sent(enters)
    when_the_province_objects_and_is_decided_over(enters)
    when_the_certificate_is_issued(enters)
    then_the_code_on_the_paper_opens_a_page_that_says_valid(a_site, open_page, applicant)
    then_the_journal_holds_every_step_once(a_site)


def given_the_offices(a_site):
    with a_site.here():
        staff = country.everybody_has_a_post()
        country.a_draft_that_lets_decide_at_once(staff)


# --- S1, S2 -------------------------------------------------------------------------------------------------
def when_headquarters_opens_a_cycle(enters):
    director, planner = enters("director"), enters("planner")
    director.opens("/hq/guidelines/").follows('main tbody a[href*="/hq/guidelines/"]')
    director.takes("publish_guideline")

    planner.opens("/hq/").takes("plan_cycle", title="دورهٔ بهار", year="۱۴۰۵", requests_close_on=day(60))
    planner.opens("/hq/quotas/")
    with planner.page.expect_navigation():
        for place in planner.page.locator("[name^=amount_]").all():
            place.fill("۰")
        planner.fills(**{"amount_IR-21": "۲", "letter_number": "۱۲/۳"}).page.locator(
            "main form button"
        ).first.click()
    planner.succeeds()

    director.opens("/hq/").takes("announce_quotas")


# --- S3 -----------------------------------------------------------------------------------------------------
def when_an_artisan_sends_a_request(a_site, open_page, pictures):
    applicant = Person(a_site, open_page(a_site.base_url, width=360)).enters_with_code(artisan.MOBILE)
    artisan.sends_a_request(applicant, pictures)
    return applicant


def when_the_province_selects_it(enters):
    expert = enters("expert")
    expert.opens("/province/requests/").follows('main tbody a[href^="/province/requests/"]')
    for condition in (2, 3):
        judgement = expert.page.locator(
            "form", has=expert.page.locator(f'[name=condition][value="{condition}"]')
        )
        judgement.locator('button[value="met"]').click()
    expert.takes("screen_in")
    expert.opens("/province/selection/").takes("open_selection").takes("select")


# --- S4 -----------------------------------------------------------------------------------------------------
def when_an_inspector_is_introduced_and_accepted(enters):
    expert = enters("expert").opens("/province/inspectors/").follows('main a[href*="/move/nominate/"]')
    for craft in expert.page.locator('[name="crafts"]').all():
        craft.check()
    expert.fills(inspector=1, starts_on=day(0), ends_on=day(300), reason="استادکار سفال").presses().succeeds()
    enters("deputy").opens("/province/inspectors/").takes("introduce", letter_number="۴۵/م")
    enters("reviewer").opens("/hq/inspectors/").takes("accept_inspector")


# --- S5, S6 -------------------------------------------------------------------------------------------------
def when_the_workshop_is_inspected_and_a_defect_is_mended(enters, applicant, pictures):
    enters("expert").opens("/province/visits/").takes("assign", nomination=1, visit_on=day(3))

    inspector = enters("inspector").opens("/inspector/").follows('main a[href*="/inspector/visit/"]')
    visit = inspector.page.url
    inspector.takes("declare_no_conflict").follows("main a.btn-primary")
    while "/conditions/" not in inspector.page.url:
        fill_the_section(inspector, pictures)
    for condition in (3, 4, 5):
        inspector.fills(**{f"outcome_{condition}": "met"})
    inspector.presses().is_at("/review/").takes("finish_visit")

    inspector.takes(
        "notify_defects", item_1_about="S2", item_1_class="critical", item_1_text="خاموش‌کننده در کارگاه نیست"
    )
    artisan.answers_the_defects(applicant, pictures)

    inspector.page.goto(visit)
    inspector.follows('main a[href*="/move/finish_revisit/"]')
    mended = inspector.page.locator('[name^="mended_"]').first.get_attribute("name")
    inspector.fills(**{mended: "yes", mended.replace("mended", "level"): "3"}).presses().succeeds()
    inspector.takes("confirm")


def fill_the_section(inspector, pictures):
    """Level 3 for every criterion that has it, else its highest; photos of those that ask for one."""
    page = inspector.page
    for criterion in page.locator("article.crit").all():
        levels = criterion.locator('label.level:has(input:not([value="na"]))')
        three = criterion.locator('label.level:has(input[value="3"])')
        (three if three.count() else levels.last).click()
    for upload in page.locator("article.crit:has(.hint svg) input[type=file]").all():
        upload.set_input_files(pictures(1))
    inspector.presses()


# --- S7, S8 -------------------------------------------------------------------------------------------------
def when_the_report_is_sent(enters):
    expert = enters("expert").opens("/province/reports/").takes("open_batch")
    expert.opens("/province/reports/").follows('main tbody a[href^="/province/reports/"]')
    expert.follows('main [name="add_all"]').takes("compile_report")
    the_deputy_signs_the_report(enters)


def the_deputy_signs_the_report(enters):
    deputy = enters("deputy").opens("/province/reports/").follows('main tbody a[href^="/province/reports/"]')
    deputy.takes("send_report")


# --- D1, S9 -------------------------------------------------------------------------------------------------
def when_headquarters_returns_it_and_a_level_is_corrected(enters):
    the_line(enters).takes("return_line", criterion_1=3, text_1="عکس با این سطح نمی‌خواند")
    enters("reviewer").takes("return_report")

    expert = enters("expert").opens("/province/reports/").follows('main tbody a[href^="/province/reports/"]')
    report = expert.page.url
    expert.follows('main a[href*="/move/answer_remarks/"]')
    ask = expert.page.locator('[name^="ask_"]').first.get_attribute("name")
    expert.fills(**{ask: True}).presses().succeeds()
    enters("inspector").opens("/inspector/").takes(
        "correct_level", criterion=1, level="2", reason="در بازبینی عکس‌ها سطح ۲ درست است"
    )
    expert.page.goto(report)
    expert.takes("answer_remarks", **{ask.replace("ask", "answer"): "بازرس سطح را اصلاح کرد", ask: True})
    expert.page.goto(report)
    expert.takes("supplement_report")
    the_deputy_signs_the_report(enters)


def the_line(enters):
    """The reviewer before the one line of the report."""
    reviewer = enters("reviewer").opens("/hq/reports/").follows('main tbody a[href^="/hq/reports/"]')
    return reviewer.follows('main a[href^="/hq/lines/"]')


def when_headquarters_approves_it(enters):
    the_line(enters).takes("approve_line")
    enters("reviewer").takes("approve_report")


# --- S10 to S12 ---------------------------------------------------------------------------------------------
def when_the_workshops_are_ranked_and_the_list_is_sent(enters):
    enters("planner").opens("/hq/rankings/").takes("preview_ranking")
    enters("director").opens("/hq/rankings/").follows('main tbody a[href^="/hq/rankings/"]').takes(
        "settle_ranking"
    )
    enters("planner").opens("/hq/lists/").takes("draw_list", province=1)
    enters("director").opens("/hq/lists/").takes("send_list")


# --- D2, S13 ------------------------------------------------------------------------------------------------
def when_the_province_objects_and_is_decided_over(enters):
    expert = enters("expert").opens("/province/lists/").follows('main tbody a[href^="/province/lists/"]')
    expert.takes("object_line", reason="صاحب کارگاه جابه‌جا شده است")
    expert.follows('main [name="prepare"]')
    enters("deputy").opens("/province/lists/").follows('main tbody a[href^="/province/lists/"]').takes(
        "give_opinion"
    )

    reviewer = enters("reviewer").opens("/hq/lists/").follows('main tbody a[href^="/hq/lists/"]')
    reviewer.takes("keep_line", reason="نشانی در بازدید دیده شده است")
    reviewer.takes("decide_over", reason="دلیل استان مدرکی ندارد")
    director = enters("director").opens("/work/").follows('main a[href^="/proposal/"]')
    director.presses().succeeds()


# --- S14 ----------------------------------------------------------------------------------------------------
def when_the_certificate_is_issued(enters):
    issuer = enters("issuer").opens("/hq/issue/").presses()
    issuer.fills(secret=country.PASSWORD).presses().is_at("/hq/issue/")
    issuer.page.locator("main .page-head .tag-ok").wait_for(timeout=60_000)  # the page looks again by itself


def then_the_code_on_the_paper_opens_a_page_that_says_valid(a_site, open_page, applicant):
    applicant.opens("/workshop/").follows('main a[href$="/certificate/"]')
    with applicant.page.expect_download() as download:
        applicant.page.locator("main a[download]").click()
    address = the_qr_code_of(download.value.path())
    assert address.startswith(f"{a_site.base_url}/c/")
    passer_by = Person(a_site, open_page(a_site.base_url, width=360)).opens(address)
    assert passer_by.page.locator("h1").inner_text().strip() == "معتبر"
    assert artisan.WORKSHOP in passer_by.words()


def the_qr_code_of(pdf):
    """What a telephone reads from the printed sheet."""
    image = pdf.parent / "certificate"
    subprocess.run(["pdftoppm", "-r", "200", "-png", "-singlefile", pdf, image], check=True)
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", f"{image}.png"], capture_output=True, text=True, check=True
    )
    return read.stdout.strip()


def then_the_journal_holds_every_step_once(a_site):
    with a_site.here():
        taken = Entry.objects.exclude(move__startswith="edit:").values_list("move", flat=True)
        assert [move for move, _again in groupby(taken)] == THE_WAY
