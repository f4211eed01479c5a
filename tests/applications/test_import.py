"""A province's workbook of requests comes in: every bad cell is named, and all of it enters or nothing."""

import io

import pytest

from kargah.applications.importing import COLUMNS, SHEET, check, template
from kargah.applications.models import Application, Workshop
from kargah.paper.workbook import Column, Sheet, read, write
from kargah.people.models import User
from kargah.places.queries import active_fields
from kargah.process.batches import BadRows, import_requests
from kargah.refusal import NotPermitted
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def share(db):
    return cast.the_share(cast.an_open_cycle(), cast.a_province())


def a_row(number, **cells):
    craft = active_fields().first()
    return {
        "نام": "مریم",
        "نام خانوادگی": "میبدی",
        "کد ملی": cast.a_national_id(500 + number),
        "تلفن همراه": f"0914{number:07d}",
        "نام کارگاه": f"سفال {number}",
        "شهرستان": "میبد",
        "شهر": "میبد",
        "نشانی": "خیابان امام",
        "گروه": craft.group.name,
        "رشته‌ها": craft.name,
        "نوع مجوز": "کارت صنعتگری",
        "شماره مجوز": f"ک-{number}",
        "تاریخ صدور نخستین مجوز": "1390/01/15",
        "زن": "2",
        "مرد": "۱",
        "محصول": "کاسه",
        "حجم ماهانه": "120",
        "واحد": "عدد",
        "سفارش‌پذیری": "بله",
        "ظرفیت سفارش": "۵۰ کاسه در ماه",
        "مهلت تحویل": "20",
        "مهر اصالت": "خیر",
        "روستایی": "بله",
        "شماره نامه": f"{number}/ص",
        "تاریخ نامه": "1405/01/20",
        **cells,
    }


def a_workbook(*rows, headings=tuple(COLUMNS), meta=None):
    columns = [Column(heading, heading) for heading in headings]
    return write([Sheet(SHEET, columns, rows)], meta=meta or {})


def entered(share, *rows):
    expert = cast.an_expert_of(share.province)
    return import_requests(share, io.BytesIO(a_workbook(*rows)), expert)


def test_each_row_becomes_a_registered_request_in_the_order_of_the_rows(share):
    done = entered(share, a_row(1), a_row(2), a_row(3))
    cases = list(Application.objects.filter(share=share).order_by("registered_at"))
    assert cases == done.cases
    assert {case.state for case in cases} == {"registered"}
    assert len({case.registered_at for case in cases}) == 3
    assert [case.letter_number for case in cases] == ["1/ص", "2/ص", "3/ص"]
    first = cases[0]
    assert (first.channel, first.people_working, first.takes_orders) == ("import", 3, True)
    assert first.workshop.rural and not first.national_seal
    assert first.applicant.national_id == cast.a_national_id(501)


def test_the_same_file_twice_adds_nothing(share):
    once = entered(share, a_row(1), a_row(2))
    again = entered(share, a_row(1), a_row(2))
    assert again.cases == once.cases
    assert (Application.objects.count(), Workshop.objects.count()) == (2, 2)


def test_one_bad_cell_keeps_every_row_out(share):
    people = User.objects.count()
    expert = cast.an_expert_of(share.province)
    with pytest.raises(BadRows) as caught:
        entered(share, a_row(1), a_row(2, **{"کد ملی": "1234567890"}))
    assert [finding.cell for finding in caught.value.findings] == ["C3"]
    assert Application.objects.count() == 0
    assert User.objects.exclude(pk=expert.pk).count() == people


@pytest.mark.parametrize(
    ("heading", "value", "cell"),
    [
        ("نام", "", "A2"),
        ("کد ملی", "0000000000", "C2"),
        ("تلفن همراه", "0214", "D2"),
        ("کد پستی", "12", "I2"),
        ("گروه", "شعبده", "J2"),
        ("رشته‌ها", "شعبده", "K2"),
        ("نوع مجوز", "گواهینامه رانندگی", "L2"),
        ("تاریخ صدور نخستین مجوز", "1403/12/31", "N2"),
        ("تاریخ صدور نخستین مجوز", "1460/01/01", "N2"),
        ("زن", "دو", "P2"),
        ("حجم ماهانه", "0", "S2"),
        ("سفارش‌پذیری", "شاید", "U2"),
        ("مهلت تحویل", "", "W2"),
        ("شماره نامه", "", "Z2"),
        ("تاریخ نامه", "2026-04-09", "AA2"),
    ],
)
def test_every_bad_cell_is_named(share, heading, value, cell):
    found = check(read(a_workbook(a_row(1, **{heading: value}))), share)
    assert [finding.cell for finding in found.errors] == [cell]
    assert str(found.errors[0]).startswith(f"{SHEET} {cell}: ")
    assert found.rows == []


def test_lost_zeros_come_back_with_a_warning(share):
    written = cast.a_national_id(-88_000_000)
    row = a_row(1, **{"کد ملی": written.lstrip("0"), "تلفن همراه": "9141234567"})
    found = check(read(a_workbook(row)), share)
    assert found.errors == []
    assert [finding.cell for finding in found.warnings] == ["C2", "D2"]
    assert found.rows[0].person["national_id"] == written
    assert found.rows[0].person["mobile"] == "09141234567"


def test_the_same_request_twice_in_a_file_is_named(share):
    found = check(read(a_workbook(a_row(1), a_row(1))), share)
    assert [finding.cell for finding in found.errors] == ["C3"]


def test_two_people_of_a_file_do_not_share_a_mobile(share):
    found = check(read(a_workbook(a_row(1), a_row(2, **{"تلفن همراه": "09140000001"}))), share)
    assert [finding.cell for finding in found.errors] == ["D3"]


def test_a_missing_column_is_named(share):
    found = check(read(a_workbook(headings=[h for h in COLUMNS if h != "شهر"])), share)
    assert len(found.errors) == 1 and "شهر" in str(found.errors[0])


def test_a_workshop_that_has_a_request_already_is_refused_by_its_row(share):
    entered(share, a_row(1))
    with pytest.raises(BadRows) as caught:
        entered(share, a_row(2), a_row(1, محصول="کوزه"))
    assert [finding.cell for finding in caught.value.findings] == ["A3"]
    assert Application.objects.count() == 1


def test_the_template_is_read_back_and_belongs_to_its_province(share):
    book = read(template(share.province))
    assert [cell.text for cell in book.sheet(SHEET).head] == list(COLUMNS)
    other = cast.the_share(share.cycle, cast.a_province("فارس"))
    assert [finding.cell for finding in check(book, other).errors] == ["A1"]
    assert [finding.cell for finding in check(book, share).errors] == ["A2"]


def test_only_an_expert_of_the_province_imports(share):
    stranger = cast.an_expert_of(cast.a_province("فارس"))
    with pytest.raises(NotPermitted):
        import_requests(share, io.BytesIO(a_workbook(a_row(1))), stranger)
