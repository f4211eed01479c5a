"""Names are found from the beginning of any of their words, in any spelling."""

import pytest

from kargah.applications.models import Workshop, WorkshopTail
from kargah.finding import LONGEST, named, tails
from tests import cast

NAME = "کارگاه خانه‌سازی مِهر"


def found(typed):
    for condition in named(WorkshopTail, typed):
        if names := [workshop.name for workshop in Workshop.objects.filter(condition)]:
            return names
    return []


def test_a_name_has_a_tail_for_each_of_its_words():
    assert tails(NAME) == {"کارگاهخانهسازیمهر", "خانهسازیمهر", "سازیمهر", "مهر"}
    assert tails("", "سفال") == {"سفال"}
    assert max(map(len, tails("دراز " * 50))) == LONGEST


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        NAME,
        "کارگاه",
        "خانه سازی",
        "خانه‌سازي",
        "خانهسازی",
        "سازی مهر",
        "كارگاه خا",
        "مهر کارگاه",
        "مهر خانه",
        "  مهر ",
    ],
)
def test_a_workshop_is_found_however_it_is_typed(typed):
    cast.a_workshop(name=NAME)
    cast.a_workshop(name="سفال آفتاب")
    assert found(typed) == [NAME]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "م", "هر", "قالی", "مهر آفتاب", "%", "_", "'", "کارگاه%"])
def test_other_words_find_nothing(typed):
    cast.a_workshop(name=NAME)
    assert found(typed) == []


@pytest.mark.django_db
def test_a_new_name_takes_the_place_of_the_old_one():
    workshop = cast.a_workshop(name=NAME)
    workshop.name = "سفال"
    workshop.save()
    assert found("مهر") == []
    assert found("سفال") == ["سفال"]
    assert WorkshopTail.objects.filter(of=workshop).count() == 1
