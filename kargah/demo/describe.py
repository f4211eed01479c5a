"""What an outside tester needs to know of the played story, as JSON."""

import sys
from typing import Any

from django.conf import settings

from kargah.applications.models import Application
from kargah.cycles.models import Cycle
from kargah.demo import tables
from kargah.demo.staff import PASSWORD, Staff
from kargah.people.models import Role, User
from kargah.places.models import Province

ROLE_OF = {
    "hq-expert": Role.HEADQUARTERS_EXPERT,
    "hq-director": Role.HEADQUARTERS_DIRECTOR,
    "auditor": Role.AUDITOR,
    "partner": Role.PARTNER_BODY,
    "expert": Role.PROVINCIAL_EXPERT,
    "deputy": Role.PROVINCIAL_DEPUTY,
    "inspector": Role.TECHNICAL_INSPECTOR,
}


def described(staff: Staff, cycle: Cycle) -> dict[str, Any]:
    """`people`: two persons a role, those of provinces in two provinces."""
    two = list(Province.objects.filter(shares__cycle=cycle, shares__allotted__gt=0)[:2])
    kargah = [sys.executable, "-m", "kargah.config.command"]
    return {
        "base_url": settings.BASE_URL,
        "start": {
            "command": [*kargah, "serve"],
            "environment": {"KARGAH_DATA": str(settings.DATA), "KARGAH_DEMO_OUTBOX": "1"},
        },
        "data_dir": str(settings.DATA),
        "outbox": str(settings.OUTBOX),
        "verify_url": settings.BASE_URL + "/c/{code}",
        "codes": {state: [c.code for c in found] for state, found in tables.certificates().items()},
        "people": [*_staff(staff, two), *_applicants(cycle, two)],
        "commands": {
            "verify_journal": [*kargah, "verify-journal"],
            "check_invariants": [*kargah, "check-invariants"],
            "worker": [*kargah, "worker"],
        },
    }


def _staff(staff: Staff, provinces: list[Province]) -> list[dict[str, Any]]:
    rows = []
    for post, people in staff.posts.items():
        name, province = post if isinstance(post, tuple) else (post, None)
        if province is None or province in provinces:
            rows += [
                _person(ROLE_OF[name], user, province, login=user.username, password=PASSWORD)
                for user in people
            ]
    return rows


def _applicants(cycle: Cycle, provinces: list[Province]) -> list[dict[str, Any]]:
    rows = []
    for province in provinces:
        cases = (
            Application.objects.filter(cycle=cycle, province=province)
            .select_related("applicant")
            .order_by("pk")
        )
        rows += [
            _person(Role.APPLICANT, case.applicant, province, mobile=case.applicant.mobile)
            for case in cases[:2]
        ]
    return rows


def _person(role: str, user: User, province: Province | None, **way_in: str | None) -> dict[str, Any]:
    return {
        "role": str(role),
        "province": province and province.numeric_code,
        "name": user.full_name,
        **way_in,
    }
