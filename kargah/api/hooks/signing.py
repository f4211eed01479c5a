"""How a message is signed: HMAC with its time, as standard-webhooks has it."""

import base64
import hashlib
import hmac
from datetime import datetime

from kargah.api.models import Hook
from kargah.people import crypto

BEGINS = "whsec_"


def secret_of(hook: Hook) -> str:
    """What the receiver verifies with. It is derived from the key of the site and kept nowhere."""
    key = bytes.fromhex(crypto.keyed(hook.public_id, "webhook"))
    return BEGINS + base64.b64encode(key).decode()


def headers(secret: str, *, message: str, at: datetime, body: bytes) -> dict[str, str]:
    """`message` is the same at every try, `at` is the instant of this one."""
    second = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix(BEGINS))
    signed = hmac.new(key, b".".join((message.encode(), second.encode(), body)), hashlib.sha256).digest()
    return {
        "webhook-id": message,
        "webhook-timestamp": second,
        "webhook-signature": f"v1,{base64.b64encode(signed).decode()}",
    }
