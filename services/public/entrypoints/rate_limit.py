"""How often one address may ask: a bucket of requests for each, in bounded memory."""

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from math import ceil

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
MOST = 20_000
"""How many addresses are remembered; the one that asked longest ago is forgotten first. About 5 MB."""
IPV6_SITE_BITS = 64
"""What one household or server has of IPv6: the rest of the address is its own to choose."""


class RateLimit:
    """Lets each address make so many requests a minute, all at once or spread.

    ``clock`` gives seconds that never go back. Not shared between replicas: each allows as many.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self._most = most
        self._full = float(per_minute)
        self._per_second = per_minute / 60
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        """How many addresses are remembered now."""
        return len(self._left)

    def seconds_to_wait(self, who: str) -> int:
        """0 when this request may go on, and is counted; else in how many seconds the next one may."""
        now = self._clock()
        left, at = self._left.pop(who, (self._full, now))
        left = min(self._full, left + (now - at) * self._per_second)
        wait = 0 if left >= 1 else ceil((1 - left) / self._per_second)
        self._left[who] = (left if wait else left - 1, now)
        if len(self._left) > self._most:
            self._left.popitem(last=False)
        return wait


def who_asks(peer: str, forwarded: str, proxies: Sequence[Network]) -> str:
    """By what a request is counted: the address of the connection, or where that is a known proxy, the last address in
    ``X-Forwarded-For`` that is not one. Of IPv6 its /64.
    """
    asking = _address(peer)
    for told in reversed(forwarded.split(",")) if forwarded else ():
        if asking is None or not any(asking in network for network in proxies):
            break
        asking = _address(told.strip()) or asking
    if asking is None:
        return "unknown"
    if isinstance(asking, IPv6Address):
        return str(IPv6Network((asking, IPV6_SITE_BITS), strict=False))
    return str(asking)


def _address(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
