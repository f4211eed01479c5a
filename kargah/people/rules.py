"""Who may act in which role on which subject. What is not allowed here is denied."""

from typing import Any

from django.db import connection

from kargah import clock
from kargah.people.models import OF_A_PROVINCE as OF_A_PROVINCE
from kargah.people.models import OF_HEADQUARTERS, OF_THE_COUNTRY, User
from kargah.people.models import Role as Role

HELD = (
    "SELECT 1 FROM people_post WHERE holder_id = %s AND role = %s"
    " AND starts_on <= %s AND (ends_on IS NULL OR ends_on > %s)"
)
IN_THEIR_PROVINCE = (Role.PROVINCIAL_EXPERT, Role.PROVINCIAL_DEPUTY)

# The one who appoints stands at least as high as the post: a director appoints everybody.
MAY_APPOINT: dict[str, frozenset[Role]] = {
    Role.HEADQUARTERS_DIRECTOR: frozenset(Role) - {Role.APPLICANT, Role.PANEL_MEMBER, Role.CLOCK},
    Role.HEADQUARTERS_EXPERT: frozenset(
        {Role.PROVINCIAL_EXPERT, Role.PROVINCIAL_DEPUTY, Role.TECHNICAL_INSPECTOR, Role.PARTNER_BODY}
    ),
    Role.PROVINCIAL_DEPUTY: frozenset({Role.PROVINCIAL_EXPERT, Role.TECHNICAL_INSPECTOR}),
}


def acts_as(user: User | None, role: str, *, on: Any) -> bool:
    """May `user` act as `role` on the subject `on` today? No user is the clock, and the clock is nobody else.

    A subject tells its people by `owner_id`, `inspector_id`, `province_id`; what it does not tell is denied.
    Posts are read anew at every question, so that a post taken away is gone at once.
    """
    if user is None:
        return role == Role.CLOCK
    if not getattr(user, "is_active", False) or user.pk is None:
        return False
    if role == Role.APPLICANT:
        return getattr(on, "owner_id", None) == user.pk
    if role == Role.PANEL_MEMBER:
        return user.pk in getattr(on, "panel_ids", ())
    if role == Role.TECHNICAL_INSPECTOR:
        return getattr(on, "inspector_id", None) == user.pk and _holds(user, role)
    if role in IN_THEIR_PROVINCE:
        province = getattr(on, "province_id", None)
        return province is not None and _holds(user, role, province_id=province)
    if role in OF_HEADQUARTERS:
        return _holds(user, role)
    return False


def may_appoint(by: User, role: str, *, province_id: int | None) -> bool:
    """Does a post of `by` allow to give (or end) the post `role`? A deputy does so in their own province."""
    if not by.is_active:
        return False
    return any(
        role in MAY_APPOINT.get(post.role, frozenset())
        and (post.role in OF_THE_COUNTRY or post.province_id == province_id)
        for post in by.posts.in_force()
    )


def _holds(user: User, role: str, *, province_id: int | None = None) -> bool:
    """As `Posts.in_force` says; asked at every step, so in one statement that is not composed anew."""
    today = connection.ops.adapt_datefield_value(clock.today())
    where, given = "", list[Any]([user.pk, role, today, today])
    if province_id is not None:
        where, given = " AND province_id = %s", [*given, province_id]
    with connection.cursor() as cursor:
        cursor.execute(f"{HELD}{where} LIMIT 1", given)
        return cursor.fetchone() is not None
