"""Two who change nothing: the auditor, who reads everything, and a passer-by, who has no account."""

import pytest

from tests import cast
from tests.journeys import country
from tests.journeys.hands import Person

pytestmark = pytest.mark.browser


def test_an_auditor_reads_a_case_with_every_version_and_proves_the_book(a_site, enters):
    with a_site.here():
        country.everybody_has_a_post()
        case = cast.a_certificate().application
        board = f"/cycle/{case.cycle.public_id}/"
    auditor = enters("auditor")
    auditor.opens("/hq/journal/").follows('main a[href="/hq/journal/verify/"]')
    auditor.opens(f"/case/{case.public_id}/")
    assert not auditor.page.locator('main a[href*="/move/"]').count()
    for part in ("way", "points", "decisions", "history"):
        auditor.follows(f'main .tabs a[href$="/{part}/"]').is_at(f"/{part}/")
    auditor.opens(f"/case/{case.public_id}/decisions/")
    auditor.follows('main a[href*="/report/"][href^="/case/"]').is_at("/report/")
    auditor.opens(board).follows('main .kpi a[href*="/box/"]').is_at("/box/")


def test_a_passer_by_checks_themselves_and_a_paper_and_finds_a_workshop(a_site, open_page):
    with a_site.here():
        certificate = cast.a_certificate()
        certificate.workshop.publishes_contact = True
        certificate.workshop.save()
        code, name = certificate.code, certificate.workshop.name
    person = Person(a_site, open_page(a_site.base_url, width=360))
    person.opens("/workshop/check/").fills(
        handicraft="yes", first_licence="۱۳۹۰/۰۲/۰۳", record="yes", volume="yes", quality="yes", orders="yes"
    ).presses()

    person.opens("/verify/").fills(code=code).presses().is_at(f"/c/{code}")
    assert name in person.words()
    person.opens("/directory/").follows('main a[href^="/directory/"]')
    assert name in person.words()
