from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from kargah.places import loading, queries
from kargah.places.models import CraftField, CraftGroup, Province

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(an_empty_ground):
    return loading.load()


def test_thirty_one_provinces_stand_in_the_persian_alphabet(loaded):
    names = [province.name for province in queries.provinces()]
    assert len(names) == 31
    assert names[:6] == ["آذربایجان شرقی", "آذربایجان غربی", "اردبیل", "اصفهان", "البرز", "ایلام"]
    assert names[13:16] == ["زنجان", "سمنان", "سیستان و بلوچستان"]
    assert [name for name in names if name.startswith("ک")] == [
        "کردستان",
        "کرمان",
        "کرمانشاه",
        "کهگیلویه و بویراحمد",
    ]
    assert names[-3:] == ["هرمزگان", "همدان", "یزد"]
    assert list(Province.objects.all()) == list(queries.provinces())


def test_the_codes_are_those_in_force_since_the_change_of_2020(loaded):
    assert Province.objects.get(iso_code="IR-23").name == "تهران"
    assert Province.objects.get(numeric_code="30").name == "البرز"


def test_carpet_is_present_but_closed(loaded):
    carpet = CraftGroup.objects.get(authority=CraftGroup.CARPET_CENTRE)
    assert not carpet.active and carpet.fields.count() == 9
    assert carpet not in queries.active_groups() and queries.active_groups().count() == 23
    assert not queries.active_fields(carpet).exists()
    assert queries.active_fields().count() == CraftField.objects.count() - 9 == 360


def test_loading_again_changes_nothing(loaded):
    assert [(rows.created, rows.changed) for rows in loaded] == [(31, 0), (24, 0), (369, 0)]
    assert [(rows.created, rows.changed) for rows in loading.load()] == [(0, 0), (0, 0), (0, 0)]


def test_loading_again_keeps_what_headquarters_edited_and_mends_the_rest(loaded):
    Province.objects.filter(iso_code="IR-21").update(
        name="يزد", office_expert="مریم کاظمی", office_phone="035"
    )
    CraftGroup.objects.filter(code="01").update(active=True)
    CraftGroup.objects.filter(code="08").update(active=False)
    CraftField.objects.filter(code="0801").update(active=False, official_code="X-7", name="?")
    assert [rows.changed for rows in loading.load()] == [1, 0, 1]
    yazd = Province.objects.get(iso_code="IR-21")
    assert (yazd.name, yazd.office_expert, yazd.office_phone) == ("یزد", "مریم کاظمی", "035")
    assert CraftGroup.objects.get(code="01").active and not CraftGroup.objects.get(code="08").active
    field = CraftField.objects.get(code="0801")
    assert (field.active, field.official_code) == (False, "X-7") and field.name != "?"


def test_the_command_says_how_many(an_empty_ground):
    said = StringIO()
    call_command("load_places", stdout=said)
    assert "province: 31 new, 0 changed, 31 in all" in said.getvalue()
    assert "craftfield: 369 new, 0 changed, 369 in all" in said.getvalue()


def test_a_field_is_found_however_it_is_spelled(loaded):
    found = set(queries.fields_named("رودوزي هاي")) | set(queries.fields_named("سوزن دوزی"))
    assert found and found == set(queries.fields_named("سوزن\u200cدوزي")) | set(
        queries.fields_named("رودوزی\u200cهای")
    )
    assert not queries.fields_named(" ").exists()
    assert not queries.fields_named("گبه").exists()  # carpet is closed


def test_a_renamed_field_is_found_by_its_new_name(loaded):
    field = CraftField.objects.get(code="0801")
    field.name = "لعاب‌کاری آزمونی"
    field.save(update_fields=["name"])
    assert list(queries.fields_named("لعابكاري آزموني")) == [field]


def test_a_place_is_called_by_its_name_in_the_language_of_the_page(loaded):
    yazd = Province.objects.get(iso_code="IR-21")
    assert str(yazd) == "یزد"
    with translation.override("en"):
        assert yazd.title == "Yazd"
    with translation.override("fa"):
        assert yazd.title == "یزد"
