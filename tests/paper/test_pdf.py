"""The certificate on paper: read by people, by cameras and by search."""

import re
import subprocess
from datetime import UTC, datetime, timedelta, timezone

import pytest
import typst

from kargah.certificates.sheet import certificate_pdf
from kargah.paper import pdf, qr

FACTS = {
    "public_code": "K7QX-93MD-2",
    "verify_url": "https://kargah.example/v/K7QX93MD2",
    "register_number": "۱۴۰۵-۰۴-۰۰۰۱۲۷",
    "workshop": "سفالگری کبود",
    "holder": "زهرا محمدی",
    "craft_fields": ["سفالگری", "کاشی هفت‌رنگ"],
    "city": "مریانج",
    "province": "همدان",
    "grade": "ممتاز",
    "issued_jalali": "۱۴۰۵/۰۹/۰۲",
    "issued_gregorian": "2026-11-23",
    "valid_until_jalali": "۱۴۰۷/۰۹/۰۱",
    "valid_until_gregorian": "2028-11-22",
    "guideline_number": "ویرایش ۲",
    "issuing_body": "معاونت صنایع دستی",
    "signatory": "مریم سرمدی",
    "signatory_post": "معاون صنایع دستی",
}


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    path = tmp_path_factory.mktemp("sheet") / "certificate.pdf"
    path.write_bytes(certificate_pdf(FACTS))
    return path


def said(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True)
    return re.sub("[\u202a-\u202e\u200e\u200f]", "", done.stdout)  # marks of direction that the reader adds


def test_the_words_of_the_certificate_can_be_searched(sheet):
    text = said("pdftotext", sheet, "-")

    for words in [
        "گواهی کیفیت کارگاهی",
        "سفالگری کبود",
        "زهرا محمدی",
        "همدان",
        "مریانج",
        "ممتاز",
        "مریم سرمدی",
    ]:
        assert words in text
    for words in [
        "Workshop Quality Certificate",
        "K7QX-93MD-2",
        "2026-11-23",
        "2028-11-22",
        "۱۴۰۵/۰۹/۰۲",
        "۱۴۰۷/۰۹/۰۱",
    ]:
        assert words in text
    assert FACTS["register_number"] in text and FACTS["verify_url"] in text


def test_the_code_on_the_sheet_leads_to_the_page_of_the_certificate(sheet):
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", sheet, sheet.with_suffix("")], check=True)

    assert said("zbarimg", "-q", "--raw", sheet.with_suffix(".png")).strip() == FACTS["verify_url"]


def test_the_sheet_is_one_page_of_a4_on_its_side_and_can_be_archived(sheet):
    about = said("pdfinfo", sheet)

    assert re.search(r"Pages: +1\n", about) and "841.89 x 595.276 pts (A4)" in about
    assert re.search(r"Tagged: +yes", about) and "سفالگری کبود" in about
    assert b"pdfaid:part>2<" in sheet.read_bytes() and b"pdfaid:conformance>A<" in sheet.read_bytes()
    assert b"pdfuaid:part>1<" in sheet.read_bytes() and b"/Lang(fa" in sheet.read_bytes()


def test_only_the_shipped_fonts_are_in_it(sheet):
    fonts = said("pdffonts", sheet).splitlines()[2:]

    assert len(fonts) == 2 and all("Vazirmatn" in line and " yes yes yes " in line for line in fonts)


def test_the_same_facts_give_the_same_bytes_wherever_the_clock_stands(sheet):
    assert certificate_pdf(FACTS) == sheet.read_bytes()
    assert certificate_pdf({**FACTS, "grade": "یک"}) != sheet.read_bytes()


def test_long_names_stay_on_the_one_page(tmp_path):
    long = tmp_path / "long.pdf"
    long.write_bytes(
        certificate_pdf(
            {
                **FACTS,
                "workshop": "کارگاه آموزشی و تولیدی سفال و سرامیک و کاشی هفت‌رنگ و معرق سنتی خانوادهٔ بزرگ محمدی نژاد اصل همدانی",
                "holder": "شرکت تعاونی تولیدکنندگان صنایع دستی و هنرهای سنتی شهرستان‌های غرب استان کهگیلویه و بویراحمد",
                "craft_fields": [
                    "سفالگری",
                    "کاشی هفت‌رنگ",
                    "معرق کاشی",
                    "نقاشی زیرلعابی",
                    "لعاب سنتی",
                    "مینای نقاشی",
                ],
                "province": "کهگیلویه و بویراحمد",
                "signatory_post": "معاون صنایع دستی و هنرهای سنتی وزارت میراث فرهنگی، گردشگری و صنایع دستی",
            }
        )
    )

    assert re.search(r"Pages: +1\n", said("pdfinfo", long))


@pytest.mark.parametrize(
    "typed", ['#panic("x")', '#read("/etc/passwd")', '"; #image("x")', "*b* _i_ $x$ @y <z> \\", "= عنوان"]
)
def test_what_was_typed_is_printed_and_never_carried_out(tmp_path, typed):
    path = tmp_path / "typed.pdf"
    path.write_bytes(certificate_pdf({**FACTS, "workshop": typed}))

    letters = sorted(re.sub(r"\s", "", typed))
    found = said("pdftotext", path, "-")
    assert all(found.count(letter) >= letters.count(letter) for letter in letters)


def test_a_template_reaches_only_what_it_was_given(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    born = datetime(2026, 1, 1, tzinfo=UTC)

    for path in ["/etc/hostname", "../../etc/hostname", "pyproject.toml", str(tmp_path / "secret.txt")]:
        with pytest.raises(typst.TypstError):
            pdf.render(f'#read("{path}")', {}, created=born)


def test_the_date_inside_is_the_one_that_was_given():
    template = '#set document(title: "t")\n#set text(lang: "fa")\n#json("data.json").words'
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    in_tehran = noon.astimezone(timezone(timedelta(hours=3, minutes=30)))

    one = pdf.render(template, {"words": "سلام"}, created=noon)
    assert one == pdf.render(template, {"words": "سلام"}, created=in_tehran)
    assert b"2026-01-01T12:00:00" in one


def test_a_code_is_a_drawing_with_its_quiet_zone():
    drawing = qr.svg("https://kargah.example/v/1")

    assert drawing.startswith(b"<svg") and drawing == qr.svg("https://kargah.example/v/1")
    assert b"<script" not in drawing
