"""The search of the whole house: by what one finds, and that nobody finds what they may not see."""

import pytest
from django.db import connection

from kargah.journal.models import Entry
from kargah.people.throttle import TooMany
from kargah.process import sentences
from kargah.process.search import MOST, OFFERED, is_personal, look_up, search, suggest
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOTHING = set()


class Country:
    """One certified workshop in Yazd with its owner, and another workshop in Fars."""

    def __init__(self):
        self.here, self.there = cast.a_province(), cast.a_province("فارس")
        self.certificate = cast.a_certificate()
        self.case = self.certificate.application
        self.workshop, self.owner = self.case.workshop, self.case.applicant
        self.workshop.phone, self.workshop.name = "03538001234", "سفالگری آفتاب"
        self.workshop.legal_name, self.workshop.legal_id = "شرکت کاشی میبد", "10380284790"
        self.workshop.save()
        self.owner.last_name = "حسینی‌نژاد"
        self.owner.save()
        self.elsewhere = cast.a_workshop(self.there, name="سفالگری شیراز")
        self.body = cast.a_body()
        partner = cast.a_partner_of(self.body)
        inspection = self.case.inspections.get()
        self.people = {
            "owner": self.owner,
            "another applicant": cast.an_applicant(),
            "expert": cast.an_expert_of(self.here),
            "deputy": cast.a_deputy_of(self.here),
            "expert elsewhere": cast.an_expert_of(self.there),
            "inspector": inspection.inspector,
            "another inspector": cast.an_inspector_of(self.here, name="idle-inspector"),
            "hq expert": cast.an_hq_expert(),
            "director": cast.a_director(),
            "auditor": cast.an_auditor(),
            "partner": partner,
        }
        self.of_the_case = {"owner", "expert", "deputy", "inspector", "hq expert", "director", "auditor"}


@pytest.fixture
def country():
    return Country()


def keys_of(country):
    """Everything by which the workshop, its owner or its certificate may be asked for."""
    return {
        "national id": country.owner.national_id,
        "mobile": country.owner.mobile,
        "mobile as abroad": "+98" + country.owner.mobile[1:],
        "telephone": "۰۳۵-۳۸۰۰۱۲۳۴",
        "legal id": "10380284790",
        "tracking code": country.case.tracking_code.lower(),
        "register number": country.certificate.register_number,
        "public code": country.certificate.code.lower(),
        "name": "آفتاب",
        "name in Arabic letters": "سفالگري آفتاب",
        "legal name": "کاشی میبد",
        "owner": "حسینی نژاد",
        "owner joined": "حسينينژاد",
    }


def test_every_kind_of_person_finds_what_they_may_see_and_nothing_else(country):
    told = {}
    for name, typed in keys_of(country).items():
        for role, person in country.people.items():
            if country.workshop in search(typed, person).workshops:
                told.setdefault(name, set()).add(role)

    by_certificate = {"register number", "public code"}  # which inspectors do not see
    assert told == {
        name: country.of_the_case - ({"inspector"} if name in by_certificate else NOTHING)
        for name in keys_of(country)
    }


def test_cases_and_certificates_hang_on_what_is_found(country):
    for name, typed in keys_of(country).items():
        found = search(typed, country.people["director"])
        assert found.cases == [country.case] or name in {"register number", "public code"}, name
        assert found.certificates == [country.certificate] or name == "tracking code", name
    inspector = search("آفتاب", country.people["inspector"])
    assert (inspector.cases, inspector.certificates) == ([country.case], [])


def test_a_name_that_two_provinces_have_is_found_in_ones_own_alone(country):
    def workshops(role):
        return {workshop.name for workshop in search("سفالگری", country.people[role]).workshops}

    assert workshops("expert") == {"سفالگری آفتاب"}
    assert workshops("expert elsewhere") == {"سفالگری شیراز"}
    assert workshops("auditor") == {"سفالگری آفتاب", "سفالگری شیراز"}
    assert workshops("another applicant") == workshops("partner") == NOTHING


def test_a_partner_finds_the_rows_of_its_own_lists_by_what_they_say(country):
    made = cast.a_referral_list(body=country.body)
    row, partner = made.rows.get(), country.people["partner"]
    other = cast.a_partner_of(cast.a_body("بانک دیگر"), name="other-partner")
    told = {name: search(typed, partner).referrals for name, typed in keys_of(country).items()}

    assert {name for name, rows in told.items() if rows == [row]} == {
        "register number", "public code", "name", "name in Arabic letters", "legal name",
    }  # fmt: skip
    assert search("آفتاب", partner).workshops == []
    assert all(search(typed, other).nothing for typed in keys_of(country).values())


def test_persons_are_listed_for_headquarters_alone(country):
    told = {
        role for role, person in country.people.items() if search(country.owner.national_id, person).people
    }
    assert told == {"hq expert", "director", "auditor"}


