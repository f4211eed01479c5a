"""Numbers that name a person, a company, a telephone, an address. Each function gives the one written form, or None."""

import re
from typing import Any

from kargah.persian.letters import digits, text

_LEGAL_WEIGHTS = (29, 27, 23, 19, 17) * 2


def _only_digits(s: Any) -> str | None:
    """The digits, without the blanks and hyphens people put between them; None when anything else is there."""
    if isinstance(s, float) and s.is_integer():  # a sheet gives every number as a float
        s = int(s)
    s = re.sub(r"[\s\-‐-―\u200c]", "", digits(text("" if s is None else str(s))))
    return s if re.fullmatch(r"[0-9]+", s) else None


def national_id(s: Any, *, from_excel: bool = False) -> str | None:
    """کد ملی as ten digits. Only a sheet (`from_excel`) may have lost its leading zeros, at most two of them."""
    found = _only_digits(s)
    if found and from_excel and 8 <= len(found) < 10:
        found = found.zfill(10)
    if not found or len(found) != 10 or len(set(found)) == 1:
        return None
    rest = sum(int(digit) * weight for digit, weight in zip(found, range(10, 1, -1), strict=False)) % 11
    return found if int(found[9]) == (rest if rest < 2 else 11 - rest) else None


def legal_id(s: Any) -> str | None:
    """شناسهٔ ملی of a legal person as eleven digits."""
    found = _only_digits(s)
    if not found or len(found) != 11 or len(set(found)) == 1 or found[3:9] == "000000":
        return None
    added = int(found[9]) + 2
    total = sum(
        (added + int(digit)) * weight for digit, weight in zip(found[:10], _LEGAL_WEIGHTS, strict=True)
    )
    return found if total % 11 % 10 == int(found[10]) else None


def mobile(s: Any) -> str | None:
    """09 and nine digits. Takes +98, 0098, 98 and a missing zero."""
    typed = re.sub(r"[\s\-‐-―./()\u200c]", "", digits(text("" if s is None else str(s))))
    found = re.fullmatch(r"(?:(?:\+|00)?98)?0?(9[0-9]{9})", typed)
    return f"0{found[1]}" if found else None


def postal_code(s: Any) -> str | None:
    """کد پستی as ten digits. Stricter rules in use contradict each other, so odd codes are let through."""
    found = _only_digits(s)
    return found if found and len(found) == 10 and len(set(found)) > 1 else None
