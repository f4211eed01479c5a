"""S10 to D2: approved lines are ranked, a list goes to the province, the province agrees."""

import pytest

from kargah.grading import invariants, placing
from kargah.inputs import digest
from kargah.process import invariants as whole
from tests import cast

pytestmark = pytest.mark.django_db


def test_a_cycle_is_ranked_and_its_province_agrees_to_the_list():
    ranking = cast.a_previewed_ranking(lines=3, levels=(4, 3, 1))
    first, second, third = ranking.placements.order_by("national_rank")
    assert (first.national_rank, second.national_rank, third.national_rank) == (1, 2, 3)
    assert first.qualifies and not third.qualifies
    assert any(reason["kind"] == "below_pass_mark" for reason in third.reasons)

    ranking = cast.a_settled_ranking(ranking.cycle)
    assert ranking.number == 1 and ranking.placements.count() == 3
    sent = cast.a_sent_list(ranking=ranking)
    version = sent.newest
    assert [line["national_rank"] for line in version.content["lines"]] == [1, 2]
    assert [entry["why"] for entry in version.content["absent"]] == ["does_not_qualify"]
    assert version.hash == digest(version.content) and version.frozen_at

    agreed = cast.an_agreed_list(sent)
    assert agreed.state == "agreed"
    assert {line.state for line in agreed.lines.all()} == {"agreed"}
    assert agreed.opinions.get().agreed and agreed.opinions.get().list_hash == version.hash
    assert whole.violations() == {}


def test_a_bundle_names_nobody_and_computes_again_to_the_same():
    ranking = cast.a_settled_ranking(lines=2, levels=(4, 3))
    told = str(ranking.bundle)
    for placement in ranking.placements.all():
        case = placement.application
        for secret in (case.tracking_code, case.public_id, case.workshop.name, case.applicant.last_name):
            assert secret not in told
    again = {place.pop("line"): place for place in placing.ranked(ranking.bundle)}
    assert dict(invariants.placed(ranking)) == again
