"""The Persian of our own texts: letters, digits, marks and half-spaces."""

import ast
import re

import polib
import pytest

from tests.databases import ROOT
from tests.words import PERSIAN, Words, faults

HOUSE = ROOT / "kargah"
PARTS = sorted((HOUSE / "locale" / "fa" / "parts").glob("*.po"))
VALUES = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]+>|&\w+;")
A_CODE = re.compile(r"\b[A-Z0-9]{4}(?:-[A-Z0-9]{4})+\b")
YES_NO = re.compile(r"\w+,\w+")  # what the filter of that name reads
A_REMARK = re.compile(r"{#.*?#}", re.DOTALL)
A_WORD = re.compile(r"[آ-ی]{2,}")
CODE_IN_PERSIAN = ("process/flowchart.py", "process/shapes.py")  # the chart's words are Persian in the code


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("كارگاه", "Arabic ي, ك, ة or ى"),
        ("دوره 1405", "a Latin digit"),
        ("کجاست?", "a Latin mark"),
        ("کارگاه ، استان", "a space before the mark"),
        ("کارگاه،استان", "no space after the mark"),
        ("می شود", "a lost half-space"),
        ("کارگاه ها", "a lost half-space"),
        ("نامه ی استان", "a lost half-space"),
        ("خانه‌ی ما", "«ه‌ی» or «ۀ» for «هٔ»"),
        ("خوش آمدید!", "a cry"),
    ],
)
def test_a_fault_would_be_seen(words, fault):
    assert fault in faults(words)


@pytest.mark.parametrize(
    "words",
    [
        "می‌شود؛ «کارگاه‌ها» را ببینید.",
        "میان ۱۲٫۵ و ۲۰٪، ساعت ۱۱:۲۰",
        "Saved 12 rows?",
        "به‌نام شرکت: شهریاری",
        "آنها هایل را",
    ],
)
def test_right_words_are_let_through(words):
    assert not faults(words)


def test_a_page_is_read_with_its_languages():
    page = '<html lang="fa"><p>سلام <b lang="en">Hi<br></b> دوست</p><img alt="عکس"><script>no</script></html>'
    assert Words(page).texts == [("fa", "سلام"), ("en", "Hi"), ("fa", "دوست"), ("fa", "عکس")]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_every_text_is_translated_and_written_well(part):
    wrong = []
    for entry in polib.pofile(str(part)):
        if entry.fuzzy or not (entry.msgstr or all(entry.msgstr_plural.values())):
            wrong.append(f"{entry.msgid!r} is not translated")
        if YES_NO.fullmatch(entry.msgid):
            continue
        for said in [entry.msgstr, *entry.msgstr_plural.values()]:
            wrong += [f"{said!r}: {fault}" for fault in faults(A_CODE.sub("۰", VALUES.sub("۰", said)))]
    assert not wrong


@pytest.mark.parametrize("file", CODE_IN_PERSIAN)
def test_the_words_of_the_chart_are_written_well(file):
    said = [
        node.value
        for node in ast.walk(ast.parse((HOUSE / file).read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and PERSIAN.search(node.value)
    ]
    assert not {words: found for words in said if (found := faults(words))}


def test_no_template_speaks_persian_by_itself():
    """A Persian word in a template would stand on the English page too: what is a citation is marked as Persian."""
    spoken = {
        f"{path.relative_to(HOUSE)}: {words}"
        for path in HOUSE.rglob("*.html")
        if "templates" in path.parts
        for language, words in Words(A_REMARK.sub("", path.read_text("utf-8"))).texts
        if language != "fa" and A_WORD.search(words)
    }
    assert not spoken
