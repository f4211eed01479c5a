"""One spelling per word: letters, digits, half-spaces. Input is brought to it once, at the edge."""

import re
import unicodedata

HALF_SPACE = "\u200c"
ALPHABET = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"

_TO_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_TO_PERSIAN = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹" * 2)

_KASHIDA, _SOFT_HYPHEN, _BYTE_ORDER_MARK = 0x0640, 0x00AD, 0xFEFF
_BIDI_MARKS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
_DROPPED = dict.fromkeys((_KASHIDA, _SOFT_HYPHEN, _BYTE_ORDER_MARK, *_BIDI_MARKS, *_CONTROLS))

_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "ۀ": "ه\u0654",
        "\u200b": HALF_SPACE,  # the zero-width space and the old ¬ were typed for the half-space
        "¬": HALF_SPACE,
    }
)
_KEY_LETTERS = str.maketrans("أإٱآئؤ", "اااایو")
_NOT_IN_KEY = re.compile(r"[\u200c\u200d\s\-‐-―_.،]")
_LATIN = re.compile("[A-Za-z]")
_WORD_OF_DIGITS = re.compile(r"[A-Za-z0-9-]*[0-9][A-Za-z0-9-]*")
_PLACE = {letter: chr(place) for place, letter in enumerate(ALPHABET, start=0xE000)}


def digits(s: str | None) -> str:
    """`s` with Persian and Arabic digits as ASCII."""
    return (s or "").translate(_TO_ASCII)


def fa(s: object) -> str:
    """`s` as text with Persian digits, for people to read. No grouping: see `numbers.fa_number`."""
    return str(s).translate(_TO_PERSIAN)


def fa_words(s: object) -> str:
    """`fa` for whole sentences: a code with a Latin letter in it keeps its own digits, as it is read and typed."""
    return _WORD_OF_DIGITS.sub(lambda word: word[0] if _LATIN.search(word[0]) else fa(word[0]), str(s))


def _letters_of_shapes(s: str) -> str:
    """Text copied out of a PDF holds the drawn shapes of the letters; give the letters back."""
    return "".join(
        unicodedata.normalize("NFKC", c) if "\ufb50" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufeff" else c
        for c in s
    )


def _without_marks(s: str) -> str:
    """Vowel signs, hamza above and the marks of recitation are written or left out as the writer likes."""
    return "".join(c for c in s if unicodedata.category(c) != "Mn")


def text(s: str | None) -> str:
    """`s` in one spelling: letters, half-spaces, blanks; lines are kept. The words of a name never change."""
    s = _letters_of_shapes(s or "").translate(_DROPPED)
    s = unicodedata.normalize("NFC", unicodedata.normalize("NFC", s).translate(_LETTERS))
    s = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", s)
    s = re.sub(f"{HALF_SPACE}{{2,}}", HALF_SPACE, s)
    s = re.sub(f"{HALF_SPACE}?(\\s){HALF_SPACE}?", r"\1", s)  # beside a blank it joins nothing
    s = re.sub(r"[^\S\n]+", " ", s)
    s = re.sub(r" ?\n ?", "\n", s)
    return s.strip().strip(HALF_SPACE)


def key(s: str | None) -> str:
    """Key for search and for finding doubles: no half-space, diacritics, hamza, blanks or hyphens."""
    plain = _NOT_IN_KEY.sub("", digits(text(s)).translate(_KEY_LETTERS).casefold())
    return _without_marks(plain)


def sort_key(s: str | None) -> str:
    """Key of the Persian alphabetical order: آ first, پ چ ژ گ in their places, a blank before every letter."""
    plain = _without_marks(text(s).replace(HALF_SPACE, " "))
    plain = plain.translate(str.maketrans("أإٱئؤ", "ااایو"))
    return "".join(_PLACE.get(c, c) for c in digits(plain))
