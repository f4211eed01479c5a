"""Where a message may go: over https, to a machine of the internet, never into our own network."""

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kargah.refusal import Refused

LONGEST = 300
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address in the clothes of IPv6


def read(address: str) -> SplitResult:
    """The parts of the address. Raises Refused when no message may go there by its look alone."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise Refused(_("This is no address of the internet."), field="address") from error
    plain = settings.HOOKS_TO_PRIVATE and parts.scheme == "http"
    if parts.scheme != "https" and not plain:
        raise Refused(_("The address begins with https://."), field="address")
    if not parts.hostname or parts.username or parts.password or parts.fragment or port == 0:
        raise Refused(_("This is no address of the internet."), field="address")
    if not address.isascii() or not address.isprintable() or " " in address or len(address) > LONGEST:
        raise Refused(_("This is no address of the internet."), field="address")
    return parts


def machine_of(parts: SplitResult) -> tuple[str, int]:
    """IP and port to connect to. The name is asked once and the answer is used: it cannot turn inwards meanwhile.

    Raises Refused when one of its addresses lies in a network of our own, OSError when it has none.
    """
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    machines = [str(one[4][0]) for one in found]
    if not settings.HOOKS_TO_PRIVATE and not all(map(_is_of_the_internet, machines)):
        raise Refused(_("This address leads into a network of our own."), field="address")
    return machines[0], port


def _is_of_the_internet(machine: str) -> bool:
    ip = ipaddress.ip_address(machine.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if inner or ip in NAT64:
            return False
    return ip.is_global and not ip.is_multicast
