"""An artisan from the first sign-in to the sign at the door: once at the keyboard alone, once without any script."""

from datetime import timedelta

import pytest

from kargah import clock
from kargah.applications.models import Application
from kargah.process.engine import perform
from tests import cast
from tests.journeys import artisan
from tests.journeys.hands import Person
from tests.journeys.keyboard import AtTheKeyboard

pytestmark = pytest.mark.browser


def test_at_the_keyboard_alone(a_site, open_page, pictures):
    goes_the_whole_way(a_site, AtTheKeyboard(a_site, open_page(a_site.base_url)), pictures)


def test_on_a_phone_without_scripts(a_site, open_page, pictures):
    page = open_page(a_site.base_url, width=360, java_script_enabled=False)
    goes_the_whole_way(a_site, Person(a_site, page), pictures)


def goes_the_whole_way(a_site, person, pictures):
    given_a_cycle_that_takes_requests(a_site)
    person.enters_with_code(artisan.MOBILE)
    artisan.sends_a_request(person, pictures)

    when_the_offices_select_it_and_plan_a_visit(a_site)
    person.opens("/workshop/").follows("main a.btn-primary").is_at("/visit/").presses().succeeds()

    when_the_inspector_finds_a_defect(a_site)
    artisan.answers_the_defects(person, pictures)

    when_it_is_mended_ranked_and_certified(a_site)
    person.opens("/workshop/").follows("main a.btn-primary").is_at("/certificate/")
    person.follows('main a[href$="/sign/"]').is_at("/sign/")
    assert artisan.WORKSHOP in person.words()
    person.opens("/workshop/").follows('main a[href$="/result/"]').is_at("/result/")
    then_the_way_leads_through_every_box_to_the_certificate(person)


def given_a_cycle_that_takes_requests(a_site):
    with a_site.here():
        cast.an_open_cycle()


def when_the_offices_select_it_and_plan_a_visit(a_site):
    with a_site.here():
        case = cast.selected(cast.screened_in(Application.objects.get()))
        cast.an_assigned_inspection(case, visit_on=clock.today() + timedelta(days=3))


def when_the_inspector_finds_a_defect(a_site):
    with a_site.here():
        inspection = Application.objects.get().inspections.get()
        assert inspection.replies.get().suits
        visited = cast.a_finished_visit(inspection=inspection)
        cast.a_defect_notice(visited, defects=(("S2", "critical", "خاموش‌کننده در کارگاه نیست"),))


def when_it_is_mended_ranked_and_certified(a_site):
    with a_site.here():
        inspection = cast.a_finished_revisit(Application.objects.get().inspections.get(), level=3)
        inspection = perform("confirm", inspection, by=inspection.inspector)
        report = cast.an_approved_report(inspections=[inspection])
        agreed = cast.an_agreed_list(ranking=cast.a_settled_ranking(report.cycle))
        cast.a_certificate(agreed.lines.get())


def then_the_way_leads_through_every_box_to_the_certificate(person):
    person.opens("/workshop/").follows('main a[href^="/case/"]').follows('main .tabs a[href$="/way/"]')
    assert person.page.locator(".way > .done").count() >= 13
    assert not person.page.locator(".way > .future").count()
