"""What is printed fits its sheet: the chart of a case and of a cycle on one page of A4, the sign for the door alone."""

import subprocess

import pytest

from tests import cast

pytestmark = pytest.mark.browser

A4 = {"width": 680, "height": 1009}  # pixels inside of margins of 15 mm


def printed(person, address):
    person.page.set_viewport_size(A4)
    person.page.emulate_media(media="print")
    return person.opens(address).page


@pytest.fixture
def certified(a_site):
    with a_site.here():
        return cast.a_certificate()


def test_the_chart_of_a_case_and_of_a_cycle_stands_on_one_sheet(a_site, already_in, certified):
    with a_site.here():
        office = already_in(cast.an_hq_expert())
        addresses = [
            f"/case/{certified.application.public_id}/way/",
            f"/cycle/{certified.application.cycle.public_id}/",
        ]
    for address in addresses:
        page = printed(office, address)
        drawn = page.locator(".one-sheet svg").bounding_box()
        sheet = page.locator(".one-sheet").bounding_box()
        assert drawn["x"] >= 0 and drawn["x"] + drawn["width"] <= A4["width"]
        assert drawn["height"] > 0.8 * A4["height"]
        assert sheet["height"] <= A4["height"], address


def test_the_sign_for_the_door_is_one_sheet(a_site, already_in, certified, tmp_path):
    with a_site.here():
        holder = already_in(certified.application.applicant)
        address = f"/workshop/case/{certified.application.public_id}/sign/"
    paper = tmp_path / "sign.pdf"
    holder.opens(address).page.pdf(path=paper, prefer_css_page_size=True)

    told = subprocess.run(["pdfinfo", paper], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1\n" in told and "A4" in told
