"""The doors."""

from django.urls import path
from django.views.generic import RedirectView

from kargah.web.signin import views

urlpatterns = [
    path("signin/", views.mobile, name="signin"),
    path("signin/code/", views.code, name="signin-code"),
    path("signin/staff/", views.staff, name="signin-staff"),
    path("signout/", views.signout, name="signout"),
    path("me/", views.me, name="me"),
    path(
        "account/", RedirectView.as_view(pattern_name="me", http_method_names=["get", "head"]), name="account"
    ),
    path("outbox/", views.outbox, name="outbox"),
]
