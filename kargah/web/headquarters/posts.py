"""Posts given and taken, accounts of colleagues entered: each written into the journal with the act."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kargah.inputs import Asks
from kargah.jalali.fields import JalaliDateField
from kargah.journal import book
from kargah.people import edits, entrances, secondfactor
from kargah.people.models import PartnerBody, Post, Role, User
from kargah.people.queries import bodies, colleague, posts_in_force, roles_of
from kargah.people.rules import may_appoint
from kargah.persian.fields import PersianCharField
from kargah.places.queries import provinces
from kargah.refusal import NotPermitted


class Appoint(Asks):
    """A post for a colleague who has an account."""

    username = PersianCharField(label=_("User name"), max_length=40)
    role = forms.ChoiceField(label=_("Post"), choices=[one for one in Role.choices if one[0] in Role.held()])
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


class Factors(Asks):
    """Of whom a second factor is asked."""

    roles = forms.MultipleChoiceField(
        label=_("A second factor is asked of"),
        required=False,
        choices=[one for one in Role.choices if one[0] in Role.held()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("From the next sign-in on. Whoever has none yet sets it up before anything else."),
    )

    def prepare(self) -> None:
        self.initial["roles"] = sorted(secondfactor.asked_roles())


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
def enter_body(*, by: User, name: str, kind: str) -> PartnerBody:
    """Whoever may give the post of a partner body may enter one."""
    if not may_appoint(by, Role.PARTNER_BODY, province_id=None):
        raise NotPermitted(_("Your post does not allow you to give this post."))
    body = edits.enter_body(name=name, kind=kind)
    book.write_edit(body, by=by, what="enter_body", before={}, after={"name": name, "kind": kind})
    return body


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


@transaction.atomic
def reset_factor(person: User, *, by: User) -> None:
    """The telephone was lost: the password opens alone again, and every session of the person ends."""
    _may_manage(person, by)
    secondfactor.remove(person)
    entrances.end_all(person)
    book.write_edit(person, by=by, what="second_factor_reset", before={}, after={})


@transaction.atomic
def ask_factors(roles: list[str], *, by: User) -> None:
    """A second factor is asked of these roles, from the next sign-in on, and of no others."""
    if Role.HEADQUARTERS_DIRECTOR not in roles_of(by):
        raise NotPermitted(_("Only the director decides of whom a second factor is asked."))
    before = secondfactor.asked_roles()
    for role in Role.held():
        if (role in roles) != (role in before):
            secondfactor.ask_of(role, by=by, asked=role in roles)
    book.write_edit(
        by, by=by, what="second_factor_rule", before={"roles": sorted(before)}, after={"roles": sorted(roles)}
    )


def _may_manage(person: User, by: User) -> None:
    if person == by:
        raise NotPermitted(_("Another colleague resets your second factor."))
    held = posts_in_force(person)
    if not all(may_appoint(by, post.role, province_id=post.province_id) for post in held):
        raise NotPermitted(_("Your post does not allow you to reset the second factor of this person."))
