from hypothesis import given
from hypothesis import strategies as st

from kargah.persian.letters import digits, fa, key, sort_key, text

PERSIAN_LIKE = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0600, max_codepoint=0x06FF),
        st.sampled_from(list(" \t\n\r\u200b\u200c\u200d\u200e\u00a0¬ab1\u0640\u0654\u06d5\u0653\ufeff")),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
    )
)


def test_arabic_letters_become_persian():
    assert text("علي كريمي  ") == "علی کریمی"
    assert text("موسى") == "موسی"


def test_letters_copied_from_a_pdf_become_letters():
    assert text("\ufe8d\ufedf") == "ال"


def test_a_half_space_beside_a_blank_goes_and_between_letters_stays():
    assert text("می\u200c شود") == "می شود"
    assert text("می\u200c\u200cشود") == "می\u200cشود"
    assert text("\u200cکارگاه\u200c") == "کارگاه"


def test_marks_of_direction_kashida_and_controls_go():
    assert text("\u200fکـــارگاه\u202c\x00") == "کارگاه"


def test_lines_of_a_letter_are_kept():
    assert text("یک \r\n دو\nسه") == "یک\nدو\nسه"


def test_the_search_key_is_blind_to_spelling():
    assert key("کارگاه\u200cهای") == key("کارگاه های") == key("كارگاههاي")
    assert key("مسئول") == key("مسیول")
    assert key("چرخهٔ") == key("چرخۀ") == key("چرخه")
    assert key("۱۲") == key("12")


def test_digits_go_both_ways():
    assert digits("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩") == "01234567890123456789"
    assert fa(1405) == "۱۴۰۵"
    assert fa("٠٥/٩") == "۰۵/۹"
    assert digits(None) == text(None) == key(None) == ""


def test_the_alphabet_begins_with_the_long_a_and_holds_the_persian_letters():
    assert sorted(["گل", "کار", "پا", "آب", "بام", "اب", "چاه", "جا"], key=sort_key) == [
        "آب",
        "اب",
        "بام",
        "پا",
        "جا",
        "چاه",
        "کار",
        "گل",
    ]
    assert sort_key("کرمان") < sort_key("کرمانشاه")


@given(PERSIAN_LIKE)
def test_one_spelling_is_reached_at_once(s):
    assert text(text(s)) == text(s)


@given(PERSIAN_LIKE)
def test_the_key_of_a_key_is_itself_and_spelling_does_not_change_it(s):
    assert key(key(s)) == key(s) == key(text(s))
