"""What the tests stand on: copies of a database that keep to themselves, and a site that answers."""

import urllib.request

import pytest


def provinces() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM places_province")
        return cursor.fetchone()[0]


def commit_a_province() -> None:
    from kargah.places.models import Province

    Province.objects.filter(pk=Province.objects.order_by("pk").first().pk).update(name="first")


@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_commits_the_next_does_not_meet(fresh_database, turn):
    from kargah.places.models import Province

    assert provinces() == 31
    assert not Province.objects.filter(name="first").exists()

    commit_a_province()

    assert Province.objects.filter(name="first").exists()


def test_another_process_works_on_the_same_copy(fresh_database):
    commit_a_province()

    seen = fresh_database.python(
        "from kargah.places.models import Province; print(Province.objects.filter(name='first').count())"
    )

    assert seen.stdout.strip() == "1"


@pytest.mark.django_db
def test_the_usual_database_is_back_after_a_visit_to_another(a_database):
    before = provinces()

    with a_database.here():
        assert provinces() == 31

    assert provinces() == before


@pytest.mark.slow
def test_a_site_answers_and_shares_its_rows_with_the_test(a_site):
    with a_site.here():
        assert provinces() == 31
        commit_a_province()

    assert (
        a_site.shell("from kargah.places.models import Province; print(Province.objects.count())").strip()
        == "31"
    )
    with urllib.request.urlopen(f"{a_site.base_url}/") as answer:
        assert answer.status == 200


@pytest.mark.browser
def test_a_browser_opens_the_site_in_persian(page):
    page.goto("/")

    assert page.locator("html").get_attribute("lang") == "fa"
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Asia/Tehran"
