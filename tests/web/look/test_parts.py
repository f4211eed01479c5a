"""The parts of pages, as they reach the reader."""

import pytest
from django.template import Context, Template
from django.utils import translation

from kargah.refusal import NotPermitted, OutOfTurn
from kargah.web import errors
from kargah.web.style.forms import EveryInput
from kargah.web.templatetags.kargah_web import isolated, kind_of, meter, tag


def shown(source, **context):
    return Template(source).render(Context(context))


@pytest.fixture
def wrong_form():
    return EveryInput({"name": "زهرا", "national_id": "00123"})


def test_a_code_is_kept_from_turning_round_and_its_digits_are_persian():
    assert isolated("1405-13-0027") == '<bdi dir="ltr">۱۴۰۵-۱۳-۰۰۲۷</bdi>'


def test_a_code_with_letters_keeps_its_digits():
    assert isolated("KG-7Q2M") == '<bdi dir="ltr" lang="en">KG-7Q2M</bdi>'


def test_an_english_page_shows_latin_digits():
    with translation.override("en"):
        assert isolated("1405-13-0027") == '<bdi dir="ltr">1405-13-0027</bdi>'


def test_a_tag_is_icon_and_word_never_colour_alone():
    shown_tag = tag("bad", "<باطل>")
    assert "icons.svg#triangle-alert" in shown_tag and "&lt;باطل&gt;" in shown_tag


def test_an_unknown_colour_is_plain():
    assert "tag-plain" in tag("pink", "رد")
    assert [kind_of("certified"), kind_of("declined"), kind_of("repairing"), kind_of("draft")] == [
        "ok",
        "bad",
        "warn",
        "plain",
    ]


def test_a_meter_never_leaves_its_frame_and_bears_a_name():
    assert (
        meter(9, 4, "سهمیه") == '<progress class="meter" value="4.0" max="4.0" aria-label="سهمیه"></progress>'
    )
    assert 'value="0.0" max="1.0"' in meter(0, 0, "سهمیه")


def test_the_summary_of_errors_leads_to_each_input(wrong_form):
    page = shown('{% include "_form.html" %}', form=wrong_form)
    assert 'role="alert" tabindex="-1" autofocus' in page
    for name, target in [
        ("national_id", "id_national_id"),
        ("answer", "id_answer_field"),
        ("due_on", "id_due_on"),
    ]:
        assert name in wrong_form.errors
        assert f'href="#{target}"' in page and f'id="{target}"' in page


def test_an_error_stands_beside_its_input_and_is_read_with_it(wrong_form):
    page = wrong_form["national_id"].as_field_group()
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_national_id_helptext id_national_id_error"' in page
    assert 'id="id_national_id_error"' in page and 'id="id_national_id_helptext"' in page


def test_a_field_says_when_it_may_stay_empty():
    form = EveryInput()
    assert 'class="optional"' in form["note"].as_field_group()
    assert 'class="optional"' not in form["name"].as_field_group()


def test_the_title_begins_with_the_error(wrong_form):
    with translation.override("en"):
        assert "<title>Error:" in shown('{% include "base.html" %}', form=wrong_form)
        assert "<title>Error:" not in shown('{% include "base.html" %}', form=EveryInput())


@pytest.mark.parametrize(
    ("refused", "status"),
    [(OutOfTurn("The place is taken."), 409), (NotPermitted("Not your province."), 403)],
)
def test_a_refusal_says_what_and_whom_to_call(rf, refused, status):
    answer = errors.refusal_page(rf.get("/"), refused)
    page = answer.content.decode()
    assert answer.status_code == status
    assert str(refused) in page and "#phone" in page


def test_the_worst_page_needs_no_request(rf):
    answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 500 and "#phone" in answer.content.decode()


def test_a_form_that_is_too_large_is_told_so(rf):
    from django.core.exceptions import RequestDataTooBig

    answer = errors.bad_request(rf.post("/"), RequestDataTooBig("5 MB"))
    assert answer.status_code == 413 and "#phone" in answer.content.decode()


def test_while_the_system_is_worked_on_every_page_says_so(rf, settings):
    from kargah.web.middleware import Maintenance

    settings.MAINTENANCE = True
    asked = []
    site = Maintenance(lambda request: asked.append(request.path) or "healthy")
    answer = site(rf.get("/work/"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "600")
    assert "#phone" in answer.content.decode()
    assert site(rf.get("/healthz")) == "healthy" and asked == ["/healthz"]


def test_whoever_tries_too_often_is_told_to_wait(rf):
    from kargah.people.throttle import TooMany

    answer = errors.refusal_page(rf.get("/"), TooMany("Too many codes."))
    assert answer.status_code == 429 and "<h1>کوشش‌های پی‌درپی" in answer.content.decode()


def test_what_a_foreign_exception_says_is_not_shown(rf):
    from django.core.exceptions import PermissionDenied

    assert (
        "secret detail"
        not in errors.forbidden(rf.get("/"), PermissionDenied("secret detail")).content.decode()
    )


def test_the_style_guide_shows_every_part(rf):
    from kargah.web.style.views import style

    page = style(rf.get("/style/")).content.decode()
    for part in (
        "btn-primary",
        "tag-ok",
        "meter",
        "tbl-box",
        "empty",
        "tl-now",
        "level",
        "photo-add",
        "strip",
        "errsum",
        "jalali-date",
        "focused",
        "بیش از ۱٬۰۰۰ ردیف",
    ):
        assert part in page
