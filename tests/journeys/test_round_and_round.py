"""The two loops of the chart, each gone round twice: reports come back with remarks, and lists with objections."""

import pytest

from kargah.people.models import User
from kargah.reports.models import Report
from tests import cast
from tests.journeys.hands import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def office(a_site, already_in):
    """`office("expert")`: this colleague before a browser of their own, with a password to sign with."""

    def colleague(name):
        with a_site.here():
            user = OFFICES[name]()
            if not user.has_usable_password() or not user.check_password(PASSWORD):
                user.set_password(PASSWORD)
                user.save()
                user = User.objects.get(pk=user.pk)
            return already_in(user)

    return colleague


OFFICES = {
    "expert": cast.an_expert_of,
    "deputy": cast.a_deputy_of,
    "reviewer": cast.an_hq_expert,
    "director": cast.a_director,
}


# --- D1: return and supplement -----------------------------------------------------------------------------
def test_a_report_is_returned_twice_and_approved_in_its_third_version(a_site, office):
    with a_site.here():
        cast.a_sent_report(lines=1)
    for words in ("عکس ورودی روشن نیست", "نشانی کامل نیست"):
        when_headquarters_returns_it(office, words)
        when_the_province_answers_and_sends_a_supplement(office, f"{words}؛ اصلاح شد")
    reviewer = the_line(office).takes("approve_line")
    reviewer.takes("approve_report")

    with a_site.here():
        report = Report.objects.get()
        assert (report.state, report.turn) == ("approved", 3)
        case = report.lines.get().application
    reviewer.opens(f"/case/{case.public_id}/decisions/")
    assert reviewer.page.locator('a[href*="/report/"][href^="/case/"]').count() == 3
    reviewer.opens(f"/case/{case.public_id}/way/")
    assert "نسخهٔ ۳" in reviewer.words()


def the_line(office):
    """The reviewer before the one line of the report."""
    reviewer = office("reviewer").opens("/hq/reports/").follows('main tbody a[href^="/hq/reports/"]')
    return reviewer.follows('main a[href^="/hq/lines/"]')


def when_headquarters_returns_it(office, words):
    the_line(office).takes("return_line", text_1=words)
    office("reviewer").takes("return_report")


def when_the_province_answers_and_sends_a_supplement(office, words):
    expert = office("expert").opens("/province/reports/").follows('main tbody a[href^="/province/reports/"]')
    report = expert.page.url
    expert.follows('main a[href*="/move/answer_remarks/"]')
    answer = expert.page.locator('[name^="answer_"]').first.get_attribute("name")
    expert.fills(**{answer: words}).presses().succeeds()
    expert.page.goto(report)
    expert.takes("supplement_report")
    office("deputy").opens("/province/reports/").follows('main tbody a[href^="/province/reports/"]').takes(
        "send_report"
    )


# --- D2: objection and new version -------------------------------------------------------------------------
def test_a_list_is_objected_to_in_two_versions_once_for_a_name_on_it_and_once_for_a_name_it_lacks(
    a_site, office
):
    with a_site.here():
        sent = cast.a_sent_list(lines=2, levels=(4, 3))
        on_it, stays = (line.application for line in sent.lines.order_by("pk"))
        cast.a_registered_case(sent.cycle)  # whom the list lacks
        name = on_it.workshop.name
    when_the_province_objects(office, name)
    reviewer = the_list(office, "reviewer", "/hq/lists/")
    reviewer.takes("accept_objection", reason="تعطیلی تأیید شد").takes("revise_list")
    office("director").opens("/hq/lists/").takes("send_list")

    when_the_province_misses_a_name(office)
    reviewer = the_list(office, "reviewer", "/hq/lists/")
    reviewer.takes("keep_omission", reason="این کارگاه هنوز بازرسی نشده است")

    with a_site.here():
        sent.refresh_from_db()
        assert (sent.turn, sent.opinions.filter(agreed=False).count()) == (2, 2)
        assert sorted(sent.lines.values_list("state", flat=True)) == ["agreed", "dropped"]
    reviewer.opens(f"/case/{stays.public_id}/decisions/")
    assert reviewer.page.locator('a[href*="/list/"][href^="/case/"]').count() == 2


def the_list(office, who, shelf):
    return office(who).opens(shelf).follows(f'main tbody a[href^="{shelf}"]')


TO_ALL_OPEN = 'main form[action*="/moves/agree_line/"] button'


def when_the_province_objects(office, workshop):
    """To this workshop; it agrees to every other one."""
    expert = the_list(office, "expert", "/province/lists/")
    page = expert.page.url
    row = expert.page.locator("main tr", has=expert.page.get_by_role("link", name=workshop, exact=True))
    row.locator('a[href*="/move/object_line/"]').click()
    expert.fills(reason="کارگاه تعطیل است").presses().succeeds()
    expert.page.goto(page)
    expert.follows(TO_ALL_OPEN).presses()
    expert.page.goto(page)
    the_opinion_is_signed(office, expert)


def when_the_province_misses_a_name(office):
    expert = the_list(office, "expert", "/province/lists/")
    page = expert.page.url
    expert.takes("name_omission", application=1, reason="امتیاز آن کافی است")
    expert.page.goto(page)
    the_opinion_is_signed(office, expert)


def the_opinion_is_signed(office, expert):
    expert.follows('main [name="prepare"]')
    the_list(office, "deputy", "/province/lists/").takes("give_opinion")
