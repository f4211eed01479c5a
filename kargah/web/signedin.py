"""The request of somebody who is signed in, for the eyes of the type checker: `login_required` stands before the view."""

from django.http import HttpRequest

from kargah.people.models import User


class SignedIn(HttpRequest):
    user: User
