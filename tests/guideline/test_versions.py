"""A guideline is drafted, checked, published, and from then on stays."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override

from kargah import clock, guards
from kargah.guideline import edits, loading, moves, queries, rules
from kargah.guideline.arithmetic import score
from kargah.guideline.guards import GUARDS
from kargah.guideline.models import Axis, Criterion, Guideline
from kargah.journal.models import Entry
from kargah.refusal import Refused
from tests.guideline.sheets import SAMPLE, all_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def guarded():
    guards.install(connection, GUARDS)
    yield
    guards.install(connection, ())


def test_the_sample_is_loaded_once_as_published(an_empty_ground, capsys):
    with clock.stopped_at(datetime(2026, 5, 1, 22, tzinfo=UTC)):
        call_command("load_guideline")
    call_command("load_guideline")
    assert "12 axes, 58 criteria" in capsys.readouterr().out
    only = Guideline.objects.get()
    assert (only.number, only.state, str(only.published_on), only.version) == (
        1,
        "published",
        "2026-05-02",
        1,
    )
    assert queries.in_force() == only


def test_the_rubric_read_from_the_tables_is_that_of_the_file(sample):
    assert queries.rubric_of(sample) == SAMPLE
    assert score(queries.rubric_of(sample), all_at(4)).total == 100_000


def test_the_rubric_of_a_published_guideline_is_read_once(sample, django_assert_num_queries):
    queries.rubric_of(sample)
    with django_assert_num_queries(0):
        queries.rubric_of(
            Guideline(
                pk=sample.pk, public_id=sample.public_id, state="published", parameters=sample.parameters
            )
        )


def test_the_rubric_of_a_draft_is_read_each_time(draft, director):
    first = queries.rubric_of(draft)
    edits.change_criterion(draft.criteria.get(code="P1"), by=director, changes={"maximum": 33})
    assert first.criteria[0].maximum == 32
    assert queries.rubric_of(draft).criteria[0].maximum == 33


def test_a_cycle_reads_the_total_from_its_own_frozen_parameters(sample):
    assert queries.rubric_of(sample, sample.parameters | {"total_points": 100}).total_points == 100


def test_photos_are_required_where_the_evidence_speaks_of_one(sample):
    asked = dict(sample.criteria.values_list("code", "photo_required"))
    assert (asked["P1"], asked["S1"], asked["M1"], asked["H2"]) == (True, True, False, False)


def test_a_new_draft_is_equal_to_its_model_and_is_written_into_the_journal(sample, draft, director):
    assert (draft.number, draft.state, draft.parameters) == (2, "draft", sample.parameters)
    assert queries.rubric_of(draft) == queries.rubric_of(sample)
    assert Entry.objects.get(subject_id=draft.pk).move == "edit:new_draft"
    rules.can_be_published(draft)


def test_publishing_writes_the_day_and_names_what_it_replaces(sample, draft, director):
    with clock.stopped_at(datetime(2026, 6, 1, 8, tzinfo=UTC)):
        moves.publish(draft, by=director)
    assert str(Guideline.objects.get(pk=draft.pk).published_on) == "2026-06-01"
    assert queries.superseded_by(draft) == [sample]


def change(draft, code, **fields):
    draft.criteria.filter(code=code).update(**fields)


def settings(draft, **changed):
    draft.parameters = draft.parameters | changed


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda draft: change(draft, "P1", maximum=33), "add up to 241"),
        (lambda draft: draft.axes.filter(code="P").update(points=239), "instead of 239"),
        (lambda draft: settings(draft, total_points=999), "add up to 1000"),
        (lambda draft: draft.criteria.filter(axis__code="H").update(na_allowed=True), "must always apply"),
        (lambda draft: change(draft, "P1", levels=[0, 2]), "must rise from 0 to 4"),
        (lambda draft: change(draft, "P1", levels=[4, 0]), "must rise from 0 to 4"),
        (lambda draft: change(draft, "P1", levels=[0, True, 4]), "must rise from 0 to 4"),
        (lambda draft: change(draft, "F4", knockout_level=2), "one of its levels"),
        (lambda draft: change(draft, "P5", knockout_level=0), "one of its levels"),
        (lambda draft: settings(draft, pass_mark="1000.01"), "within the total points"),
        (lambda draft: settings(draft, tie_rules=["points:P"]), "end with the declared draw"),
        (lambda draft: settings(draft, tie_rules=["points:X", "declared_draw"]), "an axis X"),
        (lambda draft: settings(draft, conditions_beside={"3": "C9"}), "a criterion C9"),
        (lambda draft: settings(draft, appeal_days=None), "“appeal_days”"),
    ],
)
def test_a_guideline_that_does_not_hold_together_is_not_published(draft, spoil, says):
    spoil(draft)
    with pytest.raises(Refused) as refused:
        rules.can_be_published(draft)
    with override("en"):
        assert says in str(refused.value)


def test_a_criterion_stands_in_an_axis_of_its_own_guideline(sample, draft):
    criterion = draft.criteria.get(code="P1")
    rules.stands_in_its_guideline(criterion, draft.axes.get(code="P"))
    with pytest.raises(Refused) as refused:
        rules.stands_in_its_guideline(criterion, sample.axes.get(code="P"))
    with override("en"):
        assert str(refused.value) == "Criterion P1 stands in an axis of another guideline."


def test_an_axis_without_a_minimum_may_be_left_out_whole(draft):
    draft.criteria.filter(axis__code="F").update(na_allowed=True)
    rules.can_be_published(draft)


def test_settings_that_can_not_be_read_are_not_saved(draft, director):
    with pytest.raises(Refused):
        edits.change_parameters(draft, by=director, parameters=draft.parameters | {"pass_mark": "much"})
    edits.change_parameters(
        draft, by=director, parameters=draft.parameters | {"pass_mark": "620"}, title="دوم"
    )
    again = Guideline.objects.get(pk=draft.pk)
    assert (again.limits.pass_mark, again.title) == (62000, "دوم")


def test_what_is_published_is_not_edited(sample, director):
    for edit in (
        lambda: edits.change_parameters(sample, by=director, parameters=sample.parameters),
        lambda: edits.change_criterion(sample.criteria.first(), by=director, changes={"maximum": 1}),
        lambda: edits.change_axis(sample.axes.first(), by=director, changes={"points": 1}),
        lambda: rules.can_be_published(sample),
    ):
        with pytest.raises(Refused):
            edit()


def test_an_edit_changes_words_and_points_and_not_the_code(draft, director):
    criterion = draft.criteria.get(code="P1")
    edits.change_criterion(criterion, by=director, changes={"name": "طرح", "levels": [0, 4]})
    assert draft.criteria.filter(code="P1", name="طرح", levels=[0, 4]).exists()
    edits.change_axis(draft.axes.get(code="F"), by=director, changes={"minimum_percent": 40})
    assert draft.axes.get(code="F").minimum_percent == 40
    with pytest.raises(ValueError, match="code"):
        edits.change_criterion(criterion, by=director, changes={"code": "P0"})
    with pytest.raises(Refused):
        edits.change_criterion(criterion, by=director, changes={"levels": [1, 2]})


def test_the_database_keeps_a_published_guideline_as_it_is(sample, draft, guarded):
    criterion, axis = sample.criteria.first(), sample.axes.first()
    mine = {"axis": axis, "code": "X1", "name": "x", "name_en": "x", "maximum": 1, "position": 99}
    for write in (
        lambda: sample.criteria.filter(pk=criterion.pk).update(maximum=1),
        lambda: sample.axes.filter(pk=axis.pk).update(points=1),
        lambda: Criterion.objects.filter(pk=criterion.pk).delete(),
        lambda: Criterion.objects.create(guideline=sample, **mine),
        lambda: Axis.objects.create(guideline=sample, code="X", name="x", name_en="x", points=1, position=99),
        lambda: draft.axes.filter(code="P").update(guideline=sample),
        lambda: Guideline.objects.filter(pk=sample.pk).update(parameters={}),
        lambda: Guideline.objects.filter(pk=sample.pk).update(published_on="2020-01-01"),
        lambda: Guideline.objects.filter(pk=sample.pk).delete(),
        lambda: Criterion.objects.create(guideline=draft, **mine),
        lambda: draft.criteria.filter(code="P1").update(axis=axis),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    Guideline.objects.filter(pk=sample.pk).update(state="superseded", version=2)
    sample.refresh_from_db()
    sample.save()  # the same values are no change
    draft.criteria.filter(code="P1").update(maximum=31)
    draft.delete()


def test_the_sample_can_be_loaded_under_the_guards(an_empty_ground, guarded):
    assert loading.load()[1] is True


def test_a_cycle_is_planned_only_by_the_guideline_in_force(sample, draft):
    rules.is_published(sample)
    with pytest.raises(Refused):
        rules.is_published(draft)
    with pytest.raises(IntegrityError), transaction.atomic():
        Guideline.objects.filter(pk=draft.pk).update(state="published", published_on="2026-06-01")
