"""Every move of the chart has a page; what it answers depends on who asks and where the row stands."""

import pytest
from django.urls import reverse

from kargah.process import scope
from kargah.process.flowchart import MOVES
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ALLOWED = {200, 403, 409}


def page_of(name, row):
    return reverse("move", args=[name, row._meta.model_name, row.public_id])


def test_a_visitor_is_sent_to_the_door_from_every_move(client):
    for name, move in MOVES.items():
        answer = client.get(reverse("move", args=[name, move.subject._meta.model_name, "abcdefgh"]))

        assert answer.status_code == 302 and answer.url.startswith("/signin/?next="), name


def test_a_row_that_is_not_there_is_not_found_at_any_move(client):
    client.force_login(cast.an_hq_expert())
    for name, move in MOVES.items():
        address = reverse("move", args=[name, move.subject._meta.model_name, "abcdefgh"])

        assert client.get(address).status_code == 404, name


def test_a_move_on_another_kind_of_row_is_not_found(client):
    case = cast.a_registered_case()
    client.force_login(cast.an_hq_expert())

    assert client.get(reverse("move", args=["introduce", "application", case.public_id])).status_code == 404
    assert (
        client.get(reverse("move", args=["no_such_move", "application", case.public_id])).status_code == 404
    )


def test_every_move_of_a_long_story_answers_each_role_in_words(client):
    """One report with its case: every row in sight, every move on its kind of row, every kind of person."""
    report = cast.a_sent_report()
    line = report.lines.get()
    case = line.application
    subjects = [case, case.workshop, case.cycle, case.share, case.cycle.guideline, line.inspection]
    subjects += [line.inspection.nomination, report, line]
    people = {
        "applicant": case.applicant,
        "inspector": line.inspection.inspector,
        "expert": cast.an_expert_of(case.province),
        "expert elsewhere": cast.an_expert_of(cast.a_province("فارس")),
        "headquarters": cast.an_hq_expert(),
    }
    met = set()
    for who, person in people.items():
        client.force_login(person)
        for subject in subjects:
            visible = scope.one(type(subject), person, subject.public_id) is not None
            for name, move in MOVES.items():
                if move.subject is not type(subject):
                    continue
                answer = client.get(page_of(name, subject))
                met.add(answer.status_code)

                assert answer.status_code in (ALLOWED if visible else {404}), (who, name)
                if visible and not scope.may_take(move, person, subject):
                    assert answer.status_code == 403, (who, name)
    assert met == ALLOWED | {404}
