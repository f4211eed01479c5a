"""The public code of a certificate: neither guessed nor walked through, and safe to read out over the telephone."""

import hashlib
import hmac

from django.conf import settings

from kargah.persian.letters import digits

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
LENGTH = 12  # 60 bits
SHORTEST_KEY = 32
_MISREAD = str.maketrans("OIL", "011", "-\u200c ")


def code_of(line_public_id: str) -> str:
    """The code of the certificate that is issued on this list line: always the same one."""
    digest = hmac.new(settings.CODE_KEY.encode(), line_public_id.encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest[:8])
    return "".join(ALPHABET[number >> (5 * place) & 31] for place in range(LENGTH))


def typed(code: str) -> str:
    """What a person typed or scanned, as codes are written: any case, O for 0, I and L for 1, hyphens dropped."""
    return digits(code).strip().upper().translate(_MISREAD)


def typed_number(number: str) -> str:
    """A number of the register as it was typed, with ASCII digits and slashes."""
    return digits(number).strip().replace("-", "/").replace("\\", "/").replace(" ", "")


def grouped(code: str) -> str:
    """K7QX-93MD-2ABC, for paper."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def the_key_is_there() -> bool:
    return len(settings.CODE_KEY or "") >= SHORTEST_KEY
