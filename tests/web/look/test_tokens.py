"""What a browser or a password manager may fill in says so (WCAG 1.3.5, 3.3.8)."""

import pytest

from kargah.web.signin.forms import CodeForm, MobileForm, ProfileForm, StaffForm
from kargah.web.workshop.forms import Identity


@pytest.mark.parametrize(
    ("form", "name", "token"),
    [
        (MobileForm, "mobile", "tel"),
        (CodeForm, "code", "one-time-code"),
        (StaffForm, "username", "username"),
        (StaffForm, "password", "current-password"),
        (Identity, "first_name", "given-name"),
        (Identity, "last_name", "family-name"),
        (ProfileForm, "first_name", "given-name"),
        (ProfileForm, "last_name", "family-name"),
    ],
)
def test_a_person_is_not_asked_what_their_browser_knows(form, name, token):
    assert form.base_fields[name].widget.attrs["autocomplete"] == token


@pytest.mark.parametrize("form", [MobileForm, CodeForm, StaffForm])
def test_nothing_keeps_a_password_manager_away(form):
    assert 'autocomplete="off"' not in str(form())
