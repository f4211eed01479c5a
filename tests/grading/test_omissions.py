"""A workshop that the province misses on its list: when headquarters may accept it, and that it is answered."""

import pytest

from kargah.process.engine import perform
from kargah.refusal import Refused
from tests import cast


def test_an_omission_that_headquarters_has_not_approved_cannot_join(cycle, sent, hq):
    omission = cast.a_named_omission(sent, cast.a_registered_case(cycle))
    assert cast.an_agreed_list(sent).state == "objected"
    with pytest.raises(Refused, match="has no approved line in the ranking") as refusal:
        perform("accept_omission", omission, by=hq, reason="پذیرفته شد")
    assert type(refusal.value) is Refused
    assert perform("keep_omission", omission, by=hq, reason="گزارشی ندارد").state == "kept"


def test_an_omission_that_stands_on_another_list_does_not_join_a_second(cycle, sent, lines, hq):
    second = cast.a_sent_list(ranking=cast.a_settled_ranking(cycle))
    omission = cast.a_named_omission(second, lines[0].application)
    assert cast.a_given_opinion(second).state == "objected"
    with pytest.raises(Refused, match="certified or stands on another open list") as refusal:
        perform("accept_omission", omission, by=hq, reason="پذیرفته شد")
    assert type(refusal.value) is Refused
    perform("withdraw", lines[0].application, by=lines[0].application.applicant)
    with pytest.raises(Refused, match="no approved line"):
        perform("accept_omission", omission, by=hq, reason="پذیرفته شد")


def test_a_list_is_not_closed_before_a_named_omission_is_answered(cycle, ranking, capped, hq):
    capped(national=0)
    sent = cast.a_sent_list(ranking=cast.a_settled_ranking(cycle))
    omission = cast.a_named_omission(sent, ranking.placements.last().application)
    objected = cast.a_given_opinion(sent)
    with pytest.raises(Refused, match="1 named omissions are not answered yet") as refusal:
        perform("close_list", objected, by=hq)
    assert type(refusal.value) is Refused
    perform("keep_omission", omission, by=hq, reason="حد نصاب ندارد")
    assert perform("close_list", objected, by=hq).state == "closed"
