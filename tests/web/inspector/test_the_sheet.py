"""The inspector's desk pages: the sheet section by section, complete or not, and never a word of what it is worth."""

import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from PIL import Image

from kargah.inspections import sheet
from kargah.inspections.models import Inspection
from tests import cast

pytestmark = pytest.mark.django_db


def a_picture(colour="#336699"):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "JPEG")
    file.seek(0)
    file.name = "photo.jpg"
    return file


def page(name, inspection, *more):
    return reverse(f"inspector-{name}", args=[inspection.public_id, *more])


def answers_of(inspection):
    return {code: answer.level for code, answer in sheet.current_answers(inspection).items()}


@pytest.fixture
def visit(client):
    inspection = cast.an_assigned_inspection()
    client.force_login(inspection.inspector)
    return inspection


def axes_of(inspection):
    return list(inspection.application.cycle.guideline.axes.all())


def criteria_of(axis):
    return list(axis.criteria.all())


def test_my_visits_stand_by_day_and_nobody_elses(client, visit):
    other = cast.an_assigned_inspection(inspector=cast.an_inspector_of(name="other"))

    shown = client.get("/inspector/").content.decode()

    assert page("visit", visit) in shown
    assert page("visit", other) not in shown
    for name in ("visit", "conditions", "review", "day"):
        assert client.get(page(name, other)).status_code == 404


def test_before_the_declaration_the_sheet_takes_nothing(client):
    inspection = cast.an_assigned_inspection(declared=False)
    client.force_login(inspection.inspector)
    axis = axes_of(inspection)[0]

    assert "/move/declare_no_conflict/" in client.get(page("visit", inspection)).content.decode()
    answer = client.post(page("section", inspection, axis.code), {f"level_{criteria_of(axis)[0].code}": "3"})

    assert answer.status_code == 422
    assert answers_of(inspection) == {}


def test_nothing_is_chosen_beforehand(client, visit):
    for axis in axes_of(visit):
        assert " checked" not in client.get(page("section", visit, axis.code)).content.decode()


def test_only_the_levels_in_use_are_offered(client, visit):
    odd = next(one for one in sheet.criteria_of(visit) if one.levels == [0, 4])

    shown = client.get(page("section", visit, odd.axis.code)).content.decode()

    assert re.findall(rf'name="level_{odd.code}" value="(\w+)"', shown) == ["0", "4"]


def test_a_section_is_saved_and_leads_to_the_next(client, visit):
    first, second = axes_of(visit)[:2]
    one = criteria_of(first)[0]
    sent = {
        f"level_{one.code}": "3",
        f"note_{one.code}": "دیده شد",
        f"photos_{one.code}": [a_picture(), a_picture("#996633")],
    }

    answer = client.post(page("section", visit, first.code), sent)

    assert answer.url == page("section", visit, second.code)
    assert answers_of(visit) == {one.code: 3}
    assert visit.photos.filter(criterion=one).count() == 2
    again = client.get(page("section", visit, first.code)).content.decode()
    assert again.count(" checked") == 1 and "دیده شد" in again


def test_what_was_fine_is_saved_and_what_was_typed_is_not_lost(client, visit):
    criterion = next(one for one in sheet.criteria_of(visit) if one.na_allowed)
    fine = next(one for one in criteria_of(criterion.axis) if one != criterion)

    answer = client.post(
        page("section", visit, criterion.axis.code),
        {f"level_{fine.code}": "2", f"level_{criterion.code}": "na", f"note_{criterion.code}": "نیم‌کاره"},
    )

    assert answer.status_code == 422
    assert answers_of(visit) == {fine.code: 2}
    shown = answer.content.decode()
    assert "نیم‌کاره" in shown
    assert f'href="#id_reason_{criterion.code}"' in shown


def test_a_photo_is_taken_off_and_the_answers_beside_it_are_saved(client, visit):
    axis = axes_of(visit)[0]
    one, two = criteria_of(axis)[:2]
    client.post(page("section", visit, axis.code), {f"photos_{one.code}": [a_picture()]})
    photo = visit.photos.get()

    answer = client.post(page("section", visit, axis.code), {"remove": photo.pk, f"level_{two.code}": "4"})

    photo.refresh_from_db()
    assert photo.removed_at and answers_of(visit) == {two.code: 4}
    assert answer.url == page("section", visit, axis.code)


def test_a_file_that_is_no_photo_is_refused_beside_its_field(client, visit):
    axis = axes_of(visit)[0]
    one = criteria_of(axis)[0]
    bad = io.BytesIO(b"no photo at all")
    bad.name = "a.jpg"

    answer = client.post(
        page("section", visit, axis.code), {f"level_{one.code}": "1", f"photos_{one.code}": [bad]}
    )

    assert answer.status_code == 422
    assert answers_of(visit) == {one.code: 1}
    assert f'href="#id_photos_{one.code}"' in answer.content.decode()


