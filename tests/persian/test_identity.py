import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kargah.persian.identity import legal_id, mobile, national_id, postal_code
from kargah.persian.letters import fa

NINE = st.text("0123456789", min_size=9, max_size=9)


def closed(nine: str) -> list[str]:
    """The ten-digit numbers over `nine` whose weighted sum, check digit included, leaves what the rule asks."""
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(nine))
    return [
        nine + str(check)
        for check in range(10)
        if (check == total % 11 < 2) or ((total + check) % 11 == 0 and total % 11 >= 2)
    ]


@pytest.mark.parametrize(
    "typed",
    ["۰۰۱۲۳۴۵۶۷۹", "٠٠١٢٣٤٥٦٧٩", "0076229645", "1583250689", "0200203241", "1234567891", "001-234567-9"],
)
def test_a_true_national_id_is_taken(typed):
    assert len(national_id(typed)) == 10


@pytest.mark.parametrize(
    "typed", ["1111111111", "1234567890", "0012345670", "12345679", "x0012345679", "", None]
)
def test_a_false_national_id_is_refused(typed):
    assert national_id(typed) is None


def test_only_a_sheet_gets_its_lost_zeros_back():
    assert national_id("12345679") is None
    assert national_id("12345679", from_excel=True) == "0012345679"
    assert national_id(12345679.0, from_excel=True) == "0012345679"
    assert national_id("76229645", from_excel=True) == "0076229645"
    assert national_id("1234567", from_excel=True) is None


@given(NINE)
def test_nine_digits_have_exactly_one_check_digit(nine):
    taken = [nine + str(check) for check in range(10) if national_id(nine + str(check))]
    assert taken == [number for number in closed(nine) if len(set(number)) > 1]
    assert len(taken) == 1 or len(set(nine)) == 1


@given(NINE, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_of_a_national_id_is_noticed(nine, place, added):
    number = closed(nine)[0]
    assume(number[9] != "1" or place == 9)  # the check digit 1 stands for two rests, so it misses a few
    wrong = number[:place] + str((int(number[place]) + added) % 10) + number[place + 1 :]
    assert national_id(wrong) is None


@given(NINE)
def test_digits_of_any_script_name_the_same_person(nine):
    number = closed(nine)[0]
    assert national_id(fa(number)) == national_id(f" {number} ") == national_id(number)


@pytest.mark.parametrize("typed", ["10380284790", "۱۰۸۶۱۶۷۷۵۴۲", "1400-7650912"])
def test_a_true_legal_id_is_taken(typed):
    assert len(legal_id(typed)) == 11


@pytest.mark.parametrize(
    "typed", ["11111111111", "00000000000", "10380284791", "1038028479", "", None, "1400000000x"]
)
def test_a_false_legal_id_is_refused(typed):
    assert legal_id(typed) is None


@given(st.text("0123456789", min_size=4, max_size=4), st.integers(0, 9))
def test_a_legal_id_with_six_zeros_in_the_middle_is_refused_whatever_its_check_digit(ends, check):
    assert legal_id(f"{ends[:3]}000000{ends[3]}{check}") is None


@given(st.text("0123456789", min_size=10, max_size=10))
def test_ten_digits_have_at_most_one_legal_check_digit(ten):
    taken = [check for check in range(10) if legal_id(f"{ten}{check}")]
    assert len(taken) == (0 if ten[3:9] == "000000" else 1) or len(set(ten)) == 1


@given(st.text("0123456789", min_size=9, max_size=9))
def test_every_spelling_of_a_mobile_number_is_one_number(nine):
    number = f"09{nine}"
    for typed in (
        number,
        f"9{nine}",
        f"+989{nine}",
        f"00989{nine}",
        f"989{nine}",
        f"+98 0{number[1:]}",
        fa(number),
    ):
        assert mobile(typed) == number


@pytest.mark.parametrize("typed", ["0912123456", "091212345678", "02188776655", "tel 09121234567", "", None])
def test_what_is_no_mobile_number_is_refused(typed):
    assert mobile(typed) is None


def test_a_postal_code_has_ten_digits_and_odd_ones_pass():
    assert postal_code("۱۹۶۹۸-۳۳۱۱۴") == "1969833114"
    assert postal_code("0123456789") == "0123456789"
    assert postal_code("196983311") is None
    assert postal_code("1111111111") is None
