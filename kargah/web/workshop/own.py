"""The rows that belong to the applicant who is signed in; another's are not found."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from kargah.applications.models import Application, Workshop
from kargah.people.models import User
from kargah.process import scope
from kargah.web.signedin import SignedIn


def workshops(user: User) -> QuerySet[Workshop]:
    return scope.rows(Workshop, user).filter(owner=user).order_by("name", "pk")


def cases(user: User) -> QuerySet[Application]:
    """All requests of this person, the newest first."""
    return scope.rows(Application, user).filter(applicant=user).order_by("-pk")


def workshop(request: SignedIn, public_id: str) -> Workshop:
    return _found(workshops(request.user), public_id)


def case(request: SignedIn, public_id: str) -> Application:
    return _found(cases(request.user), public_id)


def _found(rows: QuerySet[Any], public_id: str) -> Any:
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise Http404
    return row


def is_known(user: User) -> bool:
    """Has this person said name and national id?"""
    return bool(user.first_name and user.last_name and user.national_id_index)
