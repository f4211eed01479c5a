"""The sheet on a narrow screen, without a script."""

from django.urls import reverse

from kargah.inspections import sheet
from tests import cast
from tests.web.workshop.test_on_a_cheap_phone import phone_of, runs_out  # noqa: F401


def test_a_section_is_answered_without_a_script(a_site, phone_of):  # noqa: F811
    with a_site.here():
        inspection = cast.an_assigned_inspection()
        page = phone_of(inspection.inspector)

        page.goto("/inspector/")
        assert runs_out(page) == 0
        page.locator(".btn-primary").click()
        page.locator("a.btn-primary").click()
        first = sheet.criteria_of(inspection)[0]
        page.locator(f"[name=level_{first.code}][value='4']").check()
        page.locator("#" + f"id_level_{first.code}_field").locator("summary").click()
        page.locator(f"[name=note_{first.code}]").fill("بسیار خوب")
        assert runs_out(page) == 0
        page.locator(".bottom .btn-primary").click()

        answer = sheet.current_answers(inspection)[first.code]
        assert (answer.level, answer.note) == (4, "بسیار خوب")
        second = inspection.application.cycle.guideline.axes.all()[1]
        assert page.url.endswith(reverse("inspector-section", args=[inspection.public_id, second.code]))
