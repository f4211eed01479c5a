"""One message to one address: sent to the machine that was looked at, no redirect followed, not waited for long."""

import http.client
import json
import socket
import ssl
from urllib.parse import SplitResult

from kargah import clock
from kargah.api.hooks import addresses, signing
from kargah.api.models import Delivery

PATIENCE = 10.0  # seconds
READ_AT_MOST = 64 * 1024


def send(delivery: Delivery) -> int:
    """The status of the answer. Raises Refused for an address that must not be met, OSError when nobody answers."""
    parts = addresses.read(delivery.hook.address)
    machine, port = addresses.machine_of(parts)
    body = json.dumps(delivery.payload, ensure_ascii=False, separators=(",", ":")).encode()
    told = signing.headers(
        signing.secret_of(delivery.hook), message=f"msg_{delivery.public_id}", at=clock.now(), body=body
    )
    connection = _connection(parts, machine, port)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(
            "POST", target, body, {**told, "Content-Type": "application/json", "User-Agent": "Kargah"}
        )
        answer = connection.getresponse()
        answer.read(READ_AT_MOST)
        return answer.status
    except http.client.HTTPException as error:
        raise OSError(f"{type(error).__name__}") from error
    finally:
        connection.close()


def _connection(parts: SplitResult, machine: str, port: int) -> http.client.HTTPConnection:
    """To this machine, under the name of the address: the certificate is that of the name."""
    if parts.scheme == "http":
        plain = http.client.HTTPConnection(str(parts.hostname), port, timeout=PATIENCE)
        plain.sock = socket.create_connection((machine, port), PATIENCE)
        return plain
    secure = ssl.create_default_context()
    connection = http.client.HTTPSConnection(str(parts.hostname), port, timeout=PATIENCE, context=secure)
    raw = socket.create_connection((machine, port), PATIENCE)
    connection.sock = secure.wrap_socket(raw, server_hostname=str(parts.hostname))
    return connection
