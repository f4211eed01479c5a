"""People before browsers, and what they have at hand."""

from itertools import count

import pytest

from kargah.demo import photos
from tests.journeys.hands import Person, a_session_of


@pytest.fixture
def pictures(tmp_path):
    """`pictures(3)`: three photos on the disk of whoever uploads them, no two alike."""
    taken = count()

    def take(number):
        files = []
        for place in (next(taken) for _ in range(number)):
            file = tmp_path / f"photo-{place}.jpg"
            file.write_bytes(photos.drawn(place))
            files.append(file)
        return files

    return take


@pytest.fixture
def enters(a_site, open_page):
    """`enters("expert")`: this colleague, signed in with name and password in a browser of their own."""
    inside = {}

    def sign_in(username):
        if username not in inside:
            person = Person(a_site, open_page(a_site.base_url))
            inside[username] = person.enters_with_password(username)
        return inside[username]

    return sign_in


@pytest.fixture
def already_in(a_site, open_page):
    """`already_in(user)`: a person who signed in before, in a browser of their own; `a_site.here()` must be open."""
    inside = {}

    def bring(user, **options):
        if user not in inside:
            page = open_page(a_site.base_url, **options)
            page.context.add_cookies(
                [{"name": "sessionid", "value": a_session_of(user), "url": a_site.base_url}]
            )
            inside[user] = Person(a_site, page)
        return inside[user]

    return bring