def test_a_long_answer_is_cut_and_says_so(country):
    for _number in range(MOST + 1):
        cast.a_workshop(country.here, name="قالی‌بافی")
    found = search("قالیبافی", country.people["expert"])
    assert len(found.workshops) == MOST
    assert found.cut == {"workshops"}
    assert search("آفتاب", country.people["expert"]).cut == NOTHING


# --- personal identifiers ---------------------------------------------------------------------------------
def test_a_search_by_a_personal_identifier_stands_in_the_journal_without_it(country):
    expert = country.people["expert"]
    found = look_up(country.owner.national_id, expert)
    assert found.cases == [country.case]
    entry = Entry.objects.order_by("-seq").first()

    assert (entry.move, entry.by, entry.case_id) == ("access:look_up", expert, country.case.pk)
    assert country.owner.national_id not in "".join(str(value) for value in vars(entry).values())
    assert country.owner.national_id_index != entry.inputs
    look_up(country.owner.national_id, country.people["director"])
    assert Entry.objects.order_by("-seq").first().inputs == entry.inputs, "the same number, the same digest"


def test_offices_read_who_looked_and_the_applicant_does_not(country):
    look_up(country.owner.mobile, country.people["director"])
    assert sentences.history(country.case, names=True)[-1].move == "access:look_up"
    assert "access:look_up" not in {line.move for line in sentences.history(country.case, names=False)}


def test_a_search_by_name_or_code_is_not_counted(country):
    before = Entry.objects.count()
    for typed in ("آفتاب", country.case.tracking_code, country.certificate.register_number):
        assert not is_personal(typed)
        look_up(typed, country.people["expert"])
    assert Entry.objects.count() == before


def test_whoever_tries_many_numbers_is_stopped(country):
    expert = country.people["expert"]
    for number in range(60):
        look_up(cast.a_national_id(number), expert)
    with pytest.raises(TooMany):
        look_up(country.owner.national_id, expert)
    assert look_up("آفتاب", expert).workshops == [country.workshop]
    assert look_up(country.owner.national_id, country.people["deputy"]).workshops == [country.workshop]


# --- while one types --------------------------------------------------------------------------------------
def test_each_is_offered_what_their_search_finds_and_nothing_of_another_province(country):
    typed = {name: country.people[name] for name in country.people}
    offered = {role for role, person in typed.items() if country.workshop in suggest("آفت", person).workshops}
    assert offered == country.of_the_case
    assert [one.name for one in suggest("سفال", country.people["expert elsewhere"]).workshops] == [
        "سفالگری شیراز"
    ]
    for role, person in country.people.items():
        for name in ("سفال", "حسینی", country.case.tracking_code, country.certificate.register_number):
            found, offers = search(name, person), suggest(name, person)
            for kind in ("workshops", "people", "cases", "certificates", "referrals"):
                assert set(getattr(offers, kind)) <= set(getattr(found, kind)), (role, name, kind)


def test_a_person_is_offered_to_headquarters_alone(country):
    assert {role for role, person in country.people.items() if suggest("حسینی", person).people} == {
        "hq expert", "director", "auditor",
    }  # fmt: skip


def test_at_most_eight_rows_are_offered_and_no_kind_takes_all_of_them(country):
    for _number in range(MOST):
        cast.a_workshop(country.here, name="آفتاب دیگر")
    offers = suggest("آفتاب", country.people["director"])
    assert offers.number == OFFERED
    assert (offers.cases, offers.certificates) == ([country.case], [country.certificate])


@pytest.mark.parametrize("shown", ["national_id", "mobile"])
def test_nothing_is_offered_on_the_way_to_a_personal_identifier(country, shown):
    number, director, before = (
        getattr(country.owner, shown),
        country.people["director"],
        Entry.objects.count(),
    )
    for length in range(1, len(number) + 1):
        assert suggest(number[:length], director).nothing
    for typed in ("0353", "۰۳۵-۳۸۰۰۱۲۳۴", "+98" + country.owner.mobile[1:], "10380284790", "0912/345/6789"):
        assert suggest(typed, director).nothing, typed
    assert Entry.objects.count() == before


def test_two_letters_are_too_few_to_offer_anything(country):
    assert suggest("آف", country.people["director"]).nothing
    assert not suggest("آفت", country.people["director"]).nothing


# --- speed ------------------------------------------------------------------------------------------------
def plans(typed, user):
    """How the database answers each question of a search, step by step."""
    asked = []

    def watch(execute, sql, params, many, context):
        if sql.startswith("SELECT"):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        search(typed, user)
    steps = []
    for sql, params in asked:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            steps += [row[3] for row in cursor.fetchall()]
    return steps


@pytest.mark.sqlite
@pytest.mark.parametrize("role", ["hq expert", "expert", "owner", "inspector"])
def test_no_table_of_many_rows_is_read_from_end_to_end(country, role):
    """A plan that scans such a table grows with it; one that searches by an index does not."""
    for name, typed in keys_of(country).items():
        scans = [step for step in plans(typed, country.people[role]) if step.startswith("SCAN ")]
        many = ("_tail", "_user", "_workshop", "_application", "_certificate")
        assert [step for step in scans if any(word in step.split()[1] for word in many)] == [], name
