import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def refusals_in_english():
    """The tests name what a refusal says by its own words."""
    with translation.override("en"):
        yield
