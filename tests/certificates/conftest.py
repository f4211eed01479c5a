import pytest

from tests import cast


@pytest.fixture
def line(db):
    """A line to which its province agreed, ready to be issued."""
    return cast.an_agreed_line_to_issue()


@pytest.fixture
def certificate(line):
    return cast.a_certificate(line)
