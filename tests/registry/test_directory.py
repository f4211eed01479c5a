"""The register of capable producers, asked without pages."""

import pytest

from kargah.registry import queries
from tests import cast

pytestmark = pytest.mark.django_db


def test_grades_are_those_of_the_guideline_from_the_highest():
    cast.the_ground()

    assert queries.grades()[0] == "ممتاز"
    assert len(queries.grades()) >= 4


def test_a_name_is_found_however_it_is_spelled():
    certificate = cast.a_certificate()
    workshop = certificate.workshop
    workshop.name = "سفال‌گری کاشی"
    workshop.save()

    for typed in ("سفالگري كاشي", "سفال گری", "کاشی"):
        assert list(queries.directory(name=typed)) == [certificate]
    assert list(queries.directory(name="قلمزنی")) == []


def test_a_call_is_open_where_the_province_has_places():
    yazd, fars = cast.a_province(), cast.a_province("فارس")
    cycle = cast.an_open_cycle(quota={yazd: 1})

    assert queries.open_call(yazd) == cycle
    assert queries.open_call(fars) is None


def test_a_request_is_followed_with_code_and_mobile_only():
    case = cast.a_registered_case()
    last = case.applicant.mobile[-4:]

    assert queries.tracked(case.tracking_code.lower(), last) == case
    assert queries.tracked(case.tracking_code, "0000") is None
    assert queries.tracked("", "") is None
    assert queries.tracked("XXXXXXXXXX", "none") is None
