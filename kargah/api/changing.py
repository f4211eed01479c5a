"""Edits: what is corrected between moves, by the same functions as the pages use."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from kargah.api import bodies, declared, writing
from kargah.api.changes.asks import NewWorkshop
from kargah.api.changes.change import Change
from kargah.api.entering import Caller
from kargah.api.taking import found, fresh
from kargah.applications import edits as requests
from kargah.applications.asks import PersonForm
from kargah.cycles import edits as cycles
from kargah.cycles.asks import Office
from kargah.inputs import Asks
from kargah.people.models import Role
from kargah.people.queries import provinces_of
from kargah.places.queries import provinces
from kargah.refusal import InvalidInput, NotPermitted, Refused

MOST_KEY = 2**63 - 1


def change(request: Caller, one: Change, public_id: str, key: int | None = None) -> HttpResponse:
    """The edit on the row of this name; the row is told as it stands then."""
    subject, user = found(one.on, request, public_id), request.user
    body = bodies.read(request, files=declared.takes_files(one.asks))
    if key is not None and key > MOST_KEY:
        raise Http404

    def do() -> HttpResponse:
        row = writing.locked_as_seen(request, subject)
        given = cleaned(one.asks, body, subject=row, by=user)
        if key is not None:
            given["key"] = key
        try:
            one.do(row, by=user, **given)
        except ObjectDoesNotExist as error:
            raise Http404 from error
        return writing.told(fresh(row, user), user)

    return writing.once(request, body, do)


def enter_workshop(request: Caller) -> HttpResponse:
    """A workshop of the caller's own, or, by an expert of its province, of somebody at the counter."""
    user = request.user
    body = bodies.read(request, files=False)

    def do() -> HttpResponse:
        given = cleaned(NewWorkshop, body, subject=None, by=user)
        owner = given.pop("owner") or user
        if owner == user and not user.national_id_index:
            raise Refused(_("Say first who you are: name and national ID."))
        row = requests.enter_workshop(owner, by=user, **given)
        return writing.told(fresh(row, user), user, status=201)

    return writing.once(request, body, do)


def enter_person(request: Caller) -> HttpResponse:
    """The account of somebody at the counter, found or made."""
    user = request.user
    body = bodies.read(request, files=False)
    if not provinces_of(user, roles=(Role.PROVINCIAL_EXPERT,)):
        raise NotPermitted(_("This step belongs to another office or person."))

    def do() -> HttpResponse:
        person = requests.account_of(by=user, **cleaned(PersonForm, body, subject=None, by=user))
        return writing.in_json({"id": person.public_id, "name": person.full_name})

    return writing.once(request, body, do)


def change_office(request: Caller, code: str) -> HttpResponse:
    user = request.user
    body = bodies.read(request, files=False)
    province = provinces().filter(iso_code=code).first()
    if province is None:
        raise Http404

    def do() -> HttpResponse:
        from kargah.api.reading import province_in_words

        given = cleaned(Office, body, subject=province, by=user)
        return writing.in_json(province_in_words(cycles.change_office(province, by=user, **given)))

    return writing.once(request, body, do)


def cleaned(asks: type[Asks], body: bodies.Body, *, subject: Any, by: Any) -> dict[str, Any]:
    """What a form says of the body. Raises Unfit or InvalidInput, with messages by field."""
    fitted = declared.fitted(asks(body.data, body.files, subject=subject, by=by), body.data, body.files)
    form = asks(fitted, body.files, subject=subject, by=by)
    if not form.is_valid():
        raise InvalidInput(_("Some of what was entered needs to be corrected."), form=form)
    return dict(form.cleaned_data)
