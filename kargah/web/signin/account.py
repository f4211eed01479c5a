"""One's own account: the post in which one works, the password, the second factor. Changes stand in the journal."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kargah.journal import book
from kargah.paper import qr
from kargah.people import edits, entrances, secondfactor, signing
from kargah.people.models import User
from kargah.refusal import NotPermitted, Refused
from kargah.web import acting
from kargah.web.middleware import FACTOR_ASKED
from kargah.web.signedin import SignedIn
from kargah.web.signin.forms import FirstCodeForm, PasswordForm, SecretForm
from kargah.web.visitor import onward

NOTHING_SHOWN = "0" * 64  # the password is asked, but nothing is signed


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def post(request: SignedIn) -> HttpResponse:
    """In which post one works: what the pages begin with. What one may do does not change."""
    onwards = onward(request, request.GET.get("next"), "/work/")
    if request.method == "POST":
        acting.choose(request, request.POST.get("post", ""))
        return redirect(onwards)
    return render(
        request, "signin/post.html", {"posts": acting.posts_of(request), "chosen": acting.chosen(request)}
    )


@never_cache
@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: SignedIn) -> HttpResponse:
    """A colleague changes their password; all other sessions end with it."""
    _of_colleagues(request.user)
    form = PasswordForm(request.POST or None, user=request.user)
    if _done(form, lambda: _change_password(request, form.cleaned_data)):
        messages.success(request, _("Your password is changed. All your other sessions have ended."))
        return redirect("me")
    return _shown(request, "password", form)


def _change_password(request: SignedIn, told: dict[str, Any]) -> None:
    user = edits.change_password(request.user, old=told["old"], new=told["new"])
    key = str(request.session.session_key)
    book_it(user, what="password")
    update_session_auth_hash(request, user)
    entrances.rename(key, str(request.session.session_key))
    entrances.end_all(user, but=request.session.session_key)


@never_cache
@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def second_factor(request: SignedIn) -> HttpResponse:
    """POST: `what` is begin, confirm, codes or off. Recovery codes are shown once, as the answer of that POST."""
    user, what = request.user, request.POST.get("what", "")
    _of_colleagues(user)
    forms: dict[str, Form] = {
        name: asks(request.POST if what == name else None, auto_id=f"{name}_%s")
        for name, (asks, _act) in ACTS.items()
    }
    codes: list[str] = []
    if what in ACTS:
        form, act = forms[what], ACTS[what][1]
        if _done(form, lambda: codes.extend(act(request, **form.cleaned_data))) and not codes:
            return redirect("me-second-factor")
    begun = secondfactor.begun(user)
    return _shown(
        request,
        "second_factor",
        forms.get(what) or forms["begin"],
        forms=forms,
        codes=codes,
        has=secondfactor.has(user),
        left=secondfactor.codes_left(user),
        asked=secondfactor.is_asked_of(user),
        begun=begun,
        drawing=qr.svg(secondfactor.address_of(begun), error="m").decode() if begun else "",
    )


@transaction.atomic
def book_it(user: User, *, what: str) -> None:
    """That they did it; the book never holds a secret."""
    book.write_edit(user, by=user, what=what, before={}, after={})


def _begin(request: SignedIn, secret: str) -> list[str]:
    signing.sign(request.user, secret, NOTHING_SHOWN)
    secondfactor.begin(request.user)
    return []


@transaction.atomic
def _confirm(request: SignedIn, code: str) -> list[str]:
    codes = secondfactor.confirm(request.user, code)
    book_it(request.user, what="second_factor")
    request.session.pop(FACTOR_ASKED, None)
    return codes


def _renew(request: SignedIn, secret: str) -> list[str]:
    signing.sign(request.user, secret, NOTHING_SHOWN)
    with transaction.atomic():
        book_it(request.user, what="recovery_codes")
        return secondfactor.renew_codes(request.user)


def _turn_off(request: SignedIn, secret: str) -> list[str]:
    signing.sign(request.user, secret, NOTHING_SHOWN)
    if secondfactor.is_asked_of(request.user):
        raise Refused(_("Headquarters asks a second factor of your post. You cannot turn it off."))
    with transaction.atomic():
        secondfactor.remove(request.user)
        book_it(request.user, what="second_factor_off")
    return []


# What a form of the page does; whatever gives codes shows them once.
ACTS: dict[str, tuple[type[Form], Callable[..., list[str]]]] = {
    "begin": (SecretForm, _begin),
    "confirm": (FirstCodeForm, _confirm),
    "codes": (SecretForm, _renew),
    "off": (SecretForm, _turn_off),
}


def _of_colleagues(user: User) -> None:
    if not user.username:
        raise NotPermitted(_("You sign in with a code that is sent to your mobile; there is no password."))


def _done(form: Form, do: Callable[[], Any]) -> bool:
    """Was the form in order, and was it done? A refusal stands beside its field, or above the form."""
    if not form.is_valid():
        return False
    try:
        do()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    return True


def _shown(request: SignedIn, name: str, form: Form, **more: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"signin/{name}.html", {"form": form, **more}, status=status)
