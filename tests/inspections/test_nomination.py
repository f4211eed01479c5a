"""Who is named, introduced and accepted, and what silence means."""

from datetime import datetime, timedelta

import pytest

from kargah import clock
from kargah.inspections.models import Nomination
from kargah.inspections.queries import nominations_to_accept
from kargah.process.engine import perform
from kargah.refusal import InvalidInput, NotPermitted, Refused
from tests import cast


@pytest.fixture
def share(case):
    return case.share


def noon(day):
    return datetime.combine(day, datetime.min.time(), clock.TEHRAN) + timedelta(hours=12)


def test_an_inspector_is_named_introduced_and_accepted(share):
    nomination = cast.a_named_inspector(share)
    assert nomination.state == "named"
    nomination = perform("introduce", nomination, by=cast.a_deputy_of(share.province), letter_number="۷")
    assert (nomination.state, nomination.letter_number) == ("introduced", "۷")
    assert perform("accept_inspector", nomination, by=cast.an_hq_expert()).state == "accepted"


def test_only_an_inspector_of_the_province_is_named(share):
    with pytest.raises(InvalidInput) as refusal:
        cast.a_named_inspector(share, inspector=cast.an_inspector_of(cast.a_province("فارس")))
    assert "inspector" in refusal.value.form.errors


def test_the_days_of_a_nomination_run_forward(share):
    with pytest.raises(InvalidInput) as refusal:
        cast.a_named_inspector(share, ends_on=clock.today() - timedelta(days=1))
    assert "ends_on" in refusal.value.form.errors


def test_somebody_is_nominated_once_at_a_time(share):
    cast.a_named_inspector(share)
    with pytest.raises(InvalidInput) as refusal:
        cast.a_named_inspector(share)
    assert "already nominated" in str(refusal.value.form.errors["inspector"])


def test_a_refused_person_is_named_again_with_a_reason_only(share):
    nomination = cast.an_introduced_inspector(share)
    refused = perform("refuse_inspector", nomination, by=cast.an_hq_expert(), reason="دوره ندیده است")
    assert (refused.state, refused.ended_reason) == ("refused", "دوره ندیده است")
    with pytest.raises(InvalidInput) as refusal:
        cast.a_named_inspector(share, reason="")
    assert "reason" in refusal.value.form.errors
    assert cast.a_named_inspector(share, reason="دوره را گذراند").state == "named"


def test_silence_accepts_after_ten_whole_days_and_not_before(share):
    nomination = cast.an_introduced_inspector(share)
    introduced_on = clock.day_of(nomination.introduced_at)
    with clock.stopped_at(clock.end_of(introduced_on + timedelta(days=10)) - timedelta(seconds=1)):
        assert nominations_to_accept() == []
        with pytest.raises(Refused, match="10 days"):
            perform("accept_inspector", nomination, by=None)
    with clock.stopped_at(clock.end_of(introduced_on + timedelta(days=10))):
        assert nominations_to_accept() == [nomination]
        assert perform("accept_inspector", nomination, by=None).state == Nomination.State.ACCEPTED


def test_the_province_does_not_accept_its_own_inspector(share):
    nomination = cast.an_introduced_inspector(share)
    for person in (cast.an_expert_of(share.province), cast.a_deputy_of(share.province)):
        with pytest.raises(NotPermitted):
            perform("accept_inspector", nomination, by=person)


def test_a_nomination_with_a_running_inspection_does_not_end(inspection):
    expert = cast.an_expert_of(inspection.province)
    with pytest.raises(Refused, match=inspection.application.tracking_code):
        perform("end_nomination", inspection.nomination, by=expert, reason="پایان همکاری")


def test_a_nomination_ends_when_its_inspections_have(visited):
    perform("confirm", visited, by=visited.inspector)
    ended = perform("end_nomination", visited.nomination, by=cast.an_hq_expert(), reason="پایان همکاری")
    assert ended.state == "ended"
