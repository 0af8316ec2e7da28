"""Addresses are counted precisely and kept shortened."""

import pytest
from starlette.requests import HTTPConnection

from services.gateway.auth.places import place_of, source_of


def coming_from(host: str) -> HTTPConnection:
    """A request from this address."""
    return HTTPConnection({"type": "http", "headers": [], "client": (host, 50000)})


@pytest.mark.parametrize(
    ("host", "source", "place"),
    [
        ("203.0.113.77", "203.0.113.77/32", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.77/32", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("testclient", "", ""),
    ],
)
def test_address_is_counted_and_kept(host: str, source: str, place: str) -> None:
    assert (source_of(coming_from(host)), place_of(coming_from(host))) == (source, place)
