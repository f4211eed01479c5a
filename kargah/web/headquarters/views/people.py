"""Who holds which post, and how posts are given and ended."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kargah.people.models import Role
from kargah.people.queries import person, posts, roles_of
from kargah.refusal import Refused
from kargah.web.headquarters import posts as giving
from kargah.web.headquarters.listings import POSTS
from kargah.web.headquarters.posts import Appoint, Colleague, Factors
from kargah.web.offices import done, of_headquarters
from kargah.web.signedin import SignedIn


@of_headquarters
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def people(request: SignedIn) -> HttpResponse:
    """The posts in force. POST: `what` is a new account, a post, or of whom a second factor is asked."""
    sent = {request.POST.get("what"): request.POST}
    appoint, enter = (
        Appoint(sent.get("appoint"), by=request.user, auto_id="appoint_%s"),
        Colleague(sent.get("enter"), by=request.user, auto_id="colleague_%s"),
    )
    factors = Factors(sent.get("factors"), by=request.user)
    if (
        done(appoint, lambda **given: _given(request, given))
        or done(enter, lambda **given: giving.enter(by=request.user, **given))
        or done(factors, lambda **given: giving.ask_factors(by=request.user, **given))
    ):
        messages.success(request, _("Saved."))
        return redirect("headquarters:people")
    return POSTS.answer(
        request,
        posts(),
        "headquarters/people.html",
        appoint=appoint,
        enter=enter,
        factors=factors,
        is_director=Role.HEADQUARTERS_DIRECTOR in roles_of(request.user),
        form=next((form for form in (enter, factors) if form.is_bound), appoint),
    )


def _given(request: SignedIn, given: dict) -> None:
    try:
        giving.give(by=request.user, **given)
    except ValidationError as wrong:  # the post does not lie where its role lies
        raise Refused(" ".join(wrong.messages)) from wrong


@of_headquarters
@require_POST
def end(request: SignedIn, public_id: str) -> HttpResponse:
    post = posts().filter(public_id=public_id).first()
    if post is None:
        raise Http404
    try:
        giving.take(post, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The post has ended."))
    return redirect("headquarters:people")


@of_headquarters
@require_POST
def reset_factor(request: SignedIn, public_id: str) -> HttpResponse:
    """A colleague lost the telephone."""
    found = person(public_id)
    if found is None:
        raise Http404
    try:
        giving.reset_factor(found, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, _("The second factor is reset. The colleague signs in with the password alone.")
        )
    return redirect("headquarters:people")
