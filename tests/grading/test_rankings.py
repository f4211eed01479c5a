"""S10 and S11: the preview, what is settled, who stands on a list and why the others do not."""

import pytest
from django.db import IntegrityError, transaction

from kargah.grading import bundle, listing, placing, queries, room
from kargah.grading.models import CandidateList, ListVersion, Placement, Ranking
from kargah.inputs import digest
from kargah.process import invariants
from kargah.process.engine import perform
from kargah.process.standing import where
from kargah.refusal import InvalidInput, NotPermitted, OutOfTurn, Refused
from tests import cast


@pytest.fixture
def nothing_is_violated(db):
    """What the test did through the engine leaves every invariant whole."""
    yield
    assert invariants.violations() == {}


def test_equal_totals_share_a_rank_in_a_real_cycle(ranking):
    ranks = list(ranking.placements.values_list("national_rank", "province_rank", "craft_rank"))
    assert ranks == [(1, 1, 1), (2, 2, 2), (2, 2, 2), (4, 4, 4)]


def test_nobody_is_ranked_before_a_line_is_approved(cycle, hq, db):
    with pytest.raises(Refused, match="nobody to rank"):
        perform("preview_ranking", cast.an_open_cycle(quota=0), by=hq)


def test_a_new_preview_replaces_the_one_before(cycle):
    first = cast.a_previewed_ranking(cycle)
    second = cast.a_previewed_ranking(cycle)
    assert second.number == first.number == 1
    assert second.bundle_hash == first.bundle_hash
    assert Ranking.objects.filter(cycle=cycle).count() == 1 and Placement.objects.count() == 4


def test_only_the_director_settles(cycle, hq):
    with pytest.raises(NotPermitted):
        perform("settle_ranking", cast.a_previewed_ranking(cycle), by=hq)


def test_a_preview_holds_no_more_when_a_workshop_withdrew(cycle, director):
    preview = cast.a_previewed_ranking(cycle)
    case = preview.placements.first().application
    perform("withdraw", case, by=case.applicant)
    with pytest.raises(Refused, match="changed since this preview"):
        perform("settle_ranking", preview, by=director)
    assert cast.a_settled_ranking(cycle).placements.count() == 3


def test_provinces_with_a_quota_and_no_approved_line_are_named_as_late(ranking):
    province = cast.a_province()
    assert province.numeric_code not in ranking.late_provinces
    assert len(ranking.late_provinces) == 30


def test_who_does_not_qualify_learns_every_reason_with_its_figures(ranking):
    last = ranking.placements.last()
    assert not last.qualifies and last.within_places
    sentences = queries.reason_sentences(last)
    assert sentences[0] == "The total of 247 is below the pass mark of 600."
    assert len(sentences) == len(last.reasons) > 1


def test_reasons_survive_their_way_through_json(ranking):
    for told in ranking.placements.last().reasons:
        assert placing.reason_as_json(placing.reason_from_json(told)) == told


def test_a_cap_stops_one_of_two_equals_by_a_declared_rule(cycle, capped):
    capped(national=2)
    ranking = cast.a_settled_ranking(cycle)
    first, *equals, _last = ranking.placements.order_by("national_rank", "pk")
    assert first.within_places and sorted(one.within_places for one in equals) == [False, True]
    assert {one.settled_by_rule for one in equals} == {"registered_at"}
    assert first.settled_by_rule == ""
    drawn = cast.a_drawn_list(ranking)
    assert drawn.lines.count() == 2
    told = {entry["why"] for entry in drawn.newest.content["absent"]}
    assert told == {"no_place", "does_not_qualify"}


@pytest.mark.usefixtures("nothing_is_violated")
def test_a_later_ranking_leaves_a_place_to_whoever_stands_on_a_list(cycle, capped):
    capped(by_province={cast.a_province().numeric_code: 1})
    cast.an_agreed_list(ranking=cast.a_settled_ranking(cycle))
    assert room.left(cycle) == {"national": None, "by_province": {cast.a_province().numeric_code: 0}}
    again = cast.a_settled_ranking(cycle)
    assert [one.within_places for one in again.placements.all()] == [True, False, False, True]
    assert again.bundle["places_left"]["by_province"] == {cast.a_province().numeric_code: 0}
    second = cast.a_drawn_list(again)
    assert second.lines.count() == 0
    assert sorted(entry["why"] for entry in second.newest.content["absent"]) == [
        "does_not_qualify",
        "no_place",
        "no_place",
        "on_another_list",
    ]


def test_a_list_is_drawn_from_the_newest_ranking_only(cycle, ranking, hq):
    newer = cast.a_settled_ranking(cycle)
    with pytest.raises(Refused, match="Ranking 2 is newer"):
        perform("draw_list", ranking, by=hq, province=cast.a_province().numeric_code)
    assert cast.a_drawn_list(newer).lines.count() == 3


