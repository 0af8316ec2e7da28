"""Where a request comes from: precise enough to count tries by, and shortened wherever it is kept or shown."""

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import HTTPConnection

UNKNOWN = ""
COUNTED = {4: 32, 6: 64}
"""Whose tries count together: one IPv4 address, or the /64 that one subscriber of IPv6 has."""
KEPT = {4: 24, 6: 48}
"""So much of an address is kept in the trail: it tells one site from another, and no person."""


def source_of(connection: HTTPConnection) -> str:
    """The network whose tries count together; never kept in clear."""
    return _network(connection, COUNTED)


def place_of(connection: HTTPConnection) -> str:
    """The shortened address for trail and sessions, such as ``203.0.113.0/24``."""
    return _network(connection, KEPT)


def _network(connection: HTTPConnection, bits: dict[int, int]) -> str:
    try:
        address = ip_address(connection.client.host if connection.client else "")
    except ValueError:
        return UNKNOWN
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ip_network((address, bits[address.version]), strict=False))
