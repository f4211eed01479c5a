"""The pages of the offices in a real browser: nothing scrolls sideways on a telephone, nothing throws."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from kargah.grading.models import CandidateList, Ranking
from kargah.reports.models import Report
from tests.browsers import DESK, PHONE
from tests.cast.applications import a_registered_case, a_waitlisted_case, a_workshop, an_eligible_case
from tests.cast.certificates import a_certificate
from tests.cast.cycles import an_open_cycle
from tests.cast.grading import an_agreed_list
from tests.cast.inspections import a_confirmed_inspection, a_defect_notice, an_assigned_inspection
from tests.cast.people import a_deputy_of, a_director, an_applicant, an_expert_of, an_hq_expert
from tests.cast.reports import a_drafted_report, a_returned_report, a_sent_report

SHOTS = os.environ.get("SHOTS", "")  # a folder in which pictures of the pages are kept for the eye


def signed_in(person):
    """The cookie of a session of this person."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return session.session_key


def a_country():
    """Work in every box; gives the addresses of the pages of province and headquarters."""
    certificate = a_certificate(lines=2)
    cycle, listed = certificate.cycle, CandidateList.objects.get()
    owner = an_applicant()
    a_registered_case(cycle, workshop=a_workshop(owner=owner))
    double = a_registered_case(cycle, workshop=a_workshop(owner=owner))
    other = an_open_cycle(quota=9)
    for _ in range(3):
        an_eligible_case(other)
    a_waitlisted_case(other)
    visit = a_defect_notice(cycle=other)
    an_assigned_inspection(cycle=other)
    a_confirmed_inspection(cycle=other)
    returned = a_returned_report(lines=2, cycle=other)
    a_drafted_report(cycle=other, lines=1)
    sent = a_sent_report(lines=2, cycle=an_open_cycle(quota=5))
    an_agreed_list(lines=1)
    ranking = Ranking.objects.filter(cycle=cycle).get()
    province = [
        "", "requests/", f"requests/{double.public_id}/", "counter/", "import/", "selection/", "inspectors/", "visits/",
        f"visits/{visit.public_id}/", "held/", "reports/", f"reports/{returned.public_id}/",
        f"reports/{returned.public_id}/tables/", "lists/", f"lists/{listed.public_id}/", "office/",
    ]  # fmt: skip
    headquarters = [
        "", "quotas/", "inspectors/", "reports/", f"reports/{sent.public_id}/", f"lines/{sent.lines.first().public_id}/",
        "rankings/", f"rankings/{ranking.public_id}/", "lists/", f"lists/{listed.public_id}/", "issue/", "certificates/",
        "appeals/", "marks/", "proposals/", "guidelines/", f"guidelines/{cycle.guideline.public_id}/", "people/",
        "journal/", "journal/verify/",
    ]  # fmt: skip
    assert Report.objects.exists()
    return [f"/province/?share={other.shares.get(province=visit.province).public_id}"] + [
        f"/province/{page}" for page in province[1:]
    ], [f"/hq/?cycle={cycle.public_id}"] + [f"/hq/{page}" for page in headquarters[1:]]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_no_page_of_the_offices_scrolls_sideways(a_site, open_page, width):
    with a_site.here():
        province, headquarters = a_country()
        walks = [
            ("expert", signed_in(an_expert_of()), province),
            ("deputy", signed_in(a_deputy_of()), province),
            ("hq", signed_in(an_hq_expert()), headquarters),
            ("director", signed_in(a_director()), headquarters),
        ]
    wide = []
    for name, key, pages in walks:
        page = open_page(a_site.base_url, width=width)
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": a_site.base_url}]
        )
        for number, address in enumerate(pages):
            answer = page.goto(address)
            assert answer.status == 200, (address, answer.status)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(address)
            if SHOTS:
                page.screenshot(path=Path(SHOTS) / f"{name}-{width}-{number:02}.png", full_page=True)
    assert not wide
