"""Numbers as Persian readers write them, and read back."""

import re
from decimal import Decimal

from kargah.persian.letters import digits, fa, text

THOUSANDS, DECIMAL_POINT, PERCENT = "٬", "٫", "٪"
_TYPED = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.A)


def latin_number(value: int | float | Decimal | str, places: int | None = None) -> str:
    """1,320.5 with grouped thousands; `places` fixes the decimals. Raises decimal.InvalidOperation for no number."""
    number = Decimal(str(value))
    return f"{number:,.{places}f}" if places is not None else f"{number:,f}"


def fa_number(value: int | float | Decimal | str, places: int | None = None) -> str:
    """۱٬۳۲۰٫۵ with grouped thousands; `places` fixes the decimals. Raises decimal.InvalidOperation for no number."""
    written = latin_number(value, places).replace(",", THOUSANDS).replace(".", DECIMAL_POINT)
    return fa(written.replace("-", "\u200e-"))  # the mark keeps the sign before the number in a Persian line


def fa_percent(value: int | float | Decimal | str, places: int | None = None) -> str:
    """۵۵٪ of 55."""
    return fa_number(value, places) + PERCENT


def hundredths(value: int) -> Decimal:
    """The exact number that `value` whole hundredths are: 69545 is 695.45, 2400 is 24."""
    number = Decimal(value).scaleb(-2)
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def fa_points(value: int) -> str:
    """۶۹۵٫۴۵ of 69545 whole hundredths; ۲۴ of 2400."""
    return fa_number(hundredths(value))


def fa_mobile(value: str) -> str:
    """۰۹۱۲ ۱۲۳ ۴۵۶۷ of 09121234567; anything else only with Persian digits."""
    return fa(latin_mobile(value))


def latin_mobile(value: str) -> str:
    """0912 123 4567 of 09121234567; anything else as it is."""
    found = re.fullmatch(r"(09\d\d)(\d{3})(\d{4})", value, re.A)
    return " ".join(found.groups()) if found else value


def typed_number(s: str) -> str | None:
    """What somebody typed as a number, in ASCII and without grouping: "۱٬۳۲۰٫۵" is "1320.5"; None for no number.

    Commas are taken only where they group thousands: "1,5" could mean two numbers and is refused.
    """
    s = digits(text(str(s))).replace("−", "-").replace(DECIMAL_POINT, ".")
    s = re.sub(r"(?<=\d)[٬،, ](?=\d)", ",", s)
    if "." not in s and s.count("/") == 1:  # ۷۸/۵ is how a Persian keyboard writes 78.5
        s = s.replace("/", ".")
    return s.replace(",", "") if _TYPED.fullmatch(s) else None