def test_a_list_is_not_drawn_from_a_preview(cycle, hq):
    with pytest.raises(Refused, match="settled ranking"):
        perform("draw_list", cast.a_previewed_ranking(cycle), by=hq, province=cast.a_province().numeric_code)


def test_a_province_gets_one_list_of_a_ranking(ranking, hq):
    cast.a_drawn_list(ranking)
    with pytest.raises(InvalidInput):
        perform("draw_list", ranking, by=hq, province=cast.a_province().numeric_code)
    assert list(queries.undrawn(ranking)) == []


def test_a_list_tells_for_everybody_else_why(cycle, ranking):
    cast.an_eligible_case(cycle)
    cast.a_registered_case(cycle)
    drawn = cast.a_drawn_list(ranking)
    told = drawn.newest.content["absent"]
    assert sorted(entry["why"] for entry in told) == ["does_not_qualify", "in_screening", "not_selected"]
    assert all(queries.absence_sentence(entry) for entry in told)


@pytest.mark.usefixtures("nothing_is_violated")
def test_who_withdrew_between_drawing_and_sending_is_not_on_what_is_sent(ranking):
    drawn = cast.a_drawn_list(ranking)
    case = drawn.lines.first().application
    perform("withdraw", case, by=case.applicant)
    sent = cast.a_sent_list(drawn)
    assert case.public_id not in [line["case"] for line in sent.newest.content["lines"]]
    assert sent.newest.hash == digest(sent.newest.content)


def test_the_province_does_not_see_a_list_before_it_is_sent(ranking, expert):
    drawn = cast.a_drawn_list(ranking)
    assert not CandidateList.objects.visible_to(expert).exists()
    sent = cast.a_sent_list(drawn)
    assert CandidateList.objects.visible_to(expert).get() == sent


def test_the_box_follows_the_case_from_ranked_to_listed(cycle, ranking):
    best, last = ranking.placements.first().application, ranking.placements.last().application
    assert where(best) == ("S11", False) and where(last) == ("S11", True)
    drawn = cast.a_drawn_list(ranking)
    assert where(best) == ("S12", False)
    cast.a_sent_list(drawn)
    assert where(best) == ("D2", False)


def test_what_a_new_ranking_changes_is_shown_before(cycle, ranking):
    case = ranking.placements.first().application
    perform("withdraw", case, by=case.applicant)
    moved = queries.difference(cast.a_previewed_ranking(cycle))
    gone = [one for one in moved if one.after is None]
    assert [one.application for one in gone] == [case]
    assert [(one.before.national_rank, one.after.national_rank) for one in moved if one.after] == [
        (2, 1),
        (2, 1),
        (4, 3),
    ]


def test_only_headquarters_reads_placements(ranking, expert, hq):
    assert queries.placements_of(ranking, hq).count() == 4
    assert queries.placements_of(ranking, expert).count() == 0


def test_a_bundle_of_the_same_lines_is_the_same_whenever_it_is_made(cycle, ranking):
    assert (
        digest(bundle.of(cycle)) == ranking.bundle_hash == digest(Ranking.objects.get(pk=ranking.pk).bundle)
    )


def refused_by_the_database(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_the_database_keeps_a_settled_ranking(ranking):
    rankings, placements = Ranking.objects.filter(pk=ranking.pk), Placement.objects.filter(ranking=ranking)
    refused_by_the_database(lambda: rankings.update(bundle={}))
    refused_by_the_database(lambda: rankings.update(settled_at=None))
    refused_by_the_database(lambda: placements.update(national_rank=1))
    refused_by_the_database(lambda: placements.last().delete())
    refused_by_the_database(lambda: rankings.delete())


def test_the_database_draws_no_list_from_a_preview(cycle, hq):
    preview = cast.a_previewed_ranking(cycle)
    refused_by_the_database(
        lambda: CandidateList.objects.create(
            cycle=cycle, province=cast.a_province(), ranking=preview, drawn_by=hq
        )
    )


def test_the_database_lists_nobody_who_does_not_qualify(ranking):
    drawn = cast.a_drawn_list(ranking)
    refused_by_the_database(lambda: listing.add_line(drawn, ranking.placements.last()))


def test_the_database_keeps_a_sent_version(sent):
    versions = ListVersion.objects.filter(candidate_list=sent)
    refused_by_the_database(lambda: versions.update(content={}))
    refused_by_the_database(lambda: versions.update(frozen_at=None))
    refused_by_the_database(lambda: versions.delete())


def test_a_list_is_not_sent_twice(sent, director):
    with pytest.raises(OutOfTurn):
        perform("send_list", sent, by=director)
