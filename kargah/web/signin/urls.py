"""The doors."""

from django.urls import path
from django.views.generic import RedirectView

from kargah.web.signin import account, sessions, views

urlpatterns = [
    path("signin/", views.mobile, name="signin"),
    path("signin/code/", views.code, name="signin-code"),
    path("signin/staff/", views.staff, name="signin-staff"),
    path("signin/second/", views.second, name="signin-second"),
    path("signout/", views.signout, name="signout"),
    path("me/", views.me, name="me"),
    path("me/post/", account.post, name="me-post"),
    path("me/password/", account.password, name="me-password"),
    path("me/second-factor/", account.second_factor, name="me-second-factor"),
    path("me/sessions/", sessions.sessions, name="me-sessions"),
    path(
        "account/", RedirectView.as_view(pattern_name="me", http_method_names=["get", "head"]), name="account"
    ),
    path("outbox/", views.outbox, name="outbox"),
]
