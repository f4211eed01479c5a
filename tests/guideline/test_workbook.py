"""A draft goes to Excel and comes back; every cell that can't be taken is named."""

import io
import random

import pytest
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from kargah.guideline import edits, queries, rules, workbook
from kargah.refusal import Refused

pytestmark = pytest.mark.django_db


def opened(guideline):
    return load_workbook(io.BytesIO(workbook.write(guideline)))


def closed(book):
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def cells(read):
    return [(error.sheet, error.cell) for error in read.errors]


def test_what_was_exported_comes_back_unchanged(draft, director):
    before, parameters = queries.rubric_of(draft), draft.parameters
    words = list(
        draft.criteria.values_list("code", "level0", "level2", "evidence", "photo_required", "basis")
    )
    read = workbook.read(io.BytesIO(workbook.write(draft)))
    assert read.errors == []
    after = edits.take_workbook(draft, by=director, read=read)
    assert (queries.rubric_of(after), after.parameters) == (before, parameters)
    again = after.criteria.values_list("code", "level0", "level2", "evidence", "photo_required", "basis")
    assert list(again) == words
    rules.can_be_published(after)


def test_the_language_of_the_reader_does_not_matter_for_reading_back(draft):
    with override("en"):
        english = workbook.write(draft)
    with override("fa"):
        assert workbook.read(io.BytesIO(english)).errors == []


def test_a_changed_cell_is_taken(draft, director):
    book = opened(draft)
    sheet = book.worksheets[1]
    sheet["E3"], sheet["E4"] = "۳۳", 23.0  # typed in Persian digits; a number as Excel keeps it
    edits.take_workbook(draft, by=director, read=workbook.read(closed(book)))
    assert list(draft.criteria.values_list("maximum", flat=True)[:2]) == [33, 23]


@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [
        (0, "D3", "many"),
        (0, "E3", 101),
        (0, "A3", None),
        (0, "D4", 2.5),
        (1, "A3", "ZZ"),
        (1, "B4", "P1"),
        (1, "E3", 0),
        (1, "F3", 5),
        (1, "G3", "0 9"),
        (1, "G3", "1 2"),
        (1, "F3", 0),
        (1, "H3", "perhaps"),
        (1, "I3", "x" * 301),
        (1, "E1", "other"),
        (2, "B3", "{"),
        (2, "B3", "NaN"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_is_taken(draft, director, sheet, cell, value):
    book = opened(draft)
    book.worksheets[sheet][cell] = value
    read = workbook.read(closed(book))
    assert (("axes", "criteria", "settings")[sheet], cell) in cells(read)
    before = queries.rubric_of(draft)
    with pytest.raises(Refused, match=cell):
        edits.take_workbook(draft, by=director, read=read)
    assert queries.rubric_of(draft) == before


def test_all_bad_cells_are_named_at_once(draft):
    book = opened(draft)
    book.worksheets[0]["D3"], book.worksheets[1]["E7"], book.worksheets[1]["H9"] = "a", "b", "c"
    assert {("axes", "D3"), ("criteria", "E7"), ("criteria", "H9")} <= set(cells(workbook.read(closed(book))))


def test_a_setting_that_makes_no_sense_is_named(draft):
    book = opened(draft)
    sheet = book.worksheets[2]
    row = next(row for row in range(3, 60) if sheet.cell(row, 1).value == "pass_mark")
    sheet.cell(row, 2).value = '"much"'
    assert cells(workbook.read(closed(book))) == [("settings", f"B{row}")]


def test_a_text_that_begins_with_an_equals_sign_is_no_formula(draft, director):
    edits.change_criterion(draft.criteria.get(code="P1"), by=director, changes={"level0": "=1+1"})
    assert opened(draft).worksheets[1]["I3"].data_type == "s"
    assert workbook.read(io.BytesIO(workbook.write(draft))).criteria[0]["level0"] == "=1+1"


def test_a_sheet_that_is_missing_is_named(draft):
    book = opened(draft)
    book.remove(book.worksheets[1])
    assert ("criteria", "A1") in cells(workbook.read(closed(book)))


def test_what_is_no_workbook_is_said_to_be_none(draft):
    for content in (b"", b"hello", b"PK\x03\x04 broken"):
        assert len(workbook.read(io.BytesIO(content)).errors) == 1
    assert workbook.read(closed(Workbook())).errors


def test_a_damaged_file_never_breaks_the_reader(draft):
    whole, chance = workbook.write(draft), random.Random(2)
    for _ in range(40):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        workbook.read(io.BytesIO(bytes(damaged)))
    assert workbook.read(io.BytesIO(whole[: len(whole) // 2])).errors


def test_a_file_that_unpacks_to_too_much_is_refused(draft, monkeypatch):
    monkeypatch.setattr(workbook, "LARGEST_CONTENT", 1000)
    assert len(workbook.read(io.BytesIO(workbook.write(draft))).errors) == 1
