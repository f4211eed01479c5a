import pytest

from kargah.guideline import edits, loading
from kargah.people.models import User


@pytest.fixture
def director(db):
    return User.objects.create(username="mehri", first_name="مهری", last_name="راد")


@pytest.fixture
def sample(db):
    return loading.load()[0]


@pytest.fixture
def draft(sample, director):
    return edits.new_draft_from(sample, by=director)
