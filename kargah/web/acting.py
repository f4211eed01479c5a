"""The post in which somebody works at the moment: pages begin with it; what they may do stays with the person."""

from django.http import HttpRequest

from kargah.people.models import Post
from kargah.people.queries import posts_in_force

CHOSEN = "post"  # in the session


def posts_of(request: HttpRequest) -> list[Post]:
    """All posts in force, read once for a request."""
    known = request.__dict__
    if "_posts" not in known:
        known["_posts"] = list(posts_in_force(getattr(request, "user", None)))
    return known["_posts"]


def chosen(request: HttpRequest) -> Post | None:
    """The post that was chosen, as long as it is held; None for all of them together."""
    session = getattr(request, "session", None)
    name = session.get(CHOSEN) if session is not None else None
    return next((post for post in posts_of(request) if post.public_id == name), None) if name else None


def choose(request: HttpRequest, public_id: str) -> Post | None:
    """Work in this post from now on; in all of them when it is none of theirs."""
    request.session[CHOSEN] = public_id
    return chosen(request)
