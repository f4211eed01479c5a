"""Posts are given and taken away; people say who they are. Whoever calls writes the journal, in the same transaction."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.people import rules, throttle
from kargah.people.models import PartnerBody, Post, User
from kargah.refusal import NotPermitted, Refused


@transaction.atomic
def appoint(
    holder: User,
    role: str,
    *,
    by: User | None,
    province: Any = None,
    body: Any = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Post:
    """Give `holder` a post from `starts_on` (today) until the day before `ends_on` (open when left out).

    `by` None is the person at the machine, who appoints the first director. Raises NotPermitted when `by`
    stands below the post, Refused when the same post is held already or the place does not fit the role.
    """
    starts_on = starts_on or clock.today()
    if by is not None and not rules.may_appoint(by, role, province_id=getattr(province, "pk", None)):
        raise NotPermitted(_("Your post does not allow you to give this post."))
    if by is not None and by == holder:
        raise NotPermitted(_("Nobody gives a post to themselves."))
    User.objects.select_for_update().get(pk=holder.pk)
    same = Post.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on), holder=holder, role=role)
    same = same.filter(province=province, body=body)
    if ends_on:
        same = same.filter(starts_on__lt=ends_on)
    if same.exists():
        raise Refused(_("%(name)s holds this post already."), name=holder)
    post = Post(
        holder=holder,
        role=role,
        province=province,
        body=body,
        starts_on=starts_on,
        ends_on=ends_on,
        appointed_by=by,
    )
    if role in rules.OF_A_PROVINCE and province is None:
        raise Refused(_("This post needs a province."), field="province")
    post.full_clean()
    post.save()
    return post


@transaction.atomic
def end_post(post: Post, *, by: User | None, on: date | None = None) -> Post:
    """The post is held no more from the day `on` (today): the holder's next request already feels it."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    on = on or clock.today()
    if by is not None and not rules.may_appoint(by, post.role, province_id=post.province_id):
        raise NotPermitted(_("Your post does not allow you to end this post."))
    if post.ends_on and post.ends_on <= on:
        raise Refused(_("This post has ended already."))
    if on < post.starts_on:
        raise Refused(_("A post cannot end before it starts."), field="ends_on")
    post.ends_on = on
    post.save(update_fields=["ends_on"])
    return post


def enter_colleague(*, username: str, first_name: str, last_name: str, password: str) -> User:
    """An account for a colleague, who enters with this name and password. Raises Refused when the name is taken."""
    try:
        with transaction.atomic():
            return User.objects.create_user(
                username=username.strip().lower(),
                first_name=first_name,
                last_name=last_name,
                password=password,
            )
    except IntegrityError as error:
        raise Refused(_("Another colleague has this user name."), field="username") from error


def enter_body(*, name: str, kind: str) -> PartnerBody:
    """Raises Refused when there is one of this name."""
    if PartnerBody.objects.filter(name=name).exists():
        raise Refused(_("There is a body of this name already."), field="name")
    return PartnerBody.objects.create(name=name, kind=kind)


def change_password(user: User, *, old: str, new: str) -> User:
    """A colleague changes their password. Raises Refused when the old one is wrong, TooMany after five wrong ones.

    Not inside a transaction, which would forget a wrong try.
    """
    attempt = throttle.claim("signature", account=user.public_id)
    if not user.is_active or not user.check_password(old):
        raise Refused(_("The old password is not right. Nothing was changed."), field="old")
    attempt.succeeded()
    user.set_password(new)
    user.save(update_fields=["password"])
    return user


def introduce_oneself(
    user: User, *, first_name: str, last_name: str, language: str, national_id: str = ""
) -> User:
    """What a person says of themselves. The national id (ten digits) is taken once and never changed here.

    Raises Refused with one answer for an id that another account has and one that was given before, and
    TooMany after five such answers in a day. Not inside a transaction.
    """
    attempt = throttle.claim("national_id", account=user.public_id) if national_id else None
    taken = Refused(
        _("This national ID could not be recorded. Ask the handicrafts office of your province."),
        field="national_id",
    )
    try:
        with transaction.atomic():
            user = User.objects.select_for_update().get(pk=user.pk)
            if national_id and user.national_id_index:
                raise taken
            user.first_name, user.last_name, user.language = first_name, last_name, language
            if national_id:
                user.national_id = national_id
            user.save()
    except IntegrityError as error:
        raise taken from error
    if attempt:
        attempt.succeeded()
    return user
