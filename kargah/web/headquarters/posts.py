"""Posts given and taken, accounts of colleagues entered: each written into the journal with the act."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kargah.inputs import Asks
from kargah.jalali.fields import JalaliDateField
from kargah.journal import book
from kargah.people import edits
from kargah.people.models import PartnerBody, Post, Role, User
from kargah.people.queries import bodies, colleague
from kargah.people.rules import may_appoint
from kargah.persian.fields import PersianCharField
from kargah.places.queries import provinces
from kargah.refusal import NotPermitted

OF_NO_POST = {Role.APPLICANT, Role.PANEL_MEMBER, Role.CLOCK}


class Appoint(Asks):
    """A post for a colleague who has an account."""

    username = PersianCharField(label=_("User name"), max_length=40)
    role = forms.ChoiceField(
        label=_("Post"), choices=[one for one in Role.choices if one[0] not in OF_NO_POST]
    )
    province = forms.ModelChoiceField(
        provinces().none(), label=_("Province"), required=False, to_field_name="iso_code"
    )
    body = forms.ModelChoiceField(
        bodies().none(), label=_("Partner body"), required=False, to_field_name="public_id"
    )
    starts_on = JalaliDateField(label=_("From"), required=False, help_text=_("Empty: from today."))

    def prepare(self) -> None:
        self.fields["province"].queryset = provinces()
        self.fields["body"].queryset = bodies()

    def clean_username(self) -> User:
        person = colleague(self.cleaned_data["username"])
        if person is None:
            raise forms.ValidationError(_("No colleague has this user name."))
        return person


class Colleague(Asks):
    """A new account; the first password is told by word of mouth."""

    username = forms.RegexField(
        r"^[a-z0-9._-]{3,40}$", label=_("User name"), help_text=_("Small Latin letters and digits.")
    )
    first_name = PersianCharField(label=_("First name"), max_length=80)
    last_name = PersianCharField(label=_("Last name"), max_length=80)
    password = forms.CharField(
        label=_("First password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"])
        return str(self.cleaned_data["password"])


@transaction.atomic
def enter(*, by: User, **given: Any) -> User:
    """An account for a colleague. Whoever may give the post of an inspector may enter one."""
    if not may_appoint(by, Role.TECHNICAL_INSPECTOR, province_id=None):
        raise NotPermitted(_("Your post does not allow you to give this post."))
    person = edits.enter_colleague(**given)
    book.write_edit(person, by=by, what="enter_colleague", before={}, after={"username": person.username})
    return person


@transaction.atomic
def give(
    *,
    by: User,
    username: User,
    role: str,
    province: Any = None,
    body: PartnerBody | None = None,
    starts_on: Any = None,
) -> Post:
    post = edits.appoint(username, role, by=by, province=province, body=body, starts_on=starts_on)
    after = {"holder": username.public_id, "role": role, "province": getattr(province, "iso_code", "")}
    book.write_edit(post, by=by, what="appoint", before={}, after=after)
    return post


@transaction.atomic
def take(post: Post, *, by: User) -> Post:
    ended = edits.end_post(post, by=by)
    book.write_edit(ended, by=by, what="end_post", before={"ends_on": None}, after={"ends_on": ended.ends_on})
    return ended
