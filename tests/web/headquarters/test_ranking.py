"""The ranking: its ties, the lines that cut it, and what it changes."""

from dataclasses import replace

import pytest

from kargah.process.engine import perform
from kargah.web.headquarters import ranked
from kargah.web.headquarters.views import ranking as views
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def headquarters(client):
    client.force_login(cast.an_hq_expert())
    return client


def test_the_line_of_the_pass_mark_lies_between_those_whom_it_parts(headquarters):
    ranking = cast.a_previewed_ranking(lines=3)
    mark = ranking.cycle.limits.pass_mark
    rows = list(ranking.placements.select_related("ranking__cycle"))

    above, below = rows[0], rows[1]
    above.total, below.total = mark, mark - 1

    assert any("حد نصاب" in line for line in ranked.cuts(above, below))
    above.total = mark + 1
    below.total = mark
    assert not any("حد نصاب" in line for line in ranked.cuts(above, below))


def test_the_end_of_the_places_is_a_line_of_its_own(headquarters):
    first, second = cast.a_previewed_ranking(lines=2).placements.select_related("ranking__cycle")
    first.qualifies = second.qualifies = True
    second.within_places = False

    assert "آخرین" in ranked.cuts(first, second)[0]


def test_every_row_of_a_ranking_stands_on_one_page_and_its_line_above_it(headquarters, monkeypatch):
    monkeypatch.setattr(views, "PLACEMENTS", replace(views.PLACEMENTS, size=1))
    ranking = cast.a_previewed_ranking(lines=3)
    page = f"/hq/rankings/{ranking.public_id}/"
    expected = list(ranking.placements.order_by("national_rank", "pk"))

    there, after = [], ""
    while True:
        listed = headquarters.get(page, {"after": after}).context["listed"]
        there += listed.rows
        after = listed.part.after
        if not after:
            break

    assert there == expected
    assert there[0].cuts == []


def test_a_ranking_without_another_one_says_so(headquarters):
    ranking = cast.a_previewed_ranking(lines=1)

    page = headquarters.get(f"/hq/rankings/{ranking.public_id}/difference/")

    assert page.status_code == 200 and page.context["other"] is None
    assert headquarters.get(f"/hq/rankings/{ranking.public_id}/difference/?with=x").status_code == 404


def test_a_revised_list_says_who_left_it_and_why(client):
    objected = cast.an_objected_list(lines=2)
    line = objected.lines.get(state="objected")
    perform("accept_objection", line, by=cast.an_hq_expert(), reason="اعتراض وارد است")
    revised = perform("revise_list", objected, by=cast.an_hq_expert())
    for person, office in ((cast.an_hq_expert(), "hq"), (cast.an_expert_of(), "province")):
        client.force_login(person)
        page = client.get(f"/{office}/lists/{revised.public_id}/versions/")
        assert page.status_code == 200
        if office == "hq":
            [(left, why)] = page.context["changes"]
            assert left.after is None and "اعتراض" in why
