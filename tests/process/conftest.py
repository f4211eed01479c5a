import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    """Refusals are named by their own words."""
    with translation.override("en"):
        yield
