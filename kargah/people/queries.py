"""Who holds what, and what that lets them see."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from kargah import clock, rows
from kargah.people.models import OF_THE_COUNTRY, PartnerBody, Post, Role, User

HOLDERS = "SELECT holder_id FROM people_post WHERE role = %s AND starts_on <= %s AND (ends_on IS NULL OR ends_on > %s)"


def posts_in_force(user: Any, on: date | None = None) -> QuerySet[Post]:
    """The posts that `user` holds on the day `on` (today when left out); none for a visitor."""
    if not _is_known(user):
        return Post.objects.none()
    return Post.objects.in_force(on).filter(holder=user).select_related("province", "body")


def roles_of(user: Any, on: date | None = None) -> set[Role]:
    """The roles of the posts in force; a person without any post is an applicant, a visitor nothing."""
    if not _is_known(user):
        return set()
    return {Role(post.role) for post in posts_in_force(user, on)} or {Role.APPLICANT}


def provinces_of(user: Any, *, roles: Iterable[str] | None = None, on: date | None = None) -> set[int]:
    """Keys of the provinces in which `user` holds a post, one of `roles` when they are given."""
    posts = posts_in_force(user, on).filter(province__isnull=False)
    if roles is not None:
        posts = posts.filter(role__in=list(roles))
    return set(posts.values_list("province_id", flat=True))


def sees_everything(user: Any, on: date | None = None) -> bool:
    """Headquarters and the auditor read all provinces."""
    return posts_in_force(user, on).filter(role__in=OF_THE_COUNTRY).exists()


def holders(role: str, province: Any = None, on: date | None = None) -> QuerySet[User]:
    """Active people who hold `role`, in `province` (a row or its key) when one is given."""
    posts = Post.objects.in_force(on).filter(role=role)
    if province is not None:
        posts = posts.filter(province=province)
    return User.objects.filter(is_active=True, pk__in=posts.values("holder")).order_by("pk")


def receivers(role: str, province_id: int | None = None) -> list[User]:
    """As `holders` of today: the letters of a step ask so often that the statement is not composed anew."""
    today = connection.ops.adapt_datefield_value(clock.today())
    where, given = "", list[Any]([role, today, today])
    if province_id is not None:
        where, given = " AND province_id = %s", [*given, province_id]
    return rows.found(User, f"is_active AND id IN ({HOLDERS}{where}) ORDER BY id", given)


def person(public_id: str) -> User | None:
    """The active person of this public name."""
    return User.objects.filter(public_id=public_id, is_active=True).first()


def posts(on: date | None = None) -> QuerySet[Post]:
    """All posts in force, with their holders."""
    held = Post.objects.in_force(on).select_related(
        "holder__second_factor", "province", "body", "appointed_by"
    )
    return held.order_by("role", "province__rank", "holder__last_name", "pk")


def colleague(username: str) -> User | None:
    """The active colleague of this user name."""
    return User.objects.filter(username=username.strip().lower(), is_active=True).first()


def bodies() -> QuerySet[PartnerBody]:
    return PartnerBody.objects.order_by("name")


def _is_known(user: Any) -> bool:
    return bool(user is not None and user.is_authenticated and user.is_active)
