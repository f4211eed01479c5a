from datetime import date

import pytest

from kargah.people.models import Post, Role, User
from kargah.places.models import Province


@pytest.fixture
def yazd(db):
    return Province.objects.get(numeric_code="21")


@pytest.fixture
def fars(db):
    return Province.objects.get(numeric_code="07")


@pytest.fixture
def person(db):
    """person("reza", role, province=…): a colleague who holds that post since 2020."""

    def make(username, *roles, province=None, **fields):
        user = User.objects.create_user(username=username, **fields)
        for role in roles:
            where = province if role.startswith("provincial") or role == Role.TECHNICAL_INSPECTOR else None
            Post.objects.create(holder=user, role=role, province=where, starts_on=date(2020, 1, 1))
        return user

    return make
