"""A country that the tests of addresses and of access share: built once for each of their files."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.test import Client


@dataclass
class World:
    """`people` by role ("visitor" is None), `rows` by the name under which the rules of the addresses ask for them."""

    people: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def __getattr__(self, name):
        try:
            return self.__dict__["rows"][name]
        except KeyError:
            raise AttributeError(name) from None

    def as_(self, role) -> Client:
        """The one client, with the cookies of this role and no others."""
        self.client.cookies.clear()
        if role in self.sessions:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return self.client


def _session_of(person, **more) -> str:
    session = SessionStore()
    session.update(more)
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Two cases of one cycle (one with its certificate, one under inspection), a draft, and everybody who may ask.

    The tests' own transactions stand inside of this one, so each of them finds the country as it was built.
    """
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole._from_testcase = True  # what must be outermost in a request may stand inside of a test
        with whole:
            yield built()
            transaction.set_rollback(True)


def built() -> World:
    from kargah.api.models import Hook
    from kargah.applications.importing import template
    from kargah.certificates.models import IssueRun
    from kargah.files import intake
    from kargah.grading.models import CandidateList, Ranking
    from kargah.guideline import edits as guideline
    from kargah.guideline.queries import in_force
    from kargah.people.models import Post
    from kargah.process import proposals
    from kargah.reports.models import Report
    from tests import cast

    here, elsewhere = cast.a_province(), cast.a_province("فارس")
    cycle = cast.an_open_cycle(quota=5)
    certificate = cast.a_certificate(cast.an_agreed_list_of(cast.a_selected_case(cycle, here)).lines.get())
    owner = certificate.application.applicant
    inspection = cast.a_defect_notice(
        case=cast.a_selected_case(cycle, here, workshop=cast.a_workshop(here, owner))
    )
    case = inspection.application
    draft = cast.a_draft(cycle, here, workshop=cast.a_workshop(here, owner))
    referral = cast.a_referral_list()
    partner = cast.a_partner_of(referral.body)
    world = World()
    world.people = {
        "visitor": None,
        "owner": owner,
        "another applicant": cast.an_applicant(),
        "expert": cast.an_expert_of(here),
        "expert elsewhere": cast.an_expert_of(elsewhere),
        "deputy": cast.a_deputy_of(here),
        "inspector": inspection.inspector,
        "another inspector": cast.an_inspector_of(here, name="idle-inspector"),
        "hq expert": cast.an_hq_expert(),
        "director": cast.a_director(),
        "auditor": cast.an_auditor(),
        "partner": partner,
    }
    at_the_desk = {  # somebody stands at the counter, and a workbook was sent
        "counter": owner.public_id,
        "workbook": intake.keep_bytes(template(here), intake.XLSX).sha256,
    }
    world.sessions = {
        role: _session_of(person, **at_the_desk) for role, person in world.people.items() if person
    }
    world.rows = {
        "case": case,
        "certified": certificate.application,
        "draft": draft,
        "workshop": draft.workshop,
        "certificate": certificate,
        "inspection": inspection,
        "photo": inspection.photos.first().stored,
        "cycle": cycle,
        "share": cast.the_share(cycle, here),
        "report": Report.objects.get(),
        "referral": referral,
        "referral_row": referral.rows.first(),
        "line": Report.objects.get().lines.first(),
        "ranking": Ranking.objects.get(),
        "list": CandidateList.objects.get(),
        "guideline": in_force(),
        "new_guideline": guideline.new_draft_from(in_force(), by=world.people["hq expert"]),
        "proposal": proposals.propose(
            "suspend", certificate, by=world.people["hq expert"], reason_class="quality", reason="شکایت رسید"
        ),
        "post": Post.objects.get(holder=world.people["another inspector"]),
        "hook": Hook.objects.create(
            address="https://listens.example/", registered_by=world.people["director"]
        ),
        "run": IssueRun.objects.create(
            cycle=cycle, lines=[certificate.list_line_id], shown="0" * 64, ordered_by=world.people["director"]
        ),
    }
    return world
