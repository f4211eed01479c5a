"""The Persian words are gathered from their parts, and a missing one is found."""

import importlib.util
from pathlib import Path

import polib
import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "merge_messages.py"
spec = importlib.util.spec_from_file_location("merge_messages", SCRIPT)
merge_messages = importlib.util.module_from_spec(spec)
spec.loader.exec_module(merge_messages)


def a_part(folder, name, *pairs):
    part = polib.POFile()
    part.extend(polib.POEntry(msgid=asked, msgstr=said) for asked, said in pairs)
    part.save(str(folder / name))
    return folder / name


def texts(messages):
    return [(m.context, m.text, m.plural) for m in messages]


def test_calls_in_code_are_found():
    source = 'a = _("One " "two")\nb = ngettext("%(n)s day", "%(n)s days", n)\nc = pgettext("door", "Open")\nd = _(name)'
    assert texts(merge_messages.in_python(source, "x.py")) == [
        (None, "One two", None), (None, "%(n)s day", "%(n)s days"), ("door", "Open", None),
    ]  # fmt: skip


def test_words_of_templates_are_found():
    source = (
        '{% load i18n %}{% translate "Send" %}{% blocktranslate trimmed with n=x %}\n It is\n {{ n }}. {% endblocktranslate %}'
        "{% blocktranslate count n=x %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    )
    assert texts(merge_messages.in_template(source, "x.html")) == [
        (None, "Send", None), (None, "It is %(n)s.", None), (None, "%(n)s day", "%(n)s days"),
    ]  # fmt: skip


def test_parts_that_agree_become_one_sorted_catalogue(tmp_path):
    parts = [
        a_part(tmp_path, "a.po", ("Send", "فرستادن"), ("Zone", "ناحیه")),
        a_part(tmp_path, "b.po", ("Send", "فرستادن"), ("Act", "کار")),
    ]
    assert [entry.msgid for entry in merge_messages.merged(parts)] == ["Act", "Send", "Zone"]


def test_parts_that_disagree_are_told_apart(tmp_path):
    parts = [a_part(tmp_path, "a.po", ("Send", "فرستادن")), a_part(tmp_path, "b.po", ("Send", "ارسال"))]
    with pytest.raises(merge_messages.Disagreement, match=r"b\.po says 'ارسال', a\.po says 'فرستادن'"):
        merge_messages.merged(parts)


def test_a_missing_word_and_a_lost_value_are_complained_of(tmp_path):
    catalogue = merge_messages.merged([a_part(tmp_path, "a.po", ("From %(day)s", "از روز"), ("Back", ""))])
    messages = [merge_messages.Message(None, text, None, "x.py:1") for text in ("From %(day)s", "Back", "Go")]
    assert list(merge_messages.complaints(messages, catalogue)) == [
        "x.py:1: no translation of 'Back'",
        "x.py:1: no translation of 'Go'",
        "'From %(day)s': its translation leaves out a value",
    ]
