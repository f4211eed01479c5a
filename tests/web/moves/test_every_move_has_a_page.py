"""Every move of the chart has a page; what it answers depends on who asks and where the row stands."""

import pytest
from django.urls import reverse

from kargah.process.flowchart import MOVES
from tests import cast

pytestmark = pytest.mark.django_db


def address(name, row):
    return reverse("move", args=[name, row._meta.model_name, row.public_id])


def signed_in(client, user):
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", sorted(MOVES))
def test_a_move_has_an_address_and_a_visitor_is_sent_to_the_door(client, name):
    kind = MOVES[name].subject._meta.model_name

    answer = client.get(reverse("move", args=[name, kind, "abcdefgh"]))

    assert answer.status_code == 302 and answer.url.startswith("/signin/?next=")


@pytest.mark.parametrize("name", sorted(MOVES))
def test_a_row_that_is_not_there_is_not_found(client, name):
    signed_in(client, cast.an_hq_expert())
    kind = MOVES[name].subject._meta.model_name

    assert client.get(reverse("move", args=[name, kind, "abcdefgh"])).status_code == 404


def test_a_move_on_another_kind_of_row_is_not_found(client):
    case = cast.a_registered_case()
    signed_in(client, cast.an_hq_expert())

    assert client.get(reverse("move", args=["introduce", "application", case.public_id])).status_code == 404
    assert (
        client.get(reverse("move", args=["no_such_move", "application", case.public_id])).status_code == 404
    )
