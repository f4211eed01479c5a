"""Whatever people type stands on a page as words: it makes no element, no attribute, no script and no address."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PLAIN = "سفال میبد"
ISOLATION = {("bdi", "dir", "lang"), ("bdi", "dir")}  # what the pages themselves put round Latin letters
HOSTILE = [
    "<script>alert(1)</script>", "</textarea><script>alert(1)</script>", "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)//", "<iframe src=javascript:alert(1)>",
    '"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "' autofocus onfocus='alert(1)",
    '" style="position:fixed', "javascript:alert(1)", "<a href=javascript:alert(1)>x</a>", "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=//evil.example>", "<form action=//evil.example>",
    "<!-- x", "--><b>x</b>", "<![CDATA[<b>x</b>]]>", "<b>x</b>", "<x-evil>x</x-evil>", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;b&#62;x&#60;/b&#62;", "<scr\u200cipt>alert(1)</script>", "＜script＞alert(1)＜/script＞", "<ſcript>alert(1)</ſcript>",
    "{{ settings.SECRET_KEY }}", "{% load static %}", "{# x #}", "%(name)s %s %d", "${7*7}", "\u202eevil\u202c سفال",
    "\u2066<b>\u2069", "\ufeff<b>x</b>", "a\r\nSet-Cookie: x=1", "۱۲۳٤٥٦<b>", "س" * 119 + "<", "<" * 120, "' OR 1=1 --", "\x1b[31m<b>",
]  # fmt: skip


class Skeleton(HTMLParser):
    """The elements of a page with the names of their attributes, and every address in it."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.elements, self.words = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, *(name for name, _value in attributes)))
        for name, value in attributes:
            assert not name.startswith("on") and name != "style", (tag, name)
            if name in ("href", "src", "action", "formaction"):
                assert not (value or "").strip().lower().startswith(("javascript:", "data:", "//")), value
            self.words.append(value or "")

    def handle_data(self, data):
        self.words.append(data)


def read(client, address):
    answer = client.get(address)
    assert answer.status_code in (200, 422), address
    return Skeleton(answer.content.decode())


def named(world, words):
    """The applicant writes `words` wherever their workshop takes some; True when they were taken."""
    form = {
        "name": words, "county": PLAIN, "city": words[:60], "address": words, "holder_kind": "natural",
        "postal_code": "", "phone": "",
    }  # fmt: skip
    answer = world.as_("owner").post(reverse("workshop-change", args=[world.workshop.public_id]), form)
    assert answer.status_code in (302, 422)
    return answer.status_code == 302


def pages(world):
    """Each page that shows the words, with one of its readers."""
    draft, workshop = world.draft.public_id, world.workshop.public_id
    return [
        ("owner", reverse("workshop-change", args=[workshop])),
        ("expert", reverse("province:counter-case", args=[draft])),
        ("auditor", reverse("case", args=[draft])),
    ]


def test_words_of_a_workshop_are_words_on_every_page(world):
    for other in ("سفال", PLAIN):  # the history of the case has its entries from here on
        assert named(world, other)
    plain = {address: set(read(world.as_(role), address).elements) for role, address in pages(world)}
    taken = 0
    for words in HOSTILE:
        if not named(world, words):
            continue
        taken += 1
        for role, address in pages(world):
            shown = read(world.as_(role), address)
            assert set(shown.elements) - ISOLATION <= plain[address], (words, address)
        world.workshop.refresh_from_db()
        assert world.workshop.name in "".join(shown.words), words
    assert taken >= 35  # most are no more than an odd name


@pytest.mark.parametrize("words", ["س" * 121, "", " \u200c "])
def test_what_is_no_name_is_refused_beside_its_field(world, words):
    world.workshop.refresh_from_db()
    before = world.workshop.name
    assert not named(world, words)
    world.workshop.refresh_from_db()
    assert world.workshop.name == before
    assert named(world, PLAIN)


def test_marks_that_turn_a_line_and_signs_that_end_a_text_are_not_kept(world):
    assert named(world, "\u202eevil\u202c\x00\x1b \u2067سفال\u2069")
    world.workshop.refresh_from_db()
    assert world.workshop.name == "evil سفال"


SOUGHT = {
    "visitor": ["/directory/?name={}", "/verify/?code={}", "/signin/?next={}", "/questions/?{}"],
    "auditor": [
        "/hq/people/?q={}", "/hq/journal/?code={}", "/hq/journal/?move={}&by={}&kind={}", "/hq/certificates/?q={}&state={}",
    ],
    "expert": ["/province/requests/?q={}&name={}&state={}", "/province/requests/?after={}&before={}"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "address"), [(role, one) for role, those in SOUGHT.items() for one in those]
)
def test_words_in_an_address_are_words_on_its_page(world, role, address):
    from urllib.parse import quote

    def asked(words):
        answer = world.as_(role).get(address.replace("{}", quote(words)))
        assert answer.status_code in (200, 404, 422, 429), words
        return Skeleton(answer.content.decode()).elements

    plain = asked("zz")
    for words in (
        '"><script>alert(1)</script>',
        "' onfocus='x",
        "</title><b>",
        "\x00",
        "س" * 500,
        "javascript:x",
    ):
        elements = asked(words)
        extra = [one for one in elements if one not in plain]
        assert not [
            one for one in extra if one[0] in {"script", "b", "img", "iframe", "base", "object", "embed"}
        ], extra
