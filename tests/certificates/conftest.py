import pytest
from django.utils import translation

from tests import cast


@pytest.fixture(autouse=True)
def refusals_in_english():
    """The tests name what a refusal says by its own words."""
    with translation.override("en"):
        yield


@pytest.fixture
def line(db):
    """A line to which its province agreed, ready to be issued."""
    return cast.an_agreed_line_to_issue()


@pytest.fixture
def certificate(line):
    return cast.a_certificate(line)
