"""How often one address may ask, who that is, and that memory is bounded."""

from ipaddress import ip_network

import pytest

from services.public.entrypoints.rate_limit import RateLimit, who_asks

INSIDE = [ip_network("10.0.0.0/8")]


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_limit_lets_so_many_through_and_then_as_time_passes() -> None:
    seconds = Seconds()
    limit = RateLimit(60, seconds)
    assert [limit.seconds_to_wait("a") for _ in range(61)] == [0] * 60 + [1]
    assert limit.seconds_to_wait("b") == 0
    seconds.now = 1.0
    assert [limit.seconds_to_wait("a") for _ in range(2)] == [0, 1]
    seconds.now = 1000.0
    assert [limit.seconds_to_wait("a") for _ in range(61)] == [0] * 60 + [1]


def test_limit_remembers_no_more_than_it_may() -> None:
    limit = RateLimit(60, Seconds(), most=100)
    for number in range(10_000):
        limit.seconds_to_wait(f"address-{number}")
    assert len(limit) == 100


@pytest.mark.parametrize(
    ("peer", "forwarded", "who"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.1.2.3", "198.51.100.1", "198.51.100.1"),
        ("10.1.2.3", "1.2.3.4, 198.51.100.1, 10.9.9.9", "198.51.100.1"),
        ("10.1.2.3", "nonsense", "10.1.2.3"),
        ("::ffff:203.0.113.9", "", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("", "", "unknown"),
    ],
)
def test_who_asks_is_the_connection_or_what_a_known_proxy_says(peer: str, forwarded: str, who: str) -> None:
    assert who_asks(peer, forwarded, INSIDE) == who
