"""While the system is worked on, programs are told so as they are told everything else."""

import pytest
from django.conf import settings as configured
from django.test import Client


@pytest.fixture
def under_repair(settings):
    settings.MAINTENANCE = True


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_program_is_told_of_the_work_as_a_problem_and_nothing_is_read(under_repair, method):
    """The test has no database: whatever asked it would fail."""
    client = Client(headers={"Accept-Language": "en"})
    client.cookies[configured.SESSION_COOKIE_NAME] = "a-session-that-was-begun-before"

    answer = getattr(client, method)("/api/v1/me", headers={"Authorization": "Bearer kg_text"})

    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer["Retry-After"], answer["Cache-Control"]) == ("600", "no-store")
    assert (answer.json()["title"], answer.json()["status"]) == ("We are working on the system", 503)


def test_a_person_still_reads_a_page(under_repair):
    answer = Client().get("/work/")

    assert answer.status_code == 503
    assert answer["Content-Type"].startswith("text/html")
