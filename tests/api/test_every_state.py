"""In a country where everything stands in every state: what the interface offers is what the engine would take."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kargah.api import reading, steps, telling
from kargah.api.resources import RESOURCES
from kargah.people.models import Post, User
from kargah.process import scope
from kargah.process.flowchart import MOVES
from tests import cast
from tests.api.test_rows import would_be_taken
from tests.process.conftest import country, the_country  # noqa: F401

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
MODELS = sorted({move.subject for move in MOVES.values()}, key=lambda model: model._meta.label)
OF_EACH_STATE = 2  # rows


def rows_of(model):
    """Some rows of each state, the newest."""
    found = Counter()
    for row in model._base_manager.order_by("-pk"):
        state = getattr(row, "state", "")
        found[state] += 1
        if found[state] <= OF_EACH_STATE:
            yield row


def people_around(row):
    """Whoever may have to do with it: its own, its province's, headquarters', and somebody of another province."""
    province = getattr(row, "province_id", None)
    posts = Post.objects.in_force().order_by("role", "pk")
    near = {post.role: post.holder_id for post in posts.filter(province_id=province)} if province else {}
    far = {post.role: post.holder_id for post in posts.filter(province=None, body=None)}
    other = (
        posts.exclude(province_id=province)
        .filter(role="provincial_expert")
        .values_list("holder_id", flat=True)[:1]
    )
    own = [getattr(row, name, None) for name in ("owner_id", "inspector_id")]
    keys = {*near.values(), *far.values(), *other, *own, *getattr(row, "panel_ids", ())} - {None}
    return User.objects.filter(pk__in=keys).order_by("pk")


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.path)
def test_the_queries_of_a_list_do_not_grow_with_its_rows(country, resource):  # noqa: F811
    reader = cast.an_hq_expert()

    def asked(most):
        rows = list(reading.rows_of(resource, reader).order_by("pk")[:most])
        with CaptureQueriesContext(connection) as queries:
            told = telling.lines(resource, rows, reader)
        return len(told), len(queries)

    (_one, few), (many, more) = asked(1), asked(12)
    assert many > 1 and more == few


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_what_is_offered_would_be_taken_and_nothing_else(country, model):  # noqa: F811
    known = [move for move in MOVES.values() if move.subject is model and move.by]
    asked = 0
    for row in rows_of(model):
        for person in people_around(row):
            if scope.one(model, person, row.public_id) is None:
                continue
            offered, _held_back = steps.open_on(row, person)
            waiting = set(scope.open_proposals(row, person).values_list("move", flat=True))
            taken = {move.name for move in known if would_be_taken(move, row, person)} - waiting
            assert {step["name"] for step in offered} == taken, (row, person)
            asked += 1
    assert asked
