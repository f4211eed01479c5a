"""S14: headquarters issues the certificate."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kargah import clock
from kargah.certificates import codes
from kargah.certificates.models import Certificate, RegisterCounter
from kargah.certificates.sheet import certificate_pdf
from kargah.cycles.models import Cycle
from kargah.files.intake import open_stored
from kargah.inputs import digest
from kargah.jalali.calendar import day_of, parts
from kargah.jobs import worker
from kargah.people.models import Post, Role
from kargah.people.signing import Signature
from kargah.process import invariants
from kargah.process.engine import obstacle, perform
from kargah.process.flowchart import MOVES
from kargah.refusal import NotPermitted, OutOfTurn, Refused
from tests import cast

pytestmark = pytest.mark.django_db


def test_an_agreed_line_becomes_a_certificate_with_its_facts(line):
    certificate = cast.a_certificate(line)

    line.refresh_from_db()
    assert line.state == "certified"
    assert certificate.state == "valid"
    assert certificate.grade == line.placement.band == certificate.facts["grade"]
    assert certificate.total == line.placement.total
    assert certificate.facts["workshop"] == line.application.workshop.name
    assert certificate.facts["evidence"]["basis"] == "agreed"
    assert line.application.standing.box == "END"
    assert invariants.violations() == {}


def test_it_is_valid_through_the_same_day_of_the_next_year(line):
    year, month, day = parts(clock.today())

    certificate = cast.a_certificate(line)

    assert parts(certificate.valid_through)[0] == year + 1
    assert parts(certificate.valid_through)[1:] == (month, day) or (month, day) == (12, 30)


def test_a_leap_day_ends_on_the_last_day_of_esfand(line):
    leap_day = day_of(1408, 12, 30)
    with clock.stopped_at(datetime(leap_day.year, leap_day.month, leap_day.day, 9, tzinfo=UTC)):
        certificate = cast.a_certificate(line)

    assert parts(certificate.valid_through) == (1409, 12, 29)


def test_the_register_gives_the_next_number_of_the_year_and_province(db):
    agreed = cast.an_agreed_list(lines=2)
    first, second = (cast.a_certificate(line) for line in agreed.lines.order_by("pk"))

    year = parts(clock.today())[0]
    assert [first.register_sequence, second.register_sequence] == [1, 2]
    assert second.register_number == f"{year}/{first.province.numeric_code}/00002"
    assert RegisterCounter.objects.get().last == 2


def test_an_issue_that_is_refused_leaves_no_gap(line):
    case = line.application
    perform("raise_mark", case, by=cast.an_hq_expert(), kind="false_licence", reason="پروانه مشکوک است")
    with pytest.raises(Refused, match="mark"):
        cast.an_issued(line)

    assert not Certificate.objects.exists() and not RegisterCounter.objects.exists()


def test_the_code_follows_from_the_line_and_the_key_alone(line, settings):
    code = codes.code_of(line.public_id)

    assert len(code) == 12 and set(code) <= set(codes.ALPHABET)
    assert codes.code_of(line.public_id) == code
    settings.CODE_KEY = "another key".ljust(64, "-")
    assert codes.code_of(line.public_id) != code


def test_without_the_key_nothing_is_issued(line, settings):
    settings.CODE_KEY = ""

    with pytest.raises(Refused, match="key"):
        cast.an_issued(line)


def test_a_line_without_an_agreement_is_not_issued(db):
    line = cast.a_sent_list().lines.get()

    with pytest.raises(OutOfTurn):
        cast.an_issued(line)


def test_an_agreement_that_the_deputy_has_not_signed_is_none(db):
    line = cast.an_agreed_line(cast.a_sent_list().lines.get())

    with pytest.raises(Refused, match="signed"):
        cast.an_issued(line)


@pytest.mark.parametrize(
    ("of", "column", "value", "says"),
    [
        (lambda line: line.line, "state", "excluded", "Headquarters has not approved the report"),
        (lambda line: line.line.report, "state", "sent", "Headquarters has not approved the report"),
        (lambda line: line.placement, "qualifies", False, "This workshop does not qualify."),
        (lambda line: line.placement, "within_places", False, "no place was left for it"),
        (lambda line: line, "state", "decided", "No decision of two persons"),
    ],
)
def test_whatever_the_certificate_rests_on_is_asked_again(line, of, column, value, says):
    """The database keeps all this as it was; here the rows are changed in memory alone."""
    director = cast.a_director()
    assert obstacle(MOVES["issue"], line, by=director) is None

    setattr(of(line), column, value)

    refusal = obstacle(MOVES["issue"], line, by=director)
    assert type(refusal) is Refused and says in str(refusal)


def test_the_list_goes_on_as_a_whole_unless_the_guideline_lets_parts_go_on(monkeypatch):
    listed = cast.an_objected_list(lines=2)
    agreed = listed.lines.get(state="agreed")
    whole = replace(listed.cycle.limits, partial_lists_go_on=False)
    with monkeypatch.context() as other_law:
        other_law.setattr(Cycle, "limits", whole)
        with pytest.raises(Refused, match="open"):
            cast.an_issued(agreed)

    assert agreed.cycle.limits.partial_lists_go_on
    assert cast.an_issued(agreed).state == "valid"


def test_only_a_director_issues_and_signs(line):
    with pytest.raises(NotPermitted):
        cast.an_issued(line, by=cast.an_hq_expert())
    with pytest.raises(NotPermitted):
        perform("issue", line, by=cast.a_director())
    director = cast.a_director()
    with pytest.raises(NotPermitted):
        of_another = Signature(cast.an_hq_expert().pk, digest("seen"), clock.now())
        perform("issue", line, by=director, signature=of_another)


@pytest.mark.parametrize("part", ["reviewed", "drew", "inspected", "compiled", "agreed"])
def test_who_took_part_does_not_issue(line, part):
    person = {
        "reviewed": line.line.judged_by,
        "drew": line.candidate_list.drawn_by,
        "inspected": line.line.inspection.inspector,
        "compiled": line.line.report.newest.compiled_by,
        "agreed": line.opinion_by,
    }[part]
    Post.objects.create(holder=person, role=Role.HEADQUARTERS_DIRECTOR, starts_on=clock.today())

    with pytest.raises(Refused, match="took part"):
        cast.an_issued(line, by=person)


def test_an_open_appeal_holds_its_own_certificate_alone(db):
    first, second = cast.an_agreed_list(lines=2).lines.order_by("pk")
    case = first.application
    perform("lodge", case, by=case.applicant, against="score", text="امتیاز درست نیست")

    with pytest.raises(Refused, match="appeal"):
        cast.an_issued(first)
    assert cast.an_issued(second).state == "valid"


def test_a_certified_request_is_not_withdrawn(certificate):
    case = certificate.application

    with pytest.raises(Refused, match="certificate"):
        perform("withdraw", case, by=case.applicant)


def test_a_decision_over_silence_says_so(db):
    listed = cast.an_overdue_list()
    line = listed.lines.get()
    perform("remind_opinion", listed, by=cast.an_hq_expert())
    clock.set_to(clock.now() + timedelta(days=listed.cycle.limits.decide_over_days + 1))

    certificate = cast.an_issued(cast.a_decided_line(line))

    assert certificate.facts["evidence"]["basis"] == "decided_over_silence"
    assert invariants.violations() == {}


def test_the_sheet_is_printed_once_and_the_same(certificate):
    worker.drain()
    certificate.refresh_from_db()
    first = certificate.pdf

    assert first is not None
    assert open_stored(first).read() == certificate_pdf(certificate.facts)
