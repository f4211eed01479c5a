import pytest

from kargah.process import invariants
from tests.cast import (
    an_approved_report,
)

pytestmark = pytest.mark.django_db


def test_the_happy_path(db):
    report = an_approved_report(lines=2)
    assert report.state == "approved"
    assert invariants.violations() == {}
