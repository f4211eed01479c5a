from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from kargah.persian.fields import (
    LegalIdField,
    MobileField,
    NationalIdField,
    PersianCharField,
    PersianDecimalField,
    PersianIntegerField,
    PostalCodeField,
)


class Form(forms.Form):
    name = PersianCharField(max_length=10)
    national_id = NationalIdField()
    legal_id = LegalIdField(required=False)
    mobile = MobileField()
    postal_code = PostalCodeField()
    people = PersianIntegerField(min_value=0)
    share = PersianDecimalField(max_digits=5, decimal_places=2)


TYPED = {
    "name": "  علي\u00a0 كريمي ",
    "national_id": "۰۰۱۲۳۴۵۶۷۹",
    "mobile": "+۹۸ ۹۱۲ ۱۲۳ ۴۵۶۷",
    "postal_code": "۱۹۶۹۸۳۳۱۱۴",
    "people": "۱٬۳۲۰",
    "share": "۷۸٫۵",
}


def test_a_form_typed_in_persian_gives_plain_values():
    form = Form(TYPED)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "name": "علی کریمی",
        "national_id": "0012345679",
        "legal_id": "",
        "mobile": "09121234567",
        "postal_code": "1969833114",
        "people": 1320,
        "share": Decimal("78.5"),
    }


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("name", "\u200c \u200f", "required"),
        ("name", "ا" * 11, "max_length"),
        ("national_id", "12345679", "invalid"),
        ("legal_id", "11111111111", "invalid"),
        ("mobile", "021", "invalid"),
        ("postal_code", "12", "invalid"),
        ("people", "1,5", "invalid"),
        ("people", "-۱", "min_value"),
        ("people", " ", "required"),
        ("share", "NaN", "invalid"),
        ("share", "1.234", "max_decimal_places"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(field, typed, code):
    form = Form({**TYPED, field: typed})
    assert [error.code for error in form.errors.as_data()[field]] == [code]
    assert list(form.errors) == [field]


def test_number_inputs_are_text_for_a_numeric_keyboard():
    for field in ("national_id", "legal_id", "postal_code", "people"):
        shown = str(Form()[field])
        assert 'type="text"' in shown and 'inputmode="numeric"' in shown and 'dir="ltr"' in shown
    assert 'inputmode="tel"' in str(Form()["mobile"])
    assert 'inputmode="decimal"' in str(Form()["share"])


def test_numbers_of_ours_are_shown_in_the_digits_of_the_page_and_are_no_change():
    initial = {"people": 12, "share": Decimal("78.5")}
    with translation.override("fa"):
        form = Form(initial=initial)
        assert 'value="۱۲"' in str(form["people"]) and 'value="۷۸٫۵"' in str(form["share"])
    with translation.override("en"):
        assert 'value="12"' in str(Form(initial=initial)["people"])
    assert not {"people", "share"} & set(
        Form({"people": "۱۲", "share": "۷۸٫۵"}, initial=initial).changed_data
    )
