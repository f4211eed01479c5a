"""The visits that belong to the inspector who is signed in; another's are not found."""

from django.db.models import QuerySet
from django.http import Http404

from kargah.inspections.models import Inspection
from kargah.people.models import Role, User
from kargah.people.queries import roles_of
from kargah.process import scope
from kargah.web.signedin import SignedIn


def visits(user: User) -> QuerySet[Inspection]:
    """None when the post is over: the work then goes to somebody else."""
    mine = scope.rows(Inspection, user).filter(inspector=user)
    return mine if Role.TECHNICAL_INSPECTOR in roles_of(user) else mine.none()


def visit(request: SignedIn, public_id: str) -> Inspection:
    found = visits(request.user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def is_open(inspection: Inspection) -> bool:
    """Does the sheet take answers: assigned, and without a conflict declared?"""
    return inspection.state == Inspection.State.ASSIGNED and bool(inspection.no_conflict_declared_at)
