"""The pictures say what their tables say, in the direction in which one reads, and never in a style of their own."""

import re
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.utils import translation

from kargah.places.models import Province
from kargah.web.pictures import bars, points, tiles, weeks

NAMES = [name for line in tiles.WHERE for name in line if name]


def numbers(svg, tag, name):
    return [
        float(one.get(name))
        for one in ElementTree.fromstring(svg).iter(f"{{http://www.w3.org/2000/svg}}{tag}")
    ]


def words(svg):
    return "".join(ElementTree.fromstring(svg).itertext())


@pytest.fixture(autouse=True)
def persian():
    with translation.override("fa"):
        yield


def a_country(**late):
    return {
        name: tiles.Progress(
            Province(name=name, name_en=name, numeric_code=f"{place:02}"),
            place,
            20,
            f"?{place}",
            name in late,
        )
        for place, name in enumerate(NAMES)
    }


def every_picture():
    yield bars.funnel([bars.Stage("ثبت", 8), bars.Stage("گواهی", 2)], "قیف")
    yield bars.quotas([bars.Use("یزد", 10, 3, 4)], "سهمیه")
    yield points.axes([points.Axis("کیفیت", 4000, 8000, 5000, False)], "محورها")
    yield points.dots({45000: 3, 70000: 2}, 50000, 100000, "نقطه‌ها")
    yield weeks.weeks([0, 3, 5], "هفته‌ها")
    yield tiles.tiles(a_country())


def test_every_picture_is_well_formed_named_and_without_styles():
    for svg in every_picture():
        root = ElementTree.fromstring(svg)
        assert root.get("aria-label") and root.get("role") in ("img", "group")
        assert root.get("direction") == "rtl"
        assert not re.search(r'\sstyle=|<style|<script|href="(http|//)', svg)


@pytest.mark.parametrize("picture", [bars.funnel, weeks.weeks])
def test_nothing_to_show_is_no_fault(picture):
    assert ElementTree.fromstring(picture([], "تهی")) is not None
    assert ElementTree.fromstring(points.dots({}, 50000, 100000, "تهی")) is not None


def test_names_cannot_break_out_of_a_picture():
    svg = bars.funnel([bars.Stage('"><script>alert(1)</script>', 1)], '"onload="x')
    assert "<script" not in svg and ElementTree.fromstring(svg).get("onload") is None


def test_the_bars_of_a_funnel_stand_in_the_proportion_of_their_numbers():
    svg = bars.funnel([bars.Stage("ثبت", 8), bars.Stage("گواهی", 2)], "قیف")
    _ground, eight, _ground, two = numbers(svg, "rect", "width")
    assert eight == pytest.approx(4 * two)
    assert "۸" in words(svg)


def test_in_english_a_bar_begins_at_the_left():
    svg = bars.funnel([bars.Stage("a", 1)], "x")
    with translation.override("en"):
        english = bars.funnel([bars.Stage("a", 1)], "x")
    right = numbers(svg, "rect", "x")[0] + numbers(svg, "rect", "width")[0]
    assert right == bars.WIDTH
    assert numbers(english, "rect", "x")[0] == 0


def test_a_dot_is_filled_when_it_has_the_pass_mark():
    svg = points.dots({49900: 1, 50000: 1}, 50000, 100000, "نقطه‌ها")
    fills = [
        one.get("fill") for one in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}circle")
    ]
    assert sorted(fills) == sorted([points.QUIET, points.FIRUZE])


def test_many_workshops_stay_within_the_strip():
    svg = points.dots({60000: 5000, 61000: 1}, 50000, 100000, "نقطه‌ها")
    assert len(numbers(svg, "circle", "cy")) <= points.MOST + 1
    assert min(numbers(svg, "circle", "cy")) > 0


def test_all_thirty_one_provinces_have_their_tile_and_the_seas_their_names():
    svg = tiles.tiles(a_country())
    links = list(ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}a"))
    assert len(links) == 31 and len({(one[0].get("x"), one[0].get("y")) for one in links}) == 31
    for sea in ("دریای خزر", "خلیج فارس", "دریای عمان"):
        assert sea in words(svg)


@pytest.mark.django_db
def test_the_tiles_name_the_provinces_of_the_law():
    from kargah.places.queries import provinces
    from tests import cast

    cast.the_ground()
    assert sorted(NAMES) == sorted(province.name for province in provinces())


def test_a_late_province_is_marked_by_more_than_colour():
    svg = tiles.tiles(a_country(یزد=True))
    late = [
        one
        for one in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}a")
        if "عقب" in one.get("aria-label")
    ]
    assert len(late) == 1 and late[0].find("{http://www.w3.org/2000/svg}path") is not None


@pytest.mark.parametrize(("done", "quota", "percent"), [(1, 8, 13), (0, 0, 0), (5, 5, 100)])
def test_a_share_is_rounded_half_up(done, quota, percent):
    assert tiles.Progress(SimpleNamespace(), done, quota, "?").percent == percent
