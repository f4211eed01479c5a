"""National ids at rest: encrypted under a numbered key, found through a keyed index.

The first byte of a ciphertext names its key, so that a key can be changed while old rows stay readable.
"""

import hashlib
import hmac
import secrets
from functools import cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

CURRENT_KEY = 1
NONCE = 12


@cache
def _derived(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(secret.encode())


def _cipher(number: int) -> AESGCM:
    """Keys are numbered from 1; an older one stays in settings.OLD_CIPHER_KEYS {number: secret}."""
    old = getattr(settings, "OLD_CIPHER_KEYS", {})
    return AESGCM(_derived(old.get(number, settings.CIPHER_KEY), f"kargah national id {number}"))


def encrypt(text: str, *, bound_to: str) -> bytes:
    """Key number, nonce and ciphertext of `text`, readable only together with `bound_to` (a public id)."""
    nonce = secrets.token_bytes(NONCE)
    return (
        bytes([CURRENT_KEY]) + nonce + _cipher(CURRENT_KEY).encrypt(nonce, text.encode(), bound_to.encode())
    )


def decrypt(sealed: bytes, *, bound_to: str) -> str:
    """The text again. Raises cryptography's InvalidTag when it was altered or moved to another row."""
    nonce, body = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    return _cipher(sealed[0]).decrypt(nonce, body, bound_to.encode()).decode()


def keyed(text: str, purpose: str) -> str:
    """Hex HMAC-SHA-256 of `text` under a key for `purpose`: equal texts meet, nobody can guess back."""
    return hmac.new(_derived(settings.BLIND_KEY, purpose), text.encode(), hashlib.sha256).hexdigest()


def blind(national_id: str) -> str:
    """The index under which a national id is found without being read."""
    return keyed(national_id, "kargah national id index")
