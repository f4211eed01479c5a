"""A form that asks the same over and over begins with three rows, and opens more without a script."""

import re

import pytest
from django import forms
from django.template import Context, Template

from kargah.inputs import Asks
from kargah.persian.fields import PersianCharField

ROWS = 8


class Names(Asks):
    def prepare(self):
        for row in range(1, ROWS + 1):
            self.fields[f"name_{row}"] = PersianCharField(label="نام", required=False)

    def in_rows(self):
        return [[self[f"name_{row}"]] for row in range(1, ROWS + 1)]


@pytest.fixture
def page():
    source = (
        '{% with repeated=form|rows %}{% for row in repeated.open %}{% include "moves/_row.html" %}{% endfor %}'
        '<hr>{% include "moves/_more_rows.html" with folded=repeated.folded %}{% endwith %}'
    )
    return lambda form: Template(source).render(Context({"form": form}))


def names_in(html):
    return re.findall(r'<input[^>]* name="(\w+)"', html)


def test_three_rows_are_open_and_each_next_one_is_behind_the_one_before(page):
    opened, folded = page(Names()).split("<hr>")
    assert names_in(opened) == ["name_1", "name_2", "name_3"]
    assert names_in(folded) == [f"name_{row}" for row in range(4, ROWS + 1)]
    assert folded.count("<details") == ROWS - 3 and re.fullmatch(
        r"(?s).*</details>\s*(</details>\s*)+", folded
    )


def test_what_was_typed_in_a_later_row_stands_open_when_the_page_comes_back(page):
    opened, folded = page(Names({"name_5": "لالجین"})).split("<hr>")
    assert names_in(opened)[-1] == "name_5" and names_in(folded)[0] == "name_6"


def test_a_form_without_rows_has_none(page):
    class Plain(forms.Form):
        name = forms.CharField()

    assert names_in(page(Plain())) == []
