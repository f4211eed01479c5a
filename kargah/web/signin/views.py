"""Signing in and out, who one is, and the messages that a demo shows."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kargah import clock
from kargah.jalali.templatetags.jalali import fa
from kargah.notifications import post
from kargah.people import edits, entrances, secondfactor, signin
from kargah.people.models import User
from kargah.people.queries import person
from kargah.refusal import Refused
from kargah.web import acting
from kargah.web.middleware import FACTOR_ASKED
from kargah.web.signedin import SignedIn
from kargah.web.signin import sessions
from kargah.web.signin.forms import CodeForm, MobileForm, ProfileForm, SecondForm, StaffForm
from kargah.web.visitor import address_of, onward

WAITING = "code_waiting"  # in the session: which code was sent to which mobile
SECOND = "second_waiting"  # in the session: whose password was right, and when
PATIENCE = 5 * 60  # seconds between the password and the second factor
BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_http_methods(["GET", "POST"])
def mobile(request: HttpRequest) -> HttpResponse:
    """Ask for the number and send a code to it: the same for numbers that we know and that we do not."""
    if request.user.is_authenticated:
        return redirect(onward(request, request.GET.get("next"), settings.LOGIN_REDIRECT_URL))
    form = MobileForm(request.POST or None)
    if form.is_valid():
        number = form.cleaned_data["mobile"]
        try:
            code, plain = signin.ask_code(number, address=address_of(request))
            post.send_code(number, plain)
        except Refused as refusal:
            return _page(request, "mobile", form, refusal)
        request.session[WAITING] = {"code": code.public_id, "mobile": number, "next": request.GET.get("next")}
        return redirect("signin-code")
    return _page(request, "mobile", form)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code that was sent. Whoever enters for the first time is asked for their name next."""
    waiting = request.session.get(WAITING)
    if not waiting:
        return redirect("signin")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            user = signin.enter_with_code(
                waiting["code"], waiting["mobile"], form.cleaned_data["code"], address=address_of(request)
            )
        except Refused as refusal:
            return _page(request, "code", form, refusal, mobile=waiting["mobile"], next=waiting["next"])
        del request.session[WAITING]
        return _enter(request, user, waiting["next"])
    return _page(request, "code", form, mobile=waiting["mobile"], next=waiting["next"])


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    """Colleagues enter with a name and a password."""
    form = StaffForm(request.POST or None)
    if form.is_valid():
        try:
            user = signin.enter_staff(**form.cleaned_data, address=address_of(request))
        except Refused as refusal:
            return _page(request, "staff", form, refusal)
        if secondfactor.has(user):
            request.session[SECOND] = {
                "user": user.public_id,
                "at": clock.now().timestamp(),
                "next": request.GET.get("next"),
            }
            return redirect("signin-second")
        return _enter(request, user, request.GET.get("next"), factor_asked=secondfactor.is_asked_of(user))
    return _page(request, "staff", form)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The second step of colleagues who have a second factor; the password was right a moment ago."""
    waiting = request.session.get(SECOND, {})
    user = person(waiting.get("user", ""))
    if user is None or clock.now().timestamp() - waiting["at"] > PATIENCE:
        return redirect("signin-staff")
    form = SecondForm(request.POST or None)
    if form.is_valid():
        try:
            by_paper = secondfactor.check(user, form.cleaned_data["code"], address=address_of(request))
        except Refused as refusal:
            return _page(request, "second", form, refusal)
        del request.session[SECOND]
        if by_paper:
            left = secondfactor.codes_left(user)
            messages.warning(
                request, _("You used a recovery code. %(number)s are left.") % {"number": fa(left)}
            )
        return _enter(request, user, waiting["next"])
    return _page(request, "second", form)


@require_POST
def signout(request: HttpRequest) -> HttpResponse:
    entrances.forget(request.session.session_key)
    logout(request)
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    response.headers["Clear-Site-Data"] = '"cache"'  # pages that "back" would still show
    return response


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def me(request: SignedIn) -> HttpResponse:
    """Who one is, in which language one reads, and which posts one holds."""
    form = ProfileForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            user = edits.introduce_oneself(request.user, **form.cleaned_data)
        except Refused as refusal:
            return _page(request, "me", form, refusal)
        with override(user.language):
            messages.success(request, _("Saved."))
        return _speaking(redirect(onward(request, request.GET.get("next"), request.path)), user)
    return _page(request, "me", form, posts=acting.posts_of(request))


@never_cache
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """The newest messages, codes too, for a demo without a gateway. Elsewhere there is no such page."""
    if not settings.DEMO_OUTBOX:
        raise Http404
    return render(request, "signin/outbox.html", {"letters": post.last_messages()})


def _page(
    request: HttpRequest, name: str, form: forms.Form, refusal: Refused | None = None, **more: Any
) -> HttpResponse:
    """The page `name` with its form; a refusal stands beside its field, or above the form."""
    if refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    status = refusal.status if refusal else 422 if form.errors else 200
    return render(request, f"signin/{name}.html", {"form": form, **more}, status=status)


def _enter(
    request: HttpRequest, user: User, asked: str | None, *, factor_asked: bool = False
) -> HttpResponse:
    """The session begins under a new key. A person without a name says it first; who holds several posts chooses."""
    login(request, user, backend=BACKEND)
    sessions.begin(request, user)
    if factor_asked:
        request.session[FACTOR_ASKED] = True
    target = onward(request, asked, settings.LOGIN_REDIRECT_URL)
    if len(acting.posts_of(request)) > 1:
        target = f"/me/post/?{urlencode({'next': target})}"
    if not user.last_name:
        who = "/workshop/identity/" if target.startswith("/workshop/") else "/me/"
        target = f"{who}?{urlencode({'next': target})}"
    return _speaking(redirect(target), user)


def _speaking(response: HttpResponse, user: User) -> HttpResponse:
    """From now on pages come in the person's language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        user.language,
        max_age=365 * 24 * 3600,
        secure=settings.SECURE_COOKIES,
        samesite="Lax",
    )
    return response
