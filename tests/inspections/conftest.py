import pytest
from django.utils import translation

from tests import cast


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def case(db):
    """A selected case of Yazd in an open cycle, nobody assigned yet."""
    cast.the_ground()
    return cast.a_selected_case()


@pytest.fixture
def inspection(case):
    """Assigned, and the inspector has declared no conflict."""
    return cast.an_assigned_inspection(case)


@pytest.fixture
def visited(inspection):
    return cast.a_finished_visit(inspection=inspection)


@pytest.fixture
def repairing(visited):
    """One notice with a major defect of P1 is given today."""
    return cast.a_defect_notice(visited)
