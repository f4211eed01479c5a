"""The numbers of the law are read exactly, or named when they can't be."""

import pytest

from kargah.guideline.limits import Band, Limits, ParameterWrong, hundredths, limits
from kargah.guideline.loading import sample_parameters

SAMPLE = sample_parameters()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("600", 60000),
        ("850.5", 85050),
        ("0.01", 1),
        (12, 1200),
        (" 7 ", 700),
        ("0600.250", 60025),
        ("-1", -100),
    ],
)
def test_points_are_read_as_whole_hundredths(typed, read):
    assert hundredths(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "600.001",
        "600.0010",
        "x",
        "",
        None,
        1.5,
        True,
        "NaN",
        "Infinity",
        "1E2",
        "1E999999999",
        "5.",
        "1234567890",
    ],
)
def test_points_that_hundredths_do_not_hold_are_refused(typed):
    with pytest.raises(ValueError, match=r"."):
        hundredths(typed)


def test_the_sample_says_what_the_notice_says():
    read = limits(SAMPLE)
    assert (read.licence_years, read.defect_notices, read.defect_notice_days) == (3, 2, 45)
    assert (read.total_points, read.pass_mark, read.decide_over_days) == (1000, 60000, 5)
    assert read.bands[0] == Band("ممتاز", 85000)
    assert read.reminder_days_before == (15, 5, 1)
    assert sum(factor.points for factor in read.priority) == 10000
    assert (read.national_places, read.places_of("yazd"), read.deciding_rank) == (None, None, "national")


def test_bands_stand_from_the_highest_down_however_they_are_written():
    turned = limits(SAMPLE | {"bands": SAMPLE["bands"][::-1]})
    assert turned.bands == limits(SAMPLE).bands


def test_places_may_be_capped_in_the_country_and_in_a_province():
    capped = limits(SAMPLE | {"line_places": {"national": 100, "by_province": {"yazd": 4}}})
    assert (capped.national_places, capped.places_of("yazd"), capped.places_of("fars")) == (100, 4, None)


OPTIONAL = {"conditions_beside", "workbook", "line_places", "decide_over_days"}


@pytest.mark.parametrize("key", sorted((set(SAMPLE) & set(Limits.__slots__)) - OPTIONAL))
def test_a_number_that_is_missing_is_named(key):
    with pytest.raises(ParameterWrong) as caught:
        limits({name: value for name, value in SAMPLE.items() if name != key})
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("licence_years", -1),
        ("licence_years", 3.0),
        ("total_points", 0),
        ("pass_mark", "600.005"),
        ("bands", [{"name_fa": "x"}]),
        ("tie_rules", ["by_chance"]),
        ("deciding_rank", "world"),
        ("partial_lists_go_on", "yes"),
        ("priority", [{"factor": "a", "fa": "a", "cap": "0", "points": "1"}]),
        ("line_places", {"national": -1}),
        ("line_places", {"by_province": {"yazd": "many"}}),
        ("line_places", 7),
        ("revisit_from_photos", "minor"),
        ("workbook", {"sheets": [{"key": "a", "fa": "a", "columns": [{"key": "b", "fa": "b"}]}]}),
        ("conditions_beside", ["C1"]),
    ],
)
def test_a_number_that_makes_no_sense_is_named(key, value):
    with pytest.raises(ParameterWrong) as caught:
        limits(SAMPLE | {key: value})
    assert caught.value.key == key


def test_the_workbook_of_the_sample_has_the_four_sheets_and_a_column_per_axis():
    sheets = {sheet["key"]: sheet["columns"] for sheet in limits(SAMPLE).workbook["sheets"]}
    assert list(sheets) == ["workshops", "levels", "defects", "summary"]
    assert sum("axis" in column for column in sheets["workshops"]) == 12
    for columns in sheets.values():
        keys = [column["key"] for column in columns]
        assert len(keys) == len(set(keys))
