"""Workbooks: what is written cannot act, what is read cannot harm."""

import io
import resource
import struct
import time
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from kargah.paper.workbook import BadWorkbook, Column, Limits, Mark, Sheet, mark, read, write

COLUMNS = [
    Column("national_id", "کد ملی"),
    Column("number", "ردیف", "int"),
    Column("points", "امتیاز", "decimal", note="از ۱۰۰"),
    Column("licensed_on", "تاریخ صدور", "date"),
    Column("grade", "درجه", choices=["ممتاز", "یک"]),
]
SARA = {
    "national_id": "0012345679",
    "number": 1,
    "points": Decimal("71.50"),
    "licensed_on": date(2025, 8, 3),
    "grade": "ممتاز",
}
RULES = {"guideline": "1404/2", "cycle": 7}


def the_report(*rows, columns=COLUMNS):
    return write([Sheet("کارگاه‌ها", columns, rows or [SARA])], meta=RULES)


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def repacked(data, *, change=None, add=None):
    """The package with parts changed ({name: function of its bytes}) or added ({name: bytes})."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, (change or {}).get(name, lambda body: body)(old.read(name)))
        for name, body in (add or {}).items():
            new.writestr(name, body)
    return file.getvalue()


def test_what_is_written_is_read_again():
    book = read(the_report(SARA, {}, {"national_id": "0000000018", "number": 3}))

    table = book.sheet("کارگاه‌ها")
    assert [cell.value for cell in table.head] == [column.heading for column in COLUMNS]
    assert [[cell.value for cell in row] for row in table.rows] == [
        ["0012345679", 1, Decimal("71.5"), "1404/05/12", "ممتاز"],
        ["0000000018", 3, None, None, None],
    ]
    assert table.by_heading()[1]["ردیف"] == ("B4", 3)
    assert (book.meta["guideline"], book.meta["cycle"]) == ("1404/2", 7)


def test_the_same_rows_give_the_same_bytes():
    first = the_report()
    assert first == the_report() and first != the_report({**SARA, "number": 2})


def test_a_sheet_reads_from_the_right_with_its_head_in_place():
    sheet = opened(the_report())["کارگاه‌ها"]

    assert sheet.sheet_view.rightToLeft and sheet.freeze_panes == "A2"
    assert sheet["A2"].number_format == "@" and sheet["A2"].value == "0012345679"
    assert sheet["C1"].comment.text == "از ۱۰۰"
    assert sheet.data_validations.dataValidation[0].formula1 == '"ممتاز,یک"'


def test_many_choices_stand_in_the_hidden_sheet():
    provinces = [f"استان شماره {n}" for n in range(31)]
    book = opened(the_report({"p": provinces[3]}, columns=[Column("p", "استان", choices=provinces)]))

    assert book["کارگاه‌ها"].data_validations.dataValidation[0].formula1 == "'_kargah'!$C$1:$C$31"
    assert [row[0].value for row in book["_kargah"]["C1:C31"]] == provinces
    assert book["_kargah"].sheet_state == "veryHidden"


SIGNS = [
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    "＝",
    "＋",
    "－",
    "＠",
    "\u200f=",
    "\u200e+",
    '"=',
    ";=",
    " =",
    "'=",
]
PAYLOADS = [
    sign + call for sign in SIGNS for call in ("1+1", 'HYPERLINK("http://x","y")', "cmd|' /C calc'!A0")
]


@pytest.mark.parametrize("kind", ["text", "int", "decimal", "date"])
def test_nothing_that_was_typed_becomes_a_formula_or_a_link(kind):
    data = the_report(*[{"x": payload} for payload in PAYLOADS], columns=[Column("x", "نام", kind)])

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not any(
            b"<f>" in package.read(name) or b"hyperlink " in package.read(name) for name in package.namelist()
        )
    cells = [row[0] for row in opened(data)["کارگاه‌ها"].iter_rows(min_row=2)]
    assert len(cells) == len(PAYLOADS)
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [payload.replace("\r", "\n") for payload in PAYLOADS]


def test_a_formula_stays_words_when_the_workbook_comes_back_marked():
    data = mark(
        the_report(*[{"x": p} for p in PAYLOADS], columns=[Column("x", "نام")]),
        [Mark("کارگاه‌ها", "A2", "بد")],
    )

    assert {row[0].data_type for row in opened(data)["کارگاه‌ها"].iter_rows(min_row=2)} == {"s"}


def test_numbers_that_a_spreadsheet_would_round_are_written_as_words():
    data = the_report({"number": 12345678901234567890, "points": Decimal("NaN")})

    row = read(data).sheets[0].rows[0]
    assert row[1].value == "12345678901234567890" and row[2].value == "NaN"


def test_control_characters_do_not_spoil_the_file():
    assert read(the_report({"national_id": "a\x00\x01\x1fb"})).sheets[0].rows[0][0].value == "ab"


def test_an_instant_is_not_a_day():
    with pytest.raises(TypeError, match="which day"):
        the_report({"licensed_on": datetime(2025, 8, 3)})


def test_a_changed_cell_is_noticed():
    data = the_report()
    assert read(data).is_untouched
    book = opened(data)
    book["کارگاه‌ها"]["C2"] = 99
    file = io.BytesIO()
    book.save(file)

    assert not read(file.getvalue()).is_untouched


def test_saving_without_a_change_is_no_change():
    file = io.BytesIO()
    opened(the_report()).save(file)

    assert read(file.getvalue()).is_untouched


def test_wrong_cells_come_back_coloured_and_told():
    data = mark(
        the_report(),
        [
            Mark("کارگاه‌ها", "A2", "کد ملی درست نیست."),
            Mark("کارگاه‌ها", "A2", "تکراری است."),
            Mark("نیست", "A1", "x"),
        ],
    )

    cell = opened(data)["کارگاه‌ها"]["A2"]
    assert cell.fill.fgColor.rgb == "FFFBE7E8" and cell.comment.text == "کد ملی درست نیست.\nتکراری است."
    assert opened(data)["کارگاه‌ها"]["B2"].comment is None
    assert read(data).is_untouched


def test_a_foreign_workbook_is_read_with_dates_and_formulas_by_value():
    book = openpyxl.Workbook()
    book.active.append(["نام", "روز", "سهم", "درست"])
    book.active.append(["الف", date(2025, 8, 3), 0.125, True])
    file = io.BytesIO()
    book.save(file)

    found = read(file.getvalue())
    assert [cell.value for cell in found.sheets[0].rows[0]] == [
        "الف",
        date(2025, 8, 3),
        Decimal("0.125"),
        "TRUE",
    ]
    assert found.meta == {} and not found.is_untouched


def test_a_sheet_that_is_missing_is_named():
    with pytest.raises(BadWorkbook, match="no sheet named “ایرادات”"):
        read(the_report()).sheet("ایرادات")


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
SST = "xl/sharedStrings.xml"
CRAFTED = {
    "no zip": lambda: b"national id,name\n1,2",
    "empty": lambda: b"",
    "old excel": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "cut off": lambda: the_report()[:2000],
    "another package": lambda: repacked(b"PK\x05\x06" + bytes(18), add={"word/document.xml": b"<x/>"}),
    "macros": lambda: repacked(the_report(), add={"xl/vbaProject.bin": b"x"}),
    "links": lambda: repacked(the_report(), add={"xl/externalLinks/externalLink1.xml": b"<x/>"}),
    "embedded": lambda: repacked(the_report(), add={"xl/embeddings/ole.bin": b"x"}),
    "macro type": lambda: repacked(
        the_report(),
        change={
            "[Content_Types].xml": lambda x: x.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
        },
    ),
    "entities": lambda: repacked(the_report(), change={SST: lambda x: DOCTYPE + x[x.index(b"?>") + 2 :]}),
    "entities in utf-16": lambda: repacked(
        the_report(), change={SST: lambda x: DOCTYPE.decode().encode("utf-16")}
    ),
    "201 parts": lambda: repacked(the_report(), add={f"xl/media/{n}.png": b"x" for n in range(201)}),
    "two parts of one name": lambda: repacked(the_report(), add={"XL/workbook.xml": b"<x/>"}),
    "steep part": lambda: repacked(the_report(), add={"xl/media/a.png": bytes(8 * 1024 * 1024)}),
    "51 megabytes": lambda: repacked(
        the_report(), add={f"xl/media/{n}.png": bytes(990_000) + bytes(range(256)) * 64 for n in range(54)}
    ),
    "lying directory": lambda: lying(the_report()),
    "broken sheet": lambda: repacked(
        the_report(), change={"xl/worksheets/sheet1.xml": lambda x: x[: len(x) // 2] + b"<<<"}
    ),
    "nonsense": lambda: repacked(the_report(), change={"xl/workbook.xml": lambda x: b"\x00\xff" * 50}),
}


def lying(data):
    """The directory says that a bomb is small."""
    bomb = repacked(data, add={"xl/media/a.png": bytes(60 * 1024 * 1024)})
    return bomb.replace(struct.pack("<I", 60 * 1024 * 1024), struct.pack("<I", 1000))


@pytest.mark.parametrize("make", CRAFTED.values(), ids=CRAFTED)
def test_a_crafted_workbook_is_refused_quickly(make):
    data = make()
    began = time.process_time()

    with pytest.raises(BadWorkbook):
        read(data)

    assert time.process_time() - began < 2


def a_cell_far_away(x):
    return x.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def test_a_cell_at_the_far_corner_kills_only_the_child():
    data = repacked(the_report(), change={"xl/worksheets/sheet1.xml": a_cell_far_away})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(BadWorkbook):
        read(data)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes


def test_marking_a_million_empty_styled_cells_kills_only_the_child():
    row = b"<row>" + b'<c s="1"/>' * 1000 + b"</row>"
    data = repacked(
        the_report(),
        change={
            "xl/worksheets/sheet1.xml": lambda x: x.replace(b"</sheetData>", row * 1000 + b"</sheetData>")
        },
    )

    with pytest.raises(BadWorkbook):
        mark(data, [Mark("کارگاه‌ها", "A2", "x")], limits=Limits(memory=64 * 1024 * 1024, seconds=1))


def test_too_many_rows_are_told_with_the_limit():
    data = the_report(*[{"number": n} for n in range(1, 12)])

    assert len(read(data, limits=Limits(rows=11)).sheets[0].rows) == 11
    with pytest.raises(BadWorkbook, match="more than 10 rows"):
        read(data, limits=Limits(rows=10))


def test_a_workbook_over_the_size_is_told_with_the_limit():
    with pytest.raises(BadWorkbook, match="larger than 1 megabytes"):
        read(bytes(1024 * 1024 + 1), limits=Limits(size=1024 * 1024))


def test_a_child_that_needs_too_long_is_ended():
    with pytest.raises(BadWorkbook, match="damaged or far too large"):
        read(the_report(), limits=Limits(seconds=0))
