from datetime import UTC, date, datetime

import pytest
from django import forms
from django.utils import translation

from kargah.jalali.fields import JalaliDateField


class Form(forms.Form):
    day = JalaliDateField(required=False)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("۱۴۰۵/۹/۲", date(2026, 11, 23)),
        ("1405-09-02", date(2026, 11, 23)),
        ("1403/12/30", date(2025, 3, 20)),
        (datetime(2026, 11, 22, 21, tzinfo=UTC), date(2026, 11, 23)),
        (date(2026, 11, 23), date(2026, 11, 23)),
        ("", None),
        (" ", None),
    ],
)
def test_a_typed_day_becomes_an_ordinary_date(typed, day):
    form = Form({"day": typed})
    assert form.is_valid()
    assert form.cleaned_data["day"] == day


@pytest.mark.parametrize("typed", ["1404/12/30", "2026-11-23", "1405/13/1", "فردا"])
def test_a_gregorian_year_and_a_day_that_does_not_exist_are_refused(typed):
    assert Form({"day": typed}).errors.as_data()["day"][0].code == "invalid"


def test_a_day_is_shown_in_the_calendar_of_its_reader_and_is_no_change():
    day = date(2026, 11, 23)
    with translation.override("fa"):
        shown = str(Form(initial={"day": day})["day"])
    assert 'value="۱۴۰۵/۰۹/۰۲"' in shown
    for attribute in ("data-jalali", 'dir="ltr"', 'autocomplete="off"', 'inputmode="numeric"', 'type="text"'):
        assert attribute in shown
    assert not Form({"day": "۱۴۰۵/۹/۲"}, initial={"day": day}).has_changed()
    with translation.override("en"):
        assert 'value="1405/09/02"' in str(Form(initial={"day": day})["day"])


def test_what_was_typed_wrong_stays_as_typed():
    assert "1404/12/30" in str(Form({"day": "1404/12/30"})["day"])
