"""One digest for a whole batch: the Merkle root of its lines (the tree of RFC 6962)."""

import hashlib
from collections.abc import Sequence


def root(leaves: Sequence[bytes]) -> str:
    """Hex SHA-256 root over `leaves` in their order; leaves and inner nodes are hashed apart."""
    if not leaves:
        return hashlib.sha256().hexdigest()
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:  # an odd one at the end goes up unchanged, as in RFC 6962
        pairs = [
            hashlib.sha256(b"\x01" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)
        ]
        level = pairs + level[len(level) - len(level) % 2 :]
    return level[0].hex()