def test_the_conditions_are_decided_with_a_reason_where_not_met(client, visit):
    given = {"outcome_3": "met", "outcome_4": "not_met", "outcome_5": "met"}

    answer = client.post(page("conditions", visit), given)
    assert answer.status_code == 422
    assert set(sheet.decided_conditions(visit)) == {3, 5}

    answer = client.post(
        page("conditions", visit), given | {"why_4": "رنگ‌ها یکدست نیست", "photos": [a_picture()]}
    )
    assert answer.url == page("review", visit)
    assert sheet.decided_conditions(visit)[4].why == "رنگ‌ها یکدست نیست"
    assert visit.photos.get().criterion is None


def test_the_review_names_what_is_missing_and_ends_the_visit_when_nothing_is(client, visit):
    shown = client.get(page("review", visit)).content.decode()
    for criterion in sheet.criteria_of(visit):
        assert f"#id_level_{criterion.code}_field" in shown
    assert "/move/finish_visit/" not in shown

    cast.fill_form(visit)
    ready = client.get(page("review", visit)).content.decode()
    move = re.search(r'action="(/move/finish_visit/[^"]*)"', ready)[1].replace("&amp;", "&")
    key, seen = (
        re.search(r'name="key" value="(\w+)"', ready)[1],
        re.search(r'name="seen" value="(\d+)"', ready)[1],
    )
    answer = client.post(move, {"key": key, "seen": seen})

    visit.refresh_from_db()
    assert visit.state == Inspection.State.VISITED
    assert answer.url == page("visit", visit)


def test_after_the_visit_the_sheet_is_shown_and_takes_nothing(client):
    inspection = cast.a_finished_visit()
    client.force_login(inspection.inspector)
    axis = axes_of(inspection)[0]
    before = answers_of(inspection)

    assert (
        '<fieldset class="stack" disabled>'
        in client.get(page("section", inspection, axis.code)).content.decode()
    )
    answer = client.post(page("section", inspection, axis.code), {f"level_{criteria_of(axis)[0].code}": "0"})

    assert answer.status_code == 422
    assert answers_of(inspection) == before


def test_the_steps_after_the_visit_are_linked_with_what_stands_against_them(client):
    inspection = cast.a_finished_visit()
    client.force_login(inspection.inspector)

    shown = client.get(page("visit", inspection)).content.decode()

    assert "/move/notify_defects/" in shown and "/move/confirm/" in shown
    assert "/move/close_as_found/" not in shown  # no grave defect is open: the reason stands in its place


def test_the_answers_of_the_applicant_stand_on_the_visit(client):
    inspection = cast.an_answered_notice()
    client.force_login(inspection.inspector)

    shown = client.get(page("visit", inspection)).content.decode()

    assert "برطرف شد" in shown and "<img" in shown
    assert "/move/finish_revisit/" in shown


def test_the_day_of_the_visit_is_set(client, visit):
    from kargah import clock
    from kargah.jalali import calendar

    today = clock.today()
    answer = client.post(page("day", visit), {"visit_on": calendar.latin_short(today)})

    visit.refresh_from_db()
    assert answer.url == page("visit", visit) and visit.visit_on == today
    assert client.post(page("day", visit), {"visit_on": "1400/01/01"}).status_code == 409


WORTH = re.compile(r"امتیاز|وزن|حدنصاب|سقف|points|weight|score|total", re.IGNORECASE)


@pytest.mark.slow
def test_no_page_of_the_inspector_says_what_an_answer_is_worth(client):
    """Neither words of worth nor, beside a criterion, its highest points: before, during and after the visit."""
    fresh = cast.an_assigned_inspection()
    for inspection in (fresh, cast.a_defect_notice(), cast.a_confirmed_inspection()):
        client.force_login(inspection.inspector)
        pages = [page(name, inspection) for name in ("visit", "conditions", "review")]
        pages += [page("section", inspection, axis.code) for axis in axes_of(inspection)]
        for address in ["/inspector/", *pages]:
            shown = re.sub(
                r"<script.*?</script>|<head>.*?</head>",
                "",
                client.get(address).content.decode(),
                flags=re.DOTALL,
            )
            shown = shown.split("<main", 1)[1].split("</main>")[0]
            assert not WORTH.search(_without_the_guideline(shown, inspection)), address
            assert "data-points" not in shown and "data-maximum" not in shown


def _without_the_guideline(shown, inspection):
    """The page without the names and texts that the guideline itself writes."""
    for one in sheet.criteria_of(inspection):
        for words in (one.name, one.level0, one.level2, one.level4, one.evidence, one.axis.name):
            shown = shown.replace(words, "") if words else shown
    return shown


def test_the_templates_of_the_inspector_cannot_print_a_weight():
    forbidden = re.compile(r"maximum\b(?!=)|\.points|\|points|minimum_percent|knockout|\.total|pass_mark")
    folder = Path(settings.HOUSE) / "web" / "templates" / "inspector"
    found = {path.name: forbidden.findall(path.read_text()) for path in folder.glob("*.html")}
    assert found and not {name: words for name, words in found.items() if words}
