"""Words that somebody looks for may be a name or a national ID: in an address they stand sealed."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag

from kargah.people import crypto

PURPOSE = "words of a search"
LONGEST = 80


def sealed(words: str) -> str:
    """The words as they may stand in an address, in a history and in a log."""
    return urlsafe_b64encode(crypto.encrypt(words[:LONGEST], bound_to=PURPOSE)).decode().rstrip("=")


def opened(token: str) -> str:
    """The words of a sealed token. What was never sealed stands as it is: somebody typed it into the address."""
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        return crypto.decrypt(raw, bound_to=PURPOSE)
    except (ValueError, IndexError, KeyError, InvalidTag):
        return token[:LONGEST]
